"""The words of a passage and how each stands to a number or a clause: near or far, before or behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]

RELATIONS: Final = (19, 5, 2, 9, 4)
"""How many values each relation has: distance in words, in sentences, another clause or the same, numbers between,
distance in paragraphs."""

_VOWELS: Final = r"[\N{ARABIC FATHATAN}-\N{ARABIC WAVY HAMZA BELOW}\N{ARABIC LETTER SUPERSCRIPT ALEF}]"
_WORD: Final = re.compile(rf"[^\W_]+(?:{_VOWELS}+[^\W_]*|[\N{{ZERO WIDTH NON-JOINER}}\N{{ARABIC TATWEEL}}][^\W_]+)*")
_STEPS: Final = np.array([1, 2, 3, 4, 6, 9, 14, 22, 35])  # words
_SENTENCES: Final = 3
_BETWEEN: Final = 4
_PARAGRAPHS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a passage, in order: ``spans`` (words, 2) into the text, and of each word the index of its sentence,
    of its clause, how many numbers begin before it, and the number of its paragraph; all int32.
    """

    spans: Numbers
    sentence: Numbers
    clause: Numbers
    numbers: Numbers
    paragraph: Numbers

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """The half-open run of words that touch ``[start, end)``; an empty run stands where they would be."""
        first = int(np.searchsorted(self.spans[:, 1], start, side="right"))
        return first, max(first, int(np.searchsorted(self.spans[:, 0], end, side="left")))

    def owners(self, offsets: Numbers) -> Numbers:
        """The word that each token, of `offsets` (tokens, 2), touches first; -1 for none."""
        if not len(self.spans):
            return np.full(len(offsets), -1, dtype=np.int32)
        place = np.searchsorted(self.spans[:, 1], offsets[:, 0], side="right")
        nearest = np.minimum(place, len(self.spans) - 1)
        touches = (place == nearest) & (self.spans[nearest, 0] < offsets[:, 1])
        return np.where(touches, place, -1).astype(np.int32)

    def relations(self, start: int, end: int) -> Numbers:
        """How each word stands to ``[start, end)``: (relations, words), each below its ``RELATIONS``."""
        first, last = self.inside(start, end)
        here = min(first, len(self.spans) - 1)
        place = np.arange(len(self.spans))
        away = np.where(place < first, place - first, np.maximum(place - last + 1, 0))
        distance = np.sign(away) * np.searchsorted(_STEPS, np.abs(away), side="right")
        sentences = np.clip(self.sentence - self.sentence[here], -_SENTENCES, 1) + _SENTENCES
        between = np.clip(self.numbers - self.numbers[here], -_BETWEEN, _BETWEEN) + _BETWEEN
        same = self.clause == self.clause[here]
        paragraphs = np.clip(self.paragraph - self.paragraph[here], -_PARAGRAPHS, 1) + _PARAGRAPHS
        return np.stack([distance + len(_STEPS), sentences, same, between, paragraphs]).astype(np.int32)

    def beside(self, stretches: Sequence[tuple[int, int]]) -> tuple[list[Numbers], list[int]]:
        """Of each stretch of the text, how the words stand to it, and the word where it stands."""
        return [self.relations(*one) for one in stretches], [self.inside(*one)[0] for one in stretches]


def read_words(
    text: str,
    span: tuple[int, int],
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[int],
    clauses: Sequence[tuple[int, int]],
    numbers: Sequence[tuple[int, int]],
) -> Words:
    """The words of ``text[span]``; sentences (of these `paragraphs`), clauses and numbers are spans in order."""
    spans = [match.span() for match in _WORD.finditer(text, *span)]
    places = np.array(spans, dtype=np.int32).reshape(-1, 2)

    def before(starts: Sequence[tuple[int, int]]) -> Any:
        """How many of the spans begin before or in each word (in it: behind a joined "and")."""
        return np.searchsorted([start for start, _ in starts], places[:, 1] - 1, side="right").astype(np.int32)

    sentence = before(sentences)
    paragraph = np.array([*paragraphs[:1], *paragraphs], dtype=np.int32)[sentence]
    return Words(places, sentence, before(clauses), before(numbers), paragraph)
