"""The statistics of an article: its numbers that are findings, linked where one repeats another."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np

from summarizer.article.layout import Sentence
from summarizer.model.encoder import Encoded
from summarizer.quantities.find import Found, find_mentions
from summarizer.records import QuantityKind, Statistic
from summarizer.stats.select import ends_clause, governs, is_statistic

_REACH = 60  # characters on either side of a number, about a clause
_SAME = 0.9  # cosine of the clauses in which two equal figures say the same thing


def find_statistics(text: str, sentences: Sequence[Sentence], encoded: Sequence[Encoded]) -> tuple[Statistic, ...]:
    """The statistics of `text` in order, with ids s1, s2 …; numbers outside `sentences` (page furniture) are left out.

    `encoded` holds the token vectors of each sentence. Roles are not found yet: `population`, `measure`, `time` and
    `source` are None. `same_as` names the first statistic that states the same figure in a clause of the same meaning.
    """
    kept = _inside(_selected(find_mentions(text)), sentences)
    statistics: list[Statistic] = []
    vectors: list[np.ndarray] = []
    for number, (found, index) in enumerate(kept, 1):
        sentence = sentences[index]
        vector = encoded[index].mean(*_surroundings(text, found, sentence))
        statistic = _statistic(f"s{number}", found)
        statistics.append(replace(statistic, same_as=_same_as(statistic, vector, statistics, vectors)))
        vectors.append(vector)
    return tuple(statistics)


def _selected(mentions: Sequence[Found]) -> list[Found]:
    """The mentions that are statistics; a share keeps the counts after it in its clause from being findings."""
    selected: list[Found] = []
    share: Found | None = None
    for found in mentions:
        if share is not None and (
            share.line is not found.line or ends_clause(found.line, share.mention.end, found.mention.start)
        ):
            share = None
        if is_statistic(found, share is not None):
            selected.append(found)
        if governs(found):
            share = found
    return selected


def _inside(mentions: Sequence[Found], sentences: Sequence[Sentence]) -> list[tuple[Found, int]]:
    """Each mention with the index of the sentence that holds it; both run in order."""
    kept, index = [], 0
    for found in mentions:
        while index < len(sentences) and sentences[index].end <= found.quantity.start:
            index += 1
        if (
            index < len(sentences)
            and sentences[index].start <= found.quantity.start
            and found.quantity.end <= sentences[index].end
        ):
            kept.append((found, index))
    return kept


def _surroundings(text: str, found: Found, sentence: Sentence) -> tuple[int, int]:
    """The offsets, inside the sentence, of a number with the words around it."""
    start = max(sentence.start, found.quantity.start - _REACH) - sentence.start
    end = min(sentence.end, found.quantity.end + _REACH) - sentence.start
    return start, end


def _same_as(
    statistic: Statistic, vector: np.ndarray, earlier: Sequence[Statistic], vectors: Sequence[np.ndarray]
) -> str | None:
    figure = (statistic.value, statistic.low, statistic.high, statistic.unit)
    for other, other_vector in zip(earlier, vectors, strict=True):
        if figure == (other.value, other.low, other.high, other.unit) and float(vector @ other_vector) >= _SAME:
            return other.same_as or other.id
    return None


def _statistic(name: str, found: Found) -> Statistic:
    quantity = found.quantity
    kind = QuantityKind.COUNT if quantity.kind is QuantityKind.NUMBER else quantity.kind
    return Statistic(
        id=name,
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        kind=kind,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        change=quantity.change,
        population=None,
        measure=None,
        time=None,
        source=None,
        compared_with=(),
        same_as=None,
        claim=None,
        confidence=_confidence()[quantity.kind.value],
    )


@cache
def _confidence() -> dict[str, float]:
    """How often a mention of each kind that was selected is right, as measured on the quality articles."""
    table = tomllib.loads(files("summarizer.stats").joinpath("confidence.toml").read_text(encoding="utf-8"))
    return {kind: float(share) for kind, share in table.items()}
