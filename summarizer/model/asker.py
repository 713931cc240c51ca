"""Which words answer what is asked of a number or a clause: a log-linear model of runs of words, in numpy alone."""

from collections.abc import Mapping, Sequence
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
        found = []
        for own, stand, place in zip(traits, relations, places, strict=True):
            near = slice(max(0, place - _BEFORE), place + _BEHIND)
            read = self._read(states[near] + self._linear("traits", np.array(own, dtype=np.float32)), stand[:, near])
            scores = self._linear("out", read).reshape(-1, len(self.roles), PARTS).transpose(1, 2, 0)
            inside = stand[0, near] == RELATED_AS_PART
            none = self._linear("none", read[inside].mean(axis=0) if inside.any() else np.zeros_like(read[0]))
            answers = (_answer(one, float(empty), near.start) for one, empty in zip(scores, none, strict=True))
            found.append(dict(zip(self.roles, answers, strict=True)))
        return tuple(found)

    def _read(self, states: Vectors, relations: Any) -> Vectors:
        """The words' states (words, width) once they have looked at each other, knowing where the asker is."""
        for number, values in enumerate(relations):
            states = states + self.weights[f"near_{number}"][values]
        states = self._norm("norm", states)
        for layer in range(sum(name.startswith("parts_") for name in self.weights) // 2):
            parts = self._linear(f"parts_{layer}", states).reshape(len(states), 3, ATTENTION_HEADS, -1)
            found = _attention(*parts.transpose(1, 2, 0, 3)).transpose(1, 0, 2).reshape(states.shape)
            states = self._norm(f"norm_{layer}0", states + self._linear(f"joined_{layer}", found))
            inner = _gelu(self._linear(f"inner_{layer}", states))
            states = self._norm(f"norm_{layer}1", states + self._linear(f"outer_{layer}", inner))
        return states

    def _linear(self, name: str, values: Vectors) -> Vectors:
        return np.asarray(values @ self.weights[name] + self.weights[f"{name}_bias"], dtype=np.float32)

    def _norm(self, name: str, states: Vectors) -> Vectors:
        moved = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((moved**2).mean(axis=-1, keepdims=True) + _EPSILON)
        return np.asarray(moved / spread * self.weights[name] + self.weights[f"{name}_bias"], dtype=np.float32)


def _attention(queries: Vectors, keys: Vectors, values: Vectors) -> Vectors:
    """What each word brings home, by head: all (heads, words, width of a head)."""
    scores = queries @ keys.transpose(0, 2, 1) / np.float32(np.sqrt(queries.shape[-1]))
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
