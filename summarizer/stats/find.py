"""The statistics of an article: its numbers that are findings, who fills their roles, and how they hang together."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarizer.article.layout import Sentence
from summarizer.model.claim_head import clause_tokens
from summarizer.model.encoder import Vectors
from summarizer.model.heads import Heads
from summarizer.model.number_head import NumberReading, beside
from summarizer.passages import Passage
from summarizer.passages.spans import run_span
from summarizer.quantities.find import Found
from summarizer.records import QuantityKind, Span, Statistic
from summarizer.stats.comparisons import with_comparisons
from summarizer.stats.select import can_be_statistic, selected
from summarizer.stats.traits import TRAITS, traits
from summarizer.text.folding import fold

_WORD = re.compile(r"\w+")
_REACH = 60  # characters on either side of a number, about a clause
_SAME = 0.9  # cosine of the clauses in which two equal figures say the same thing


def find_statistics(
    text: str, sentences: Sequence[Sentence], passages: Sequence[Passage], mentions: Sequence[Found], heads: Heads
) -> tuple[Statistic, ...]:
    """The statistics among the `mentions` of `text`, in order, with ids s1, s2 …; numbers outside `sentences` (page
    furniture) are left out.

    `same_as` names the first statistic that states the same figure in a clause of the same meaning; `compared_with`
    those that are set against it.
    """
    ruled = {id(found) for found in selected(mentions)}
    statistics: list[Statistic] = []
    vectors: list[Vectors] = []
    for passage in passages:
        own = list(_inside(mentions, sentences, passage))
        tokens = [clause_tokens(passage.tokens, found.quantity.start, found.quantity.end) for found, _ in own]
        known = [traits(found, id(found) in ruled) for found, _ in own]
        asked = beside(tokens, known, passage.vectors.shape[1] + len(TRAITS))
        readings = heads.number.read(asked, [found.quantity.change for found, _ in own])
        kept = [
            index
            for index, ((found, _), reading) in enumerate(zip(own, readings, strict=True))
            if reading.statistic >= (heads.number.agreed if id(found) in ruled else heads.number.alone)
        ]
        stretches = [(own[index][0].quantity.start, own[index][0].quantity.end) for index in kept]
        told = [known[index] for index in kept]
        answers = heads.number_roles.ask(passage.vectors, told, *passage.words.beside(stretches))
        for index, answer in zip(kept, answers, strict=True):
            found, sentence = own[index]
            roles = {name: run_span(text, passage.words, one.run, found.line.language) for name, one in answer.items()}
            statistic = _statistic(f"s{len(statistics) + 1}", found, readings[index], roles)
            vector = heads.meaning.of(passage.tokens, *_surroundings(found, sentence))
            statistics.append(replace(statistic, same_as=_same_as(statistic, vector, statistics, vectors)))
            vectors.append(vector)
    return with_comparisons(text, sentences, statistics)


def _inside(
    mentions: Sequence[Found], sentences: Sequence[Sentence], passage: Passage
) -> Iterator[tuple[Found, Sentence]]:
    """The mentions that can be statistics and lie in one of a passage's own sentences, each with that sentence."""
    for sentence in sentences[passage.window.own : passage.window.end]:
        first = bisect_left(mentions, sentence.start, key=lambda found: found.quantity.start)
        for found in mentions[first:]:
            if found.quantity.end > sentence.end:
                break
            if can_be_statistic(found):
                yield found, sentence


def _surroundings(found: Found, sentence: Sentence) -> tuple[int, int]:
    """The offsets of a number with the words around it in its sentence."""
    return max(sentence.start, found.quantity.start - _REACH), min(sentence.end, found.quantity.end + _REACH)


def _same_as(
    statistic: Statistic, vector: Vectors, earlier: Sequence[Statistic], vectors: Sequence[Vectors]
) -> str | None:
    figure = (statistic.value, statistic.low, statistic.high, statistic.unit)
    for other, other_vector in zip(earlier, vectors, strict=True):
        same = figure == (other.value, other.low, other.high, other.unit) and float(vector @ other_vector) >= _SAME
        if same and _alike(statistic.population, other.population):
            return other.same_as or other.id
    return None


def _alike(one: Span | None, other: Span | None) -> bool:
    """Whether two populations may be the same: one is not told, or they share half their words (F1)."""
    if one is None or other is None:
        return True
    first, second = (set(_WORD.findall(fold(span.text).text)) for span in (one, other))
    return 4 * len(first & second) >= len(first) + len(second)


def _statistic(name: str, found: Found, reading: NumberReading, roles: Mapping[str, Span | None]) -> Statistic:
    quantity = found.quantity
    return Statistic(
        id=name,
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        kind=QuantityKind.COUNT if quantity.kind is QuantityKind.NUMBER else quantity.kind,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        change=reading.change,
        population=roles["population"],
        measure=roles["measure"],
        time=roles["time"],
        source=roles["source"],
        compared_with=(),
        same_as=None,
        claim=None,
        confidence=reading.statistic,
    )
