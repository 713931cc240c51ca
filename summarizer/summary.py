"""The summary: the few sentences of an article that carry it, in the article's own words and order."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from summarizer.article.layout import Sentence
from summarizer.article.statements import is_statement
from summarizer.records import Claim, Span, Statistic, Summary
from summarizer.text.folding import fold

MOST: Final = 3  # sentences; texts of fewer than five keep about half

# How much each thing speaks for a sentence; chosen on the key sentences of the quality articles.
_OPENS: Final = 0.25  # the first sentence: a lead says what the article is about
_OPENS_PARAGRAPH: Final = 0.2
_EARLY: Final = 0.1  # falls with the distance from the first
_CLAIMS: Final = 0.4  # that are not said before
_FIGURES: Final = 0.1
_LONG: Final = 0.1  # for each spread by which the log of its words is over the mean
_TITLED: Final = 0.1  # for each spread by which it holds more of the title's words
_COMMON: Final = 0.05  # for each spread by which its words stand in more of the sentences
_NEIGHBOURS: Final = 0.4  # against a sentence beside one that is chosen: an article has more than one point

_FADING: Final = 3.0  # sentences over which being early fades
_REACH: Final = 2.0  # sentences over which being a neighbour fades
_SHORTEST: Final = 4  # letters of a word that is counted as common: shorter ones say little

_WORD: Final = re.compile(r"\w+")


def choose_summary(
    text: str,
    sentences: Sequence[Sentence],
    statistics: Sequence[Statistic],
    claims: Sequence[Claim],
) -> Summary:
    """The sentences that carry the article, at most ``MOST``; ``text`` of the result joins them with a space.

    Headings and questions are chosen only where there is nothing else; a text without sentences has an empty summary.
    """
    everything = range(len(sentences))
    able = [index for index in everything if is_statement(text, sentences[index])] or list(everything)
    if not able:
        return Summary("", ())
    offered = [sentences[index] for index in able]
    merits = _merits(text, sentences, able, statistics, claims)
    chosen = _chosen(merits, min(MOST, (len(able) + 1) // 2))
    spans = tuple(Span.of(text, offered[place].start, offered[place].end) for place in sorted(chosen))
    return Summary(" ".join(span.text for span in spans), spans)


def _merits(
    text: str,
    sentences: Sequence[Sentence],
    able: Sequence[int],
    statistics: Sequence[Statistic],
    claims: Sequence[Claim],
) -> Any:
    """What speaks for each of the sentences `able` by itself."""
    rank = np.arange(len(able))
    offered = [sentences[index] for index in able]
    words = [_words(text, sentence) for sentence in offered]
    titles = [_words(text, sentence) for sentence in sentences[: able[0]] if sentence.heading]
    told = Counter(word for own in words for word in own if len(word) >= _SHORTEST)
    return (
        _OPENS * (rank == 0)
        + _OPENS_PARAGRAPH * _opening(sentences, able)
        + _EARLY * np.exp(-rank / _FADING)
        + _CLAIMS * _holding(offered, [claim for claim in claims if claim.same_as is None])
        + _FIGURES * _holding(offered, statistics)
        + _LONG * _standard([np.log1p(len(_WORD.findall(text, one.start, one.end))) for one in offered])
        + _TITLED * _standard([len(own & titles[0]) if titles else 0 for own in words])
        + _COMMON * _standard([_mean([told[word] for word in own if word in told]) for own in words])
    )


def _words(text: str, sentence: Sentence) -> frozenset[str]:
    """The folded words of a sentence."""
    return frozenset(_WORD.findall(fold(text[sentence.start : sentence.end]).text))


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / max(len(numbers), 1)


def _opening(sentences: Sequence[Sentence], able: Sequence[int]) -> Any:
    """Which of the sentences `able` are the first of their paragraphs."""
    return np.array([index == 0 or sentences[index - 1].paragraph != sentences[index].paragraph for index in able])


def _holding(offered: Sequence[Sentence], items: Sequence[Claim] | Sequence[Statistic]) -> Any:
    """Which of the sentences hold any of the items."""
    return np.array([any(one.start <= item.start and item.end <= one.end for item in items) for one in offered])


def _chosen(merits: Any, count: int) -> list[int]:
    """The places of `count` sentences, each the best after what the chosen ones take from their neighbours."""
    rank = np.arange(len(merits))
    penalty = np.zeros(len(merits))
    chosen: list[int] = []
    while len(chosen) < count:
        left = merits - penalty
        left[chosen] = -np.inf
        best = int(np.argmax(left))
        penalty = np.maximum(penalty, _NEIGHBOURS * np.exp(-np.abs(rank - best) / _REACH))
        chosen.append(best)
    return chosen


def _standard(values: Sequence[float]) -> Any:
    """Each value as spreads over the mean."""
    numbers = np.array(values, dtype=float)
    return (numbers - numbers.mean()) / (numbers.std() + 1e-6)
