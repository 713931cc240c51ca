"""The few things beside its words that tell whether a clause asserts something."""

import math
import re
from collections.abc import Sequence
from typing import Final

from summarizer.article.layout import Sentence

SHAPES: Final = (
    "holds_statistic",
    "question_mark",
    "full_stop",
    "colon",
    "exclamation_mark",
    "alone",
    "words",
    "sentence_words",
    "share",
)

_WORD: Final = re.compile(r"\w+")
_QUESTION: Final = re.compile(r"[?\N{ARABIC QUESTION MARK}]")
_FULL_STOP: Final = re.compile(r"[.\N{ARABIC SEMICOLON}\N{ARABIC FULL STOP}]\W*\Z")


def clause_shape(
    text: str, sentences: Sequence[Sentence], index: int, clause: tuple[int, int], holds_statistic: bool
) -> tuple[float, ...]:
    """One number for each of ``SHAPES``, of a clause of ``sentences[index]``; all are about 0 to 1.5."""
    sentence = sentences[index]
    whole = text[sentence.start : sentence.end].rstrip()
    words = len(_WORD.findall(text, *clause))
    sentence_words = len(_WORD.findall(whole))
    return (
        float(holds_statistic),
        float(_QUESTION.search(whole) is not None),
        float(_FULL_STOP.search(whole) is not None),
        float(whole.endswith(":")),
        float(whole.endswith("!")),
        float(_is_alone(sentences, index)),
        math.log(words + 1) / 3,
        math.log(sentence_words + 1) / 3,
        words / max(sentence_words, 1),
    )


def _is_alone(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence is the only one of its paragraph."""
    paragraph = sentences[index].paragraph
    places = (index - 1, index + 1)
    return all(sentences[place].paragraph != paragraph for place in places if 0 <= place < len(sentences))
