"""The layout of an article: its paragraphs (lines), their languages, sentences and headings, and what is no article."""

import re
from dataclasses import dataclass
from typing import Final

from summarizer.article.furniture import REASON, furniture_lines
from summarizer.article.language import SURE, evidence, overall
from summarizer.records import Ignored, Language
from summarizer.text.folding import fold
from summarizer.text.sentences import bullet_end, line_spans, sentence_spans

_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ENDED: Final = re.compile(r"[.!\N{ARABIC SEMICOLON}\N{ARABIC FULL STOP}][\s\W]*\Z")
_COLON: Final = re.compile(r":\s*\Z")

_LONGEST_HEADING: Final = 12  # words
_LONGEST_TITLE: Final = 20  # words; the text's first line may be longer than a heading within it
_LONGEST_LEAD_IN: Final = 15  # words of a line that ends with a colon


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: half-open offsets into the text, its paragraph's number, and whether it is a heading."""

    start: int
    end: int
    language: Language
    heading: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A text as read: its language, its sentences in order, and the stretches that are not the article."""

    language: Language
    sentences: tuple[Sentence, ...]
    ignored: tuple[Ignored, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with a letter or digit in it; `start` is that of its first word, behind bullets and list numbers."""

    start: int
    end: int
    text: str
    bulleted: bool
    evidence: float

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))


def read_layout(text: str) -> Layout:
    """Lay out any text at all; every letter and digit is in a sentence, is ignored, or is part of a list number."""
    spans = [(start, end) for start, end in line_spans(text) if _WORD.search(text, start, end)]
    folded = [fold(text[start:end]).text for start, end in spans]
    furniture = furniture_lines(folded)
    ignored = tuple(Ignored(*_trimmed(text, *spans[index]), REASON) for index in sorted(furniture))
    lines = [
        _line(text, *span, shadow)
        for index, (span, shadow) in enumerate(zip(spans, folded, strict=True))
        if index not in furniture
    ]
    languages, language = _languages(lines)
    sentences = [
        Sentence(start, end, languages[number], _is_heading(lines, number), number)
        for number, line in enumerate(lines)
        for start, end in sentence_spans(text, line.start, line.end)
    ]
    return Layout(language, tuple(sentences), ignored)


def _line(text: str, start: int, end: int, folded: str) -> _Line:
    first = bullet_end(text, start, end)
    return _Line(first, end, text[first:end], first > start, evidence(text[start:end], folded))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return end - len(line.lstrip()), start + len(line.rstrip())


def _languages(lines: list[_Line]) -> tuple[list[Language], Language]:
    """The language of each line and of all; a line that tells little takes that of the line before it."""
    letters = {Language.ARABIC: 0, Language.PERSIAN: 0}
    for line in lines:
        if line.evidence:
            letters[_told(line)] += len(_LETTER.findall(line.text))
    whole = overall(letters[Language.ARABIC], letters[Language.PERSIAN])
    sure = [_told(line) if abs(line.evidence) >= SURE else None for line in lines]
    before = next(filter(None, sure), None)
    languages = []
    for line, told in zip(lines, sure, strict=True):
        before = told or before
        languages.append(before or (_told(line) if line.evidence else Language.ARABIC))
    return languages, whole


def _told(line: _Line) -> Language:
    return Language.PERSIAN if line.evidence > 0 else Language.ARABIC


def _is_heading(lines: list[_Line], number: int) -> bool:
    """Whether a line stands over what follows: short, without a full stop, and before a longer line; or a lead-in."""
    line = lines[number]
    words = line.words
    if _COLON.search(line.text):
        return words <= _LONGEST_LEAD_IN
    longest = _LONGEST_HEADING if number else _LONGEST_TITLE
    if words > longest or number + 1 == len(lines) or _ENDED.search(line.text):
        return False
    return words < lines[number + 1].words and not (line.bulleted and lines[number + 1].bulleted)
