"""The claims of an article: the clauses that the head takes for one, linked where one says another again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer.article.layout import Sentence
from summarizer.article.statements import is_statement
from summarizer.claims.hedges import is_held_back
from summarizer.claims.shape import clause_shape
from summarizer.model.claim_head import ClaimHead, ClauseReading, clause_tokens
from summarizer.model.encoder import Vectors
from summarizer.model.heads import Heads
from summarizer.passages import Passage
from summarizer.passages.spans import run_span
from summarizer.records import Claim, ClaimKind, Language, Span, Statistic
from summarizer.text.folding import fold

_SAME_MEANING: Final = 0.97  # cosine of two clauses that say the same
_SAME_WORDS: Final = 0.6  # of the words of both, the share that stands in either
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a passage: offsets into the text, what leads to it, its shape, the ids of the statistics inside."""

    start: int
    end: int
    language: Language
    lead_in: str
    shape: tuple[float, ...]
    statistics: tuple[str, ...]


def find_claims(
    text: str,
    sentences: Sequence[Sentence],
    passages: Sequence[Passage],
    statistics: Sequence[Statistic],
    heads: Heads,
) -> tuple[Claim, ...]:
    """The claims of `text` in order, with ids c1, c2 …

    A claim's `statistics` are those that stand inside it, and make it statistical. `same_as` names the first claim that
    says the same with the same figures.
    """
    claims: list[Claim] = []
    vectors: list[Vectors] = []
    for passage in passages:
        clauses = _clauses(text, sentences, passage, statistics)
        tokens = [clause_tokens(passage.tokens, clause.start, clause.end) for clause in clauses]
        readings = heads.claim.read(tokens, [clause.shape for clause in clauses])
        kept = [index for index, reading in enumerate(readings) if reading.claim >= heads.claim.claim_threshold]
        stretches = [(clauses[index].start, clauses[index].end) for index in kept]
        told = [clauses[index].shape for index in kept]
        answers = heads.claim_roles.ask(passage.vectors, told, *passage.words.beside(stretches))
        for index, answer in zip(kept, answers, strict=True):
            source = run_span(text, passage.words, answer["source"].run, clauses[index].language)
            claim = _claim(text, f"c{len(claims) + 1}", clauses[index], readings[index], heads.claim, source)
            vector = heads.meaning.of(passage.tokens, claim.start, claim.end)
            claims.append(replace(claim, same_as=_same_as(claim, vector, claims, vectors, statistics)))
            vectors.append(vector)
    return tuple(claims)


def _clauses(
    text: str, sentences: Sequence[Sentence], passage: Passage, statistics: Sequence[Statistic]
) -> list[_Clause]:
    """The clauses that the head is asked about, in order."""
    clauses = []
    for index, spans in enumerate(passage.clauses, passage.window.own):
        if not is_statement(text, sentences[index]):
            continue
        before = sentences[index].start
        for start, end in spans:
            inside = tuple(item.id for item in statistics if start <= item.start and item.end <= end)
            shape = clause_shape(text, sentences, index, (start, end), bool(inside))
            clauses.append(_Clause(start, end, sentences[index].language, text[before:start], shape, inside))
            before = end
    return clauses


def _claim(
    text: str, name: str, clause: _Clause, reading: ClauseReading, head: ClaimHead, source: Span | None
) -> Claim:
    return Claim(
        id=name,
        start=clause.start,
        end=clause.end,
        text=text[clause.start : clause.end],
        kind=ClaimKind.STATISTICAL if clause.statistics else reading.kind,
        source=source,
        hedged=reading.hedged >= head.hedged_threshold or is_held_back(clause.lead_in, clause.language),
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
