"""Which words answer what is asked of a number or a clause: a log-linear model of runs of words, in numpy alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from summarizer.model.encoder import Vectors
from summarizer.model.runs import Run, best_run

PARTS: Final = 3
"""What is scored of a run: where it starts, where it ends, and each word inside."""
LONGEST: Final = 40
"""The most words of a run."""

ATTENTION_HEADS: Final = 4
RELATED_AS_PART: Final = 9
"""The value of the first relation for the words of the asker itself."""

_EPSILON: Final = 1e-5
_BEFORE: Final = 200  # words before an asker that may answer
_BEHIND: Final = 100
_AT_ONCE: Final = 16  # askers that are read together


@dataclass(frozen=True, slots=True)
class Answer:
    """The run of words that answers, or None, and the probability that this is right."""

    run: Run | None
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Asker:
    """Asks for each of ``roles``, in order.

    ``weights`` are float32, each with its bias: ``words`` (dimensions, width) and ``traits`` (traits, width) make a
    word's state, ``near_0`` and so on (values, width) add how it stands to the asker; then layers of a transformer
    (``parts_0``, ``joined_0``, ``inner_0``, ``outer_0``, ``norm_00``, ``norm_01`` …); ``out`` (width, roles * PARTS)
    scores words and ``none`` (width, roles) no answer, from the asker's own words.
    """

    weights: Mapping[str, Vectors]
    roles: tuple[str, ...]

    def ask(
        self, words: Vectors, traits: Sequence[Sequence[float]], relations: Sequence[Any], places: Sequence[int]
    ) -> tuple[dict[str, Answer], ...]:
        """The answers of each asker by role: from the words' vectors (words, dimensions), each asker's traits, how each
        word stands to it (relations, words), and which word it is.
        """
        states = self._linear("words", words)
        reached = [(max(0, place - _BEFORE), min(len(words), place + _BEHIND)) for place in places]
        found: list[dict[str, Answer]] = []
        for some in _runs_of_equals(reached):
            start, end = reached[some.start]
            stand = np.stack(relations[some])[:, :, start:end]
            read = self._read(states[start:end] + self._linear("traits", _matrix(traits[some]))[:, None], stand)
            found += self._answers(read, stand, start)
        return tuple(found)

    def _read(self, states: Vectors, relations: Any) -> Vectors:
        """The words' states (askers, words, width) once they have looked at each other, knowing where the asker is."""
        for number in range(relations.shape[1]):
            states = states + self.weights[f"near_{number}"][relations[:, number]]
        states = self._norm("norm", states)
        for layer in range(sum(name.startswith("parts_") for name in self.weights) // 2):
            parts = self._linear(f"parts_{layer}", states).reshape(*states.shape[:2], 3, ATTENTION_HEADS, -1)
            found = _attention(*parts.transpose(2, 0, 3, 1, 4)).transpose(0, 2, 1, 3).reshape(states.shape)
            states = self._norm(f"norm_{layer}0", states + self._linear(f"joined_{layer}", found))
            inner = _gelu(self._linear(f"inner_{layer}", states))
            states = self._norm(f"norm_{layer}1", states + self._linear(f"outer_{layer}", inner))
        return states

    def _answers(self, read: Vectors, relations: Any, start: int) -> list[dict[str, Answer]]:
        """The answers of some askers from the states of the words from `start`."""
        scores = self._linear("out", read).reshape(*read.shape[:2], len(self.roles), PARTS).transpose(0, 2, 3, 1)
        inside = (relations[:, 0] == RELATED_AS_PART)[..., None]
        own = (read * inside).sum(axis=1) / np.maximum(inside.sum(axis=1), 1)
        none = self._linear("none", own).tolist()
        return [
            {role: _answer(one, no, start) for role, one, no in zip(self.roles, runs, empty, strict=True)}
            for runs, empty in zip(scores, none, strict=True)
        ]

    def _linear(self, name: str, values: Vectors) -> Vectors:
        # One large product is faster than one for each asker.
        flat = values.reshape(-1, values.shape[-1]) @ self.weights[name] + self.weights[f"{name}_bias"]
        return np.asarray(flat.reshape(*values.shape[:-1], -1), dtype=np.float32)

    def _norm(self, name: str, states: Vectors) -> Vectors:
        moved = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((moved**2).mean(axis=-1, keepdims=True) + _EPSILON)
        return np.asarray(moved / spread * self.weights[name] + self.weights[f"{name}_bias"], dtype=np.float32)


def _runs_of_equals(values: Sequence[Any]) -> Iterator[slice]:
    """Where equal values stand side by side, at most `_AT_ONCE` of them."""
    first = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[first] or place - first == _AT_ONCE:
            yield slice(first, place)
            first = place


def _matrix(rows: Sequence[Sequence[float]]) -> Vectors:
    return np.array(rows, dtype=np.float32)


def _attention(queries: Vectors, keys: Vectors, values: Vectors) -> Vectors:
    """What each word brings home, by head: all (askers, heads, words, width of a head)."""
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.float32(np.sqrt(queries.shape[-1]))
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True) @ values, dtype=np.float32)


def _gelu(values: Vectors) -> Vectors:
    """The Gaussian error linear unit (Hendrycks and Gimpel, 2016), with erf after Abramowitz and Stegun 7.1.26."""
    size = np.abs(values) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + 0.3275911 * size)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(values) * (1 - tail * np.exp(-size * size))
    return np.asarray(values * (1 + erf) / 2, dtype=np.float32)


def _answer(scores: Vectors, none: float, first: int) -> Answer:
    """The best run of words from their scores (PARTS, words); the first word has the number `first`."""
    runs = run_scores(scores)
    top = max(float(runs.max()), none)
    total = top + np.log(np.exp(runs - top).sum() + np.exp(none - top))
    run, confidence = best_run(runs - total, none - total)
    return Answer(None if run is None else (run[0] + first, run[1] + first), confidence)


def run_scores(scores: Vectors) -> Vectors:
    """The score of the run that starts at each word, of each length up to LONGEST: (words, LONGEST)."""
    start, end, inside = scores
    total = np.cumsum(inside)
    ends = np.concatenate([end + total, np.full(LONGEST - 1, -1e4, dtype=np.float32)])
    return np.asarray(
        np.lib.stride_tricks.sliding_window_view(ends, LONGEST) + (start - total + inside)[:, None], dtype=np.float32
    )
