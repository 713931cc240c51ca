"""The figures of one set of articles: what was found set beside what the articles' own marks say.

Statistics are paired one to one by overlap; claims are paired where their words agree by half (F1 of words).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from summarizer.article.layout import Sentence, read_layout
from summarizer.records import Claim, Report, Statistic
from summarizer.training.mark_values import ROLES, NumberFields, claim_fields, names, number_fields
from summarizer.training.markup import Article, Mark

A = TypeVar("A")
B = TypeVar("B")

_WORD = re.compile(r"\w+")
_CLOSE = 1e-6
_HALF = 0.5
_UNIT_SHARE = 0.3

_ROLES = {"population": "P", "measure": "M", "time": "T", "source": "S"}

BASELINE = "lead_"
"""What the names of figures begin with that the plainest program would reach."""


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, found and wanted, added up over articles."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 1 where there is nothing to find and nothing found."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that is right."""
        return self.right / self.wanted if self.wanted else 1.0


def score(pairs: Iterable[tuple[Article, Report]]) -> dict[str, float]:
    """Every figure of the articles and the reports on them, each between 0 and 1."""
    tallies: dict[str, Tally] = {}
    for article, report in pairs:
        for name, tally in _tallies(article, report).items():
            tallies[name] = tallies.get(name, Tally()) + tally
    figures = {name: tally.f1 for name, tally in tallies.items() if name.endswith("_F1")}
    figures |= {name: tally.recall for name, tally in tallies.items() if not name.endswith("_F1")}
    return figures


def _tallies(article: Article, report: Report) -> dict[str, Tally]:
    marks = article.marked.marks
    numbers = [mark for mark in marks if mark.kind_letter == "N"]
    claims = [mark for mark in marks if mark.kind_letter == "C"]
    keys = [mark for mark in marks if mark.kind_letter == "K"]
    return (
        _statistics(numbers, report.statistics)
        | _roles(article, numbers, report.statistics)
        | _claims(article.marked.text, claims, report.claims)
        | _units(article.marked.text, claims, report.claims)
        | {"key_recall": _keys(keys, report.summary.sentences), f"{BASELINE}key_recall": _keys(keys, _lead(article))}
    )


def _statistics(wanted: Sequence[Mark], found: Sequence[Statistic]) -> dict[str, Tally]:
    pairs = paired(wanted, found, lambda mark, statistic: _overlap(mark, statistic) / _union(mark, statistic))
    fields = [(number_fields(mark.value), statistic) for mark, statistic in pairs]
    values = sum(_same_value(gold, statistic) for gold, statistic in fields)
    tallies = {
        "stat_F1": Tally(len(pairs), len(found), len(wanted)),
        "stat_val_F1": Tally(values, len(found), len(wanted)),
    }
    for name in ("kind", "unit", "qualifier", "change"):
        right = sum(getattr(gold, name) == getattr(statistic, name) for gold, statistic in fields)
        tallies[f"{name}_acc"] = Tally(right, len(pairs), len(pairs))
    return tallies


def _roles(article: Article, wanted: Sequence[Mark], found: Sequence[Statistic]) -> dict[str, Tally]:
    """The spans of each role, of paired statistics, where the marks or the report have one; whole is change,
    population and measure right, and the value. Nothing where an article's marks name no roles.
    """
    marks = article.marked.marks
    if not any(mark.kind_letter in ROLES for mark in marks):
        return {}
    tallies = {name: Tally() for name in _ROLES}
    whole = 0
    pairs = paired(wanted, found, lambda mark, statistic: _overlap(mark, statistic) / _union(mark, statistic))
    for mark, statistic in pairs:
        gold = number_fields(mark.value)
        right = _same_value(gold, statistic) and gold.unit == statistic.unit and gold.change == statistic.change
        for name, letter in _ROLES.items():
            own = [
                other
                for other in marks
                if other.kind_letter == letter and set(names(mark.value)) & set(names(other.value))
            ]
            span = getattr(statistic, name)
            if own or span:
                hit = any(_alike(article.marked.text, other, span) for other in own if span)
                tallies[name] += Tally(int(hit), 1, 1)
                right = right and (hit or name not in ("population", "measure"))
        whole += right
    return {f"{name}_acc": tally for name, tally in tallies.items()} | {
        "stat_whole_F1": Tally(whole, len(found), len(wanted))
    }


