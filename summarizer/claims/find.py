"""The claims of an article: the clauses that the head takes for one, linked where one says another again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import Sentence
from summarizer.article.statements import is_statement
from summarizer.claims.shape import clause_shape
from summarizer.model.encoder import Encoded, Vectors
from summarizer.model.heads import ClaimHead, Reading, clause_tokens
from summarizer.records import Claim, ClaimKind, Statistic
from summarizer.text.folding import fold

_SAME_MEANING: Final = 0.97  # cosine of two clauses that say the same
_SAME_WORDS: Final = 0.6  # of the words of both, the share that stands in either
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of ``sentences[sentence]``: half-open offsets into the text, and the ids of the statistics inside."""

    sentence: int
    start: int
    end: int
    statistics: tuple[str, ...]

    def place(self, sentences: Sequence[Sentence]) -> tuple[int, int]:
        """Its offsets inside its sentence."""
        first = sentences[self.sentence].start
        return self.start - first, self.end - first


def find_claims(
    text: str,
    sentences: Sequence[Sentence],
    encoded: Sequence[Encoded],
    statistics: Sequence[Statistic],
    head: ClaimHead,
) -> tuple[Claim, ...]:
    """The claims of `text` in order, with ids c1, c2 …; `encoded` holds the token vectors of each sentence.

    A claim's `statistics` are those that stand inside it, and make it statistical. `source` is not found yet: None.
    `same_as` names the first claim that says the same with the same figures.
    """
    clauses = _clauses(text, sentences, statistics)
    tokens = [clause_tokens(encoded[clause.sentence], *clause.place(sentences)) for clause in clauses]
    shapes = [
        clause_shape(text, sentences, clause.sentence, (clause.start, clause.end), bool(clause.statistics))
        for clause in clauses
    ]
    claims: list[Claim] = []
    vectors: list[Vectors] = []
    for clause, reading in zip(clauses, head.read(tokens, shapes), strict=True):
        if reading.claim < head.claim_threshold:
            continue
        claim = _claim(text, clause, reading, head.hedged_threshold, len(claims) + 1)
        vector = encoded[clause.sentence].mean(*clause.place(sentences))
        claims.append(replace(claim, same_as=_same_as(claim, vector, claims, vectors, statistics)))
        vectors.append(vector)
    return tuple(claims)


def _clauses(text: str, sentences: Sequence[Sentence], statistics: Sequence[Statistic]) -> list[_Clause]:
    """The clauses that the head is asked about, in order."""
    return [
        _Clause(index, start, end, tuple(item.id for item in statistics if start <= item.start and item.end <= end))
        for index, sentence in enumerate(sentences)
        if is_statement(text, sentence)
        for start, end in clause_spans(text, sentence)
    ]


def _claim(text: str, clause: _Clause, reading: Reading, hedged_threshold: float, number: int) -> Claim:
    return Claim(
        id=f"c{number}",
        start=clause.start,
        end=clause.end,
        text=text[clause.start : clause.end],
        kind=ClaimKind.STATISTICAL if clause.statistics else reading.kind,
        source=None,
        hedged=reading.hedged >= hedged_threshold,
        statistics=clause.statistics,
        same_as=None,
        confidence=reading.claim,
    )


def _same_as(
    claim: Claim, vector: Vectors, earlier: Sequence[Claim], vectors: Sequence[Vectors], statistics: Sequence[Statistic]
) -> str | None:
    """The first claim that says the same as `claim`, or None."""
    for other, other_vector in zip(earlier, vectors, strict=True):
        if (
            float(vector @ other_vector) >= _SAME_MEANING
            and _figures(claim, statistics) == _figures(other, statistics)
            and _shared_words(claim.text, other.text) >= _SAME_WORDS
        ):
            return other.same_as or other.id
    return None


def _figures(claim: Claim, statistics: Sequence[Statistic]) -> set[tuple[object, ...]]:
    return {(item.value, item.low, item.high, item.unit) for item in statistics if item.id in claim.statistics}


def _shared_words(one: str, other: str) -> float:
    mine, theirs = (set(_WORD.findall(fold(text).text)) for text in (one, other))
    return len(mine & theirs) / max(len(mine | theirs), 1)
