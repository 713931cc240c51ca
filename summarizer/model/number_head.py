"""What a number is, read from its vector and what the rules know of it: a statistic or none, a change or a level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.model.claim_head import sigmoid
from summarizer.model.encoder import Vectors
from summarizer.records import Change

CHANGES = (None, Change.INCREASE, Change.DECREASE)
"""What the head tells apart of a change, in its order."""
NUMBER_WEIGHTS = ("number_hidden", "number_hidden_bias", "number_out", "number_out_bias")
"""The names of its weights."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What the head makes of one number; `statistic` is the probability that it is one."""

    statistic: float
    change: Change | None


@dataclass(frozen=True, slots=True, eq=False)
class NumberHead:
    """One hidden layer over a number's mean vector and its traits; the traits also go straight to the end.

    ``weights`` are float32. ``temperature`` calibrates the probability; the least that counts is ``agreed`` where the
    rules take the number for a statistic too, and ``alone`` where they do not. ``trust`` is added to the logit of the
    change that the rules see.
    """

    weights: Mapping[str, Vectors]
    temperature: float
    agreed: float
    alone: float
    trust: float

    def read(self, numbers: Vectors, changes: Sequence[Change | None]) -> tuple[NumberReading, ...]:
        """What each number is, from its vector with its traits behind (numbers, dimensions + traits), and the change
        that the rules see in it.
        """
        logits = self.logits(numbers)
        for row, change in zip(logits, changes, strict=True):
            row[1 + CHANGES.index(change)] += self.trust
        return tuple(
            NumberReading(sigmoid(statistic / self.temperature), CHANGES[int(np.argmax(marks))])
            for statistic, *marks in logits.tolist()
        )

    def logits(self, numbers: Vectors) -> Vectors:
        """The raw marks (numbers, 1 + changes)."""
        hidden = np.maximum(numbers @ self.weights["number_hidden"] + self.weights["number_hidden_bias"], 0)
        traits = numbers[:, numbers.shape[1] - (len(self.weights["number_out"]) - hidden.shape[1]) :]
        both = np.concatenate([hidden, traits], axis=1)
        return np.asarray(both @ self.weights["number_out"] + self.weights["number_out_bias"], dtype=np.float32)


def beside(vectors: Sequence[Vectors], numbers: Sequence[Sequence[float]], dimensions: int) -> Vectors:
    """The mean of each matrix's rows with the numbers that stand beside it (things, dimensions + numbers)."""
    if not vectors:
        return np.zeros((0, dimensions), dtype=np.float32)
    means = np.array([rows.mean(axis=0) for rows in vectors], dtype=np.float32)
    return np.concatenate([means, np.array(numbers, dtype=np.float32)], axis=1)