def _alike(text: str, mark: _Stretch, span: _Stretch) -> bool:
    """Whether two stretches share half their words (F1), wherever in the text these stand."""
    first, second = (Counter(_WORD.findall(text, stretch.start, stretch.end)) for stretch in (mark, span))
    return 2 * (first & second).total() >= _HALF * (first.total() + second.total()) > 0


def _same_value(gold: NumberFields, statistic: Statistic) -> bool:
    for wanted, found in ((gold.value, statistic.value), (gold.low, statistic.low), (gold.high, statistic.high)):
        if (wanted is None) != (found is None):
            return False
        if wanted is not None and found is not None and abs(float(wanted) - float(found)) > _CLOSE * abs(float(wanted)):
            return False
    return True


def _claims(text: str, wanted: Sequence[Mark], found: Sequence[Claim]) -> dict[str, Tally]:
    pairs = paired(wanted, found, lambda mark, claim: _words_in_common(text, mark, claim), least=_HALF)
    fields = [(*claim_fields(mark.value), claim) for mark, claim in pairs]
    kinds = sum(kind == claim.kind for kind, _, claim in fields)
    hedges = sum(hedged == claim.hedged for _, hedged, claim in fields)
    return {
        "claim_F1": Tally(len(pairs), len(found), len(wanted)),
        "claim_kind_acc": Tally(kinds, len(pairs), len(pairs)),
        "claim_hedged_acc": Tally(hedges, len(pairs), len(pairs)),
    }


def _units(text: str, wanted: Sequence[Mark], found: Sequence[Claim]) -> dict[str, Tally]:
    """Which sentences bear a claim, and which bear none."""
    units = [(sentence.start, sentence.end) for sentence in read_layout(text).sentences]
    gold = {unit for unit in units if _bears(unit, wanted)}
    got = {unit for unit in units if _bears(unit, found)}
    none = len(units) - len(gold | got)
    return {
        "claim_unit_F1": Tally(len(gold & got), len(got), len(gold)),
        "no_claim_unit_F1": Tally(none, len(units) - len(got), len(units) - len(gold)),
    }


def _bears(unit: tuple[int, int], spans: Iterable[_Stretch]) -> bool:
    least = min(_UNIT_SHARE * (unit[1] - unit[0]), 30)
    return any(min(unit[1], span.end) - max(unit[0], span.start) >= least for span in spans)


def _lead(article: Article) -> list[Sentence]:
    """The first three sentences that are no heading: what a summary has to beat."""
    sentences = read_layout(article.marked.text).sentences
    return [sentence for sentence in sentences if not sentence.heading][:3]


def _keys(wanted: Sequence[Mark], chosen: Sequence[_Stretch]) -> Tally:
    right = sum(
        any(_overlap(mark, sentence) * 2 > sentence.end - sentence.start for sentence in chosen) for mark in wanted
    )
    return Tally(right, len(chosen), len(wanted))


def paired(
    wanted: Sequence[A], found: Sequence[B], likeness: Callable[[A, B], float], least: float = 0.0
) -> list[tuple[A, B]]:
    """One-to-one pairs of likeness above `least` (at `least`, where it is not zero), the likest first."""
    likes = sorted(
        ((likeness(a, b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(found)),
        key=lambda item: (-item[0], item[1:]),
    )
    used_a, used_b, pairs = set(), set(), []
    for like, i, j in likes:
        if like <= 0 or like < least or i in used_a or j in used_b:
            continue
        used_a.add(i)
        used_b.add(j)
        pairs.append((wanted[i], found[j]))
    return pairs


def _overlap(a: _Stretch, b: _Stretch) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _union(a: _Stretch, b: _Stretch) -> int:
    return max(a.end, b.end) - min(a.start, b.start)


def _words_in_common(text: str, mark: Mark, claim: Claim) -> float:
    first = {match.start() for match in _WORD.finditer(text, mark.start, mark.end)}
    second = {match.start() for match in _WORD.finditer(text, claim.start, claim.end)}
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0
