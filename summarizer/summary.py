"""The summary: the few sentences of an article that carry it, in the article's own words and order."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from summarizer.article.layout import Sentence
from summarizer.article.statements import is_statement
from summarizer.model.encoder import Encoded, Vectors
from summarizer.records import Claim, Span, Statistic, Summary

MOST: Final = 3  # sentences; texts of fewer than five keep about half

# How much each thing speaks for a sentence; chosen on the key sentences of the quality articles.
_OPENS: Final = 0.25  # the first sentence: a lead says what the article is about
_EARLY: Final = 0.2  # falls with the distance from the first
_CENTRAL: Final = 0.1  # for each spread by which it is nearer to the article's mean vector than others
_CLAIMS: Final = 0.25
_FIGURES: Final = 0.1
_LONG: Final = 0.1  # for each spread by which the log of its words is over the mean
_REPEATS: Final = 0.1  # against a sentence, times its likeness to one that is chosen
_NEIGHBOURS: Final = 0.4  # against a sentence beside one that is chosen: an article has more than one point

_FADING: Final = 3.0  # sentences over which being early fades
_REACH: Final = 2.0  # sentences over which being a neighbour fades

_WORD: Final = re.compile(r"\w+")


def choose_summary(
    text: str,
    sentences: Sequence[Sentence],
    encoded: Sequence[Encoded],
    statistics: Sequence[Statistic],
    claims: Sequence[Claim],
) -> Summary:
    """The sentences that carry the article, at most ``MOST``; ``text`` of the result joins them with a space.

    `encoded` holds the token vectors of each sentence. Headings and questions are chosen only where there is nothing
    else; a text without sentences has an empty summary.
    """
    everything = range(len(sentences))
    able = [index for index in everything if is_statement(text, sentences[index])] or list(everything)
    if not able:
        return Summary("", ())
    offered = [sentences[index] for index in able]
    vectors = np.array([encoded[index].mean(0, sentences[index].end - sentences[index].start) for index in able])
    merits = _merits(text, offered, vectors, statistics, claims)
    chosen = _chosen(merits, vectors, min(MOST, (len(able) + 1) // 2))
    spans = tuple(Span.of(text, offered[place].start, offered[place].end) for place in sorted(chosen))
    return Summary(" ".join(span.text for span in spans), spans)


def _merits(
    text: str, offered: Sequence[Sentence], vectors: Vectors, statistics: Sequence[Statistic], claims: Sequence[Claim]
) -> Any:
    """What speaks for each sentence by itself."""
    rank = np.arange(len(offered))
    words = [len(_WORD.findall(text, sentence.start, sentence.end)) for sentence in offered]
    return (
        _OPENS * (rank == 0)
        + _EARLY * np.exp(-rank / _FADING)
        + _CENTRAL * _standard(vectors @ _unit(vectors.mean(axis=0)))
        + _CLAIMS * _holding(offered, claims)
        + _FIGURES * _holding(offered, statistics)
        + _LONG * _standard(np.log1p(words))
    )


def _holding(offered: Sequence[Sentence], items: Sequence[Claim] | Sequence[Statistic]) -> Any:
    """Which of the sentences hold any of the items."""
    return np.array([any(one.start <= item.start and item.end <= one.end for item in items) for one in offered])


def _chosen(merits: Any, vectors: Vectors, count: int) -> list[int]:
    """The places of `count` sentences, each the best after what the chosen ones take from it.

    Likeness is the cosine without what all sentences share: raw ones are all near 1.
    """
    apart = _unit(vectors - vectors.mean(axis=0))
    rank = np.arange(len(merits))
    penalty = np.zeros(len(merits))
    chosen: list[int] = []
    while len(chosen) < count:
        left = merits - penalty
        left[chosen] = -np.inf
        best = int(np.argmax(left))
        taken = _REPEATS * (apart @ apart[best]) + _NEIGHBOURS * np.exp(-np.abs(rank - best) / _REACH)
        penalty = np.maximum(penalty, taken) if chosen else taken
        chosen.append(best)
    return chosen


def _unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


def _standard(numbers: Any) -> Any:
    return (numbers - numbers.mean()) / (numbers.std() + 1e-6)
