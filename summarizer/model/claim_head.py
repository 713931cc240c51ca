"""What a clause is, read from its token vectors: a small trained head, in numpy alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer.errors import ModelError
from summarizer.model.encoder import Encoded, Vectors
from summarizer.records import ClaimKind

READ_KINDS = tuple(kind for kind in ClaimKind if kind is not ClaimKind.STATISTICAL)
"""The kinds that the head tells apart; a clause is statistical where a statistic stands in it."""
CLAIM_WEIGHTS = ("queries", "values", "values_bias", "cues", "cues_bias", "hidden", "hidden_bias", "out", "out_bias")
"""The names of its weights."""


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """What the head makes of one clause; `claim` and `hedged` are probabilities between 0 and 1."""

    claim: float
    hedged: float
    kind: ClaimKind


@dataclass(frozen=True, slots=True, eq=False)
class ClaimHead:
    """A few attention queries and cue detectors over a clause's tokens, and a small layer over what they found.

    ``weights`` are float32: queries (dimensions, Q), values (dimensions, Q * width), cues (dimensions, C), hidden
    (features, H), out (H, 2 + kinds: claim, hedged, then ``READ_KINDS``), and the biases of all but the queries.
    ``shapes`` names the numbers that stand beside the vectors, in order. ``temperature`` calibrates the probability
    of a claim; ``claim_threshold`` and ``hedged_threshold`` are the least probabilities that count.
    """

    weights: Mapping[str, Vectors]
    shapes: tuple[str, ...]
    temperature: float
    claim_threshold: float
    hedged_threshold: float

    def read(self, clauses: Sequence[Vectors], shapes: Sequence[Sequence[float]]) -> tuple[ClauseReading, ...]:
        """What each clause is; arguments as for :meth:`logits`."""
        return tuple(
            ClauseReading(sigmoid(claim / self.temperature), sigmoid(hedged), READ_KINDS[int(np.argmax(kinds))])
            for claim, hedged, *kinds in self.logits(clauses, shapes).tolist()
        )

    def logits(self, clauses: Sequence[Vectors], shapes: Sequence[Sequence[float]]) -> Vectors:
        """The raw marks (clauses, 2 + kinds): from each clause's token vectors (tokens, dimensions), at least one
        token, and its numbers for ``shapes``. All clauses go together: one product instead of many small ones.
        """
        if not clauses:
            return np.zeros((0, self.weights["out"].shape[1]), dtype=np.float32)
        beside = np.array(shapes, dtype=np.float32).reshape(len(clauses), -1)
        if beside.shape[1] != len(self.shapes):
            names = ", ".join(self.shapes)
            raise ValueError(f"a shape has {len(self.shapes)} numbers ({names}), got {beside.shape[1]}")
        features = np.concatenate([*self._found(clauses), beside], axis=1)
        hidden = np.maximum(features @ self.weights["hidden"] + self.weights["hidden_bias"], 0)
        return np.asarray(hidden @ self.weights["out"] + self.weights["out_bias"], dtype=np.float32)

    def _found(self, clauses: Sequence[Vectors]) -> tuple[Vectors, Vectors]:
        """What the queries gathered (clauses, Q * width) and how strongly each cue was seen (clauses, C)."""
        lengths = [len(clause) for clause in clauses]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        tokens = np.concatenate(clauses)
        wanted = len(self.weights["queries"])
        if tokens.shape[1] != wanted:
            raise ModelError(
                f"the encoder gives vectors of {tokens.shape[1]} values, this head reads {wanted}; "
                "use an encoder of that size, or give a head that was trained on this one"
            )
        raised, _, total = _raised(tokens @ self.weights["queries"], starts, lengths)
        attention = raised / np.repeat(total, lengths, axis=0)  # (tokens, Q)
        values = tokens @ self.weights["values"] + self.weights["values_bias"]
        weighted = values.reshape(*attention.shape, -1) * attention[..., None]
        gathered = np.add.reduceat(weighted, starts, axis=0).reshape(len(clauses), -1)
        _, top, sums = _raised(tokens @ self.weights["cues"] + self.weights["cues_bias"], starts, lengths)
        return gathered, top + np.log(sums)


def clause_tokens(encoded: Encoded, start: int, end: int) -> Vectors:
    """The vectors of the tokens that touch ``[start, end)``; one row of zeros where none does."""
    inside = (encoded.offsets[:, 0] < end) & (encoded.offsets[:, 1] > start)
    if inside.any():
        return encoded.vectors[inside]
    return np.zeros((1, encoded.vectors.shape[1]), dtype=np.float32)


def _raised(scores: Vectors, starts: Any, lengths: Sequence[int]) -> tuple[Vectors, Vectors, Vectors]:
    """The exponentials of the scores less the greatest of their clause, these greatest ones, and each clause's sum."""
    top = np.maximum.reduceat(scores, starts, axis=0)
    raised = np.exp(scores - np.repeat(top, lengths, axis=0))
    return raised, top, np.add.reduceat(raised, starts, axis=0)


def sigmoid(logit: float) -> float:
    """The probability that a logit stands for."""
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))
