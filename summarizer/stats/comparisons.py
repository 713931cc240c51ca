"""Which statistics the text sets against each other: then and now, one group and the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from summarizer.article.layout import Sentence
from summarizer.lexicon import load, phrase_pattern
from summarizer.records import Language, Span, Statistic
from summarizer.text.folding import fold

_WORD: Final = re.compile(r"\w+")
_JOINED: Final = "(?:[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}] ?)?"
_SENTENCES: Final = 1  # how far the sentences of two figures may lie apart


def with_comparisons(
    text: str, sentences: Sequence[Sentence], statistics: Sequence[Statistic]
) -> tuple[Statistic, ...]:
    """The statistics, each with the ids of those that it is compared with, in order: both name each other.

    Two levels of one kind and unit are compared where one follows the other and the words between set it against that
    one, or where they tell the same of the same at two times.
    """
    places = _places(sentences, statistics)
    linked: dict[str, list[str]] = {statistic.id: [] for statistic in statistics}
    for index, later in enumerate(statistics):
        for earlier in reversed(statistics[:index]):
            here, there = places.get(later.id), places.get(earlier.id)
            if here is None or there is None or here - there > _SENTENCES:
                break
            adjacent = earlier is statistics[index - 1]
            if _alike(earlier, later) and (
                (adjacent and _set_against(text, sentences[here], earlier, later)) or _then_and_now(earlier, later)
            ):
                linked[later.id].insert(0, earlier.id)
                linked[earlier.id].append(later.id)
    return tuple(replace(statistic, compared_with=tuple(linked[statistic.id])) for statistic in statistics)


def _places(sentences: Sequence[Sentence], statistics: Sequence[Statistic]) -> Mapping[str, int]:
    """The index of the sentence of each statistic; both run in order."""
    places, index = {}, 0
    for statistic in statistics:
        while index < len(sentences) and sentences[index].end <= statistic.start:
            index += 1
        places[statistic.id] = index
    return places


def _alike(one: Statistic, other: Statistic) -> bool:
    """Whether both are levels on the same scale."""
    return one.change is None and other.change is None and (one.kind, one.unit) == (other.kind, other.unit)


def _set_against(text: str, sentence: Sentence, earlier: Statistic, later: Statistic) -> bool:
    """Whether a word of comparison stands between the two, in one sentence."""
    if earlier.start < sentence.start:
        return False
    return _against(sentence.language).search(fold(text[earlier.end : later.start]).text) is not None


def _then_and_now(one: Statistic, other: Statistic) -> bool:
    """Whether both say the same of the same, at two times."""
    same = one.measure is not None and _words(one.measure) == _words(other.measure)
    same = same and _words(one.population) == _words(other.population)
    return same and _words(one.time) != _words(other.time)


def _words(span: Span | None) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(span.text).text)) if span else ()


@cache
def _against(language: Language) -> re.Pattern[str]:
    own = Language.PERSIAN if language is Language.PERSIAN else Language.ARABIC
    prefix = _JOINED if own is Language.ARABIC else ""
    return phrase_pattern(load(own, "comparisons")["against"], prefix=prefix)
