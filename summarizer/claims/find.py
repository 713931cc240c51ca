"""The claims of an article: the clauses that the head takes for one, linked where one says another again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import Sentence
from summarizer.claims.shape import clause_shape, may_claim
from summarizer.model.encoder import Encoded, Vectors
from summarizer.model.heads import ClaimHead, Reading, clause_tokens
from summarizer.records import Claim, ClaimKind, Statistic
from summarizer.text.folding import fold

_SAME_MEANING: Final = 0.97  # cosine of two clauses that say the same
_SAME_WORDS: Final = 0.6  # of the words of both, the share that stands in either
_WORD: Final = re.compile(r"\w+")


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
    claims: list[Claim] = []
    vectors: list[Vectors] = []
    for index, sentence in enumerate(sentences):
        if not may_claim(text, sentence):
            continue
        for start, end in clause_spans(text, sentence):
            inside = [item for item in statistics if start <= item.start and item.end <= end]
            shape = clause_shape(text, sentences, index, (start, end), bool(inside))
            first, last = start - sentence.start, end - sentence.start
            reading = head.read(clause_tokens(encoded[index], first, last), shape)
            if reading.claim < head.claim_threshold:
                continue
            claim = _claim(text, start, end, reading, inside, head.hedged_threshold, len(claims) + 1)
            vector = encoded[index].mean(first, last)
            claims.append(replace(claim, same_as=_same_as(claim, vector, claims, vectors, statistics)))
            vectors.append(vector)
    return tuple(claims)


def _claim(
    text: str, start: int, end: int, reading: Reading, inside: Sequence[Statistic], hedged_threshold: float, number: int
) -> Claim:
    return Claim(
        id=f"c{number}",
        start=start,
        end=end,
        text=text[start:end],
        kind=ClaimKind.STATISTICAL if inside else reading.kind,
        source=None,
        hedged=reading.hedged >= hedged_threshold,
        statistics=tuple(item.id for item in inside),
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
