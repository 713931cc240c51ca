"""How good readings are, on windows that nothing was fitted on, and which temperatures calibrate them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from torch import Tensor

from summarizer.model.claim_head import READ_KINDS
from summarizer.model.heads import NUMBER_ROLES
from summarizer.model.runs import Run, best_run
from summarizer.training.network import Reading
from summarizer.training.reading import ClauseExample, NumberExample, WindowExample

_HALF = 0.5

Read = tuple[WindowExample, Reading, float]
"""A window, what was made of it, and how near its sentences' meaning is to the base model's."""


@dataclass(frozen=True, slots=True)
class Temperatures:
    """What the logits are divided by before they become probabilities (Guo et al., 2017)."""

    statistic: float = 1.0
    claim: float = 1.0


@dataclass(slots=True)
class _Tally:
    """What was found, question by question: (truth, logit) for yes or no, right or wrong for the rest."""

    statistics: list[tuple[bool, float]] = field(default_factory=list)
    claims: list[tuple[bool, float]] = field(default_factory=list)
    hedged: list[tuple[bool, float]] = field(default_factory=list)
    changes: list[bool] = field(default_factory=list)
    kinds: list[bool] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    roles: dict[str, list[bool]] = field(default_factory=dict)
    near: list[float] = field(default_factory=list)


def figures(readings: Iterable[Read], temperatures: Temperatures) -> dict[str, float]:
    """Shares and F1s, each between 0 and 1, but for the counts; ``…_error`` is the expected calibration error."""
    tally = _tally(readings)
    statistics, statistic_chance = _chances(tally.statistics, temperatures.statistic)
    claims, claim_chance = _chances(tally.claims, temperatures.claim)
    return {
        "numbers": len(tally.statistics),
        "statistic": macro_f1(statistics, statistic_chance),
        "statistic_error": calibration_error(statistics, statistic_chance),
        "change": _mean(tally.changes),
        **{name: _mean(tally.roles.get(name, [])) for name in (*NUMBER_ROLES, "claim_source")},
        "whole": _mean(tally.whole),
        "clauses": len(tally.claims),
        "claim": macro_f1(claims, claim_chance),
        "claim_error": calibration_error(claims, claim_chance),
        "kind": _mean(tally.kinds),
        "hedged": macro_f1(*_chances(tally.hedged, 1.0)),
        "meaning": _mean(tally.near),
    }


def best_temperatures(readings: Iterable[Read]) -> Temperatures:
    """Those at which the readings are the least surprised by the truth."""
    tally = _tally(readings)
    return Temperatures(_coolest(tally.statistics), _coolest(tally.claims))


def _coolest(pairs: Sequence[tuple[bool, float]]) -> float:
    truth, logits = np.array([truth for truth, _ in pairs]), np.array([logit for _, logit in pairs])

    def surprise(temperature: float) -> float:
        return float(np.logaddexp(0, np.where(truth, -logits, logits) / temperature).mean())

    return round(float(min(np.geomspace(0.25, 4, 65), key=surprise)), 4)


def _tally(readings: Iterable[Read]) -> _Tally:
    tally = _Tally()
    for window, reading, near in readings:
        tally.near.append(near)
        for place, number in enumerate(window.numbers):
            _count_number(tally, number, reading, place)
        sources = iter(zip(reading.claim_runs, reading.claim_none, strict=True))
        for clause, logits in zip(window.clauses, reading.clauses.tolist(), strict=True):
            source = next(sources) if clause.claim else None
            if clause.found and clause.judged and clause.weight == 1:
                _count_clause(tally, clause, logits, source)
    return tally


def _count_number(tally: _Tally, number: NumberExample, reading: Reading, place: int) -> None:
    statistic, *changes = reading.numbers[place].tolist()
    tally.statistics.append((number.statistic, statistic))
    if not number.statistic:
        return
    right = int(np.argmax(changes)) == number.change
    tally.changes.append(right)
    for index, name in enumerate(NUMBER_ROLES):
        hit = _hit(number.roles[index], reading.number_runs[place, index], reading.number_none[place, index])
        if hit is not None:
            tally.roles.setdefault(name, []).append(hit)
            right = right and (hit or name not in ("population", "measure"))
    tally.whole.append(right)


def _count_clause(
    tally: _Tally, clause: ClauseExample, logits: Sequence[float], source: tuple[Tensor, Tensor] | None
) -> None:
    claim, hedged, *kinds = logits
    tally.claims.append((clause.claim, claim))
    if source is None:
        return
    tally.hedged.append((clause.hedged, hedged))
    if clause.kind:
        tally.kinds.append(READ_KINDS[int(np.argmax(kinds))] is clause.kind)
    runs, none = source
    hit = _hit(clause.source, runs[0], none[0])
    if hit is not None:
        tally.roles.setdefault("claim_source", []).append(hit)


def _hit(wanted: tuple[Run, ...] | None, runs: Tensor, none: Tensor) -> bool | None:
    """Whether the best run agrees by half with one that is wanted; None where there is nothing to say."""
    if wanted is None:
        return None
    found, _ = best_run(runs.numpy(), none.item())
    if found is None and not wanted:
        return None  # as the scorers have it: both empty is no question
    if found is None:
        return False
    return max((likeness(found, one) for one in wanted), default=0.0) >= _HALF


def likeness(one: Run, other: Run) -> float:
    """The F1 of the words of two runs."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * max(shared, 0) / (one[1] - one[0] + other[1] - other[0])


def macro_f1(truth: Any, chance: Any) -> float:
    """The mean of the F1 of the true and of the false ones, from probabilities."""
    guess = chance >= _HALF
    scores = [
        2 * np.sum((truth == side) & (guess == side)) / max(np.sum(truth == side) + np.sum(guess == side), 1)
        for side in (True, False)
    ]
    return float(np.mean(scores))


def calibration_error(truth: Any, chance: Any, bins: int = 10) -> float:
    """The expected distance between the confidence in what was decided and the share of right ones (ECE)."""
    guess = chance >= _HALF
    confidence, right = np.where(guess, chance, 1 - chance), guess == truth
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(confidence[places == place].mean() - right[places == place].mean()) * np.mean(places == place)
            for place in np.unique(places)
        )
    )


def _chances(pairs: Sequence[tuple[bool, float]], temperature: float) -> tuple[Any, Any]:
    """The truths and the probabilities."""
    logits = np.array([logit for _, logit in pairs], dtype=float)
    return np.array([truth for truth, _ in pairs], dtype=bool), 1 / (1 + np.exp(-logits / temperature))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0
