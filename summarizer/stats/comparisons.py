"""Which statistics the text sets against each other: then and now, one group and the other."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from summarizer.article.layout import Sentence
from summarizer.lexicon import language_pattern
from summarizer.records import Span, Statistic
from summarizer.text.folding import fold

_WORD: Final = re.compile(r"\w+")
_SENTENCES: Final = 1  # how far the sentences of two figures may lie apart


class _Saying(NamedTuple):
    """The folded words of what a statistic says of whom, and when."""

    measure: tuple[str, ...]
    population: tuple[str, ...]
    time: tuple[str, ...]


def with_comparisons(
    text: str, sentences: Sequence[Sentence], statistics: Sequence[Statistic]
) -> tuple[Statistic, ...]:
    """The statistics, each with the ids of those that it is compared with, in order: both name each other.

    Two levels of one kind and unit are compared where one follows the other and the words between set it against that
    one, or where they tell the same of the same at two times.
    """
    places = _places(sentences, statistics)
    sayings = [_saying(statistic) for statistic in statistics]
    linked: list[list[int]] = [[] for _ in statistics]
    for index, later in enumerate(statistics):
        for before in range(index - 1, -1, -1):
            earlier = statistics[before]
            if places[index] - places[before] > _SENTENCES:
                break
            if _alike(earlier, later) and (
                (before == index - 1 and _set_against(text, sentences[places[index]], earlier, later))
                or _then_and_now(sayings[before], sayings[index])
            ):
                linked[index].insert(0, before)
                linked[before].append(index)
    return tuple(
        replace(statistic, compared_with=tuple(statistics[other].id for other in others))
        for statistic, others in zip(statistics, linked, strict=True)
    )


def _places(sentences: Sequence[Sentence], statistics: Sequence[Statistic]) -> list[int]:
    """The index of the sentence of each statistic; both run in order."""
    ends = [sentence.end for sentence in sentences]
    return [bisect_right(ends, statistic.start) for statistic in statistics]


def _alike(one: Statistic, other: Statistic) -> bool:
    """Whether both are levels on the same scale."""
    return one.change is None and other.change is None and (one.kind, one.unit) == (other.kind, other.unit)


def _set_against(text: str, sentence: Sentence, earlier: Statistic, later: Statistic) -> bool:
    """Whether a word of comparison stands between the two, in one sentence."""
    if earlier.start < sentence.start:
        return False
    against = language_pattern(sentence.language, "comparisons", "against")
    return against.search(fold(text[earlier.end : later.start]).text) is not None


def _saying(statistic: Statistic) -> _Saying:
    return _Saying(_words(statistic.measure), _words(statistic.population), _words(statistic.time))


def _then_and_now(one: _Saying, other: _Saying) -> bool:
    """Whether both say the same of the same, at two times."""
    return bool(one.measure) and one[:2] == other[:2] and one.time != other.time


def _words(span: Span | None) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(span.text).text)) if span else ()
