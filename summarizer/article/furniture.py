"""What stands on a page around an article: comment forms, share lines, tags, by-lines, end marks, addresses.

Whole lines only: a sentence of the article is kept, even where it has the words of a form in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.lexicon import load, phrase_pattern

REASON: Final = "page_furniture"

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|@\w+|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|ir|info)\b\S*"
)
_CONTACT: Final = re.compile(r"\w@\w|(?<![\d.,])(?:\+|0)\d[\d -]{6,}")  # an e-mail address or a telephone number
_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_HASHTAGS: Final = re.compile(r"(?:[ ,\N{ARABIC COMMA}]*#[\w-]+)+[ ,\N{ARABIC COMMA}]*")
_ENDED: Final = re.compile(r"[.!?\N{ARABIC QUESTION MARK}][\s\"»)]*\Z")
_EDGE: Final = " \t\r*-.:/|\N{BULLET}\N{MIDDLE DOT}\N{HORIZONTAL ELLIPSIS}[]()\N{COPYRIGHT SIGN}"
# What stands between the buttons and fields of one line: signs, numbers, stars to vote with.
_BETWEEN: Final = (
    r"[\s\d*.:/|,;+_\[\]()#\-\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{BULLET}\N{MIDDLE DOT}"
    r"\N{HORIZONTAL ELLIPSIS}\N{WHITE STAR}\N{BLACK STAR}]*"
)
_SEPARATOR: Final = re.compile(r"\s*[,\N{ARABIC COMMA}\N{ARABIC SEMICOLON}/|\N{BULLET}]\s*|\s+-\s+")

_LONGEST: Final = 25  # words; what is longer is a paragraph, whatever it begins with
_LONGEST_LINE: Final = 300  # characters; also keeps the searches below short on any text at all
_LONGEST_BYLINE: Final = 9
_LONGEST_CONTACT: Final = 12
_LEAST_CONTROLS: Final = 3  # where none of them is sure
_LEAST_TAGS: Final = 3
_LONGEST_TAG: Final = 3


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The furniture table of both languages, as patterns for the start of a folded line or for all of it."""

    controls: re.Pattern[str]
    control: re.Pattern[str]
    weak_control: re.Pattern[str]
    opening: re.Pattern[str]
    label: re.Pattern[str]
    byline: re.Pattern[str]


def is_furniture(folded: str) -> bool:
    """Whether the folded line is page furniture by itself."""
    line = folded.strip(_EDGE)
    words = len(_WORD.findall(line)) if len(line) <= _LONGEST_LINE else 0
    if not 0 < words <= _LONGEST:
        return False
    patterns = _patterns()
    if patterns.opening.match(line) or patterns.label.match(line) or _is_controls(line, patterns):
        return True
    if _HASHTAGS.fullmatch(line) or (_ADDRESS.search(line) and not _LETTER.search(_ADDRESS.sub(" ", line))):
        return True
    if words <= _LONGEST_CONTACT and _CONTACT.search(line) and not _ENDED.search(folded):
        return True
    return words <= _LONGEST_BYLINE and not _ENDED.search(folded) and patterns.byline.match(line) is not None


def _is_controls(line: str, patterns: _Patterns) -> bool:
    """Whether a line is made of buttons and fields; the name of a network alone may be a heading."""
    if not patterns.controls.fullmatch(line):
        return False
    return patterns.control.search(line) is not None or len(patterns.weak_control.findall(line)) >= _LEAST_CONTROLS


def furniture_lines(folded: Sequence[str]) -> frozenset[int]:
    """Indices of the folded lines of one text that are page furniture; a bare list of tags is one at the end only."""
    found = {index for index, line in enumerate(folded) if is_furniture(line)}
    last = len(folded) - 1
    while last > 0 and last in found:
        last -= 1
    if last > 0 and _is_tag_list(folded[last]):
        found.add(last)
    return frozenset(found)


def _is_tag_list(folded: str) -> bool:
    """Whether a line is three or more short names in a row and nothing else."""
    line = folded.strip(_EDGE)
    if len(line) > _LONGEST_LINE or _ENDED.search(folded) or any(character.isdigit() for character in line):
        return False
    tags = _SEPARATOR.split(line)
    small = _small_words()
    return len(tags) >= _LEAST_TAGS and all(
        0 < len(words) <= _LONGEST_TAG and not small.intersection(words) for words in map(_WORD.findall, tags)
    )


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for language in ("ar", "fa") for word in load(language, "function_words")["common"])


@cache
def _patterns() -> _Patterns:
    surfaces = {
        meaning: [surface for language in ("ar", "fa") for surface in load(language, "furniture")[meaning]]
        for meaning in ("control", "weak_control", "opening", "label", "byline")
    }
    any_control = phrase_pattern(surfaces["control"] + surfaces["weak_control"] + surfaces["opening"]).pattern
    label = phrase_pattern(surfaces["label"] + surfaces["byline"]).pattern
    byline = phrase_pattern(surfaces["byline"]).pattern
    comma = "\N{ARABIC COMMA}"
    return _Patterns(
        controls=re.compile(f"{_BETWEEN}(?:(?:{any_control}|{_ADDRESS.pattern}){_BETWEEN})+"),
        control=phrase_pattern(surfaces["control"] + surfaces["opening"]),
        weak_control=phrase_pattern(surfaces["weak_control"]),
        opening=phrase_pattern(surfaces["opening"]),
        label=re.compile(rf"{label}\s*[:\-/]"),
        byline=re.compile(rf"{byline}[^:\-{comma}]*[:\-{comma}]"),
    )
