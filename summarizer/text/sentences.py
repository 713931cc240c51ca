"""Where sentences begin and end, by marks and shapes alone.

A sentence ends at a line's end and after ``. ! ? ؟ ۔ ؛``, with the quotes and brackets that close there; not after a
point that belongs to a number, an abbreviation, an address or an ellipsis. Bullets and list numbers at the head of a
line stand outside the spans.
"""

import re
from collections.abc import Iterator
from typing import Final

from summarizer.text.characters import ARABIC_QUESTION_MARK, ARABIC_SEMICOLON, TATWEEL, ZWNJ

Spans = tuple[tuple[int, int], ...]

_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"
_STOPS: Final = f".!?{ARABIC_QUESTION_MARK}{ARABIC_SEMICOLON}{_ELLIPSIS}\N{ARABIC FULL STOP}"
_BULLETS: Final = (
    "*\N{BULLET}\N{MIDDLE DOT}\N{WHITE BULLET}\N{BLACK SMALL SQUARE}\N{BLACK SQUARE}"
    "\N{BLACK CIRCLE}\N{WHITE CIRCLE}\N{LOZENGE}\N{BLACK DIAMOND}\N{CHECK MARK}\N{HEAVY CHECK MARK}\N{RIGHTWARDS ARROW}"
    "\N{LEFTWARDS ARROW}\N{BLACK RIGHT-POINTING TRIANGLE}\N{BLACK LEFT-POINTING TRIANGLE}"
    "\N{BLACK LEFT-POINTING POINTER}\N{BLACK RIGHT-POINTING POINTER}\N{REPLACEMENT CHARACTER}"
)
# Signs without width that editors leave anywhere: direction marks, joiners, byte order marks, soft hyphens.
_HIDDEN: Final = "\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad"
_MARKS: Final = "\u064b-\u065f\u0670"  # vowel marks, which the regular expression does not count as letters
_OPENABLE: Final = "\"'"  # these open as well as close
_QUOTE: Final = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_CLOSERS: Final = f")\\]}}{_QUOTE}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}{_OPENABLE}{_HIDDEN}"

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TRIM: Final = re.compile(rf"[\s{_HIDDEN}]*")
_DASHES: Final = "\\-\N{EN DASH}\N{EM DASH}"
# In any row: bullets; dashes, not of a negative number; a list number, not before a further digit (3.5, 30-40).
_BULLET: Final = re.compile(
    rf"(?:[\s{_HIDDEN}]*(?:[{_BULLETS}]+|[{_DASHES}]+(?!\d)"
    rf"|\(?\d{{1,3}}[\s{_HIDDEN}]*[.)\-\N{{EN DASH}}](?![\s{_HIDDEN}]*\d)"
    r"|\d{1,2}/\s))+"
)
_STOP: Final = re.compile(rf"[{_STOPS}](?:[ {_HIDDEN}]?[{_STOPS}])*")
_CLOSING: Final = re.compile(rf"[{_CLOSERS}]*(?:[ \u00a0]+[)\]{_QUOTE}][{_CLOSERS}]*)?")
_WORD: Final = re.compile(r"\w")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
# A letter by itself, also behind a joined "and"; not the Persian pronoun of these two letters.
_LONE_LETTER: Final = re.compile(
    rf"(?<![\w{_MARKS}{ZWNJ}{TATWEEL}])\N{{ARABIC LETTER WAW}}?[^\W\d_{TATWEEL}][{_MARKS}]*"
    r"(?<!\N{ARABIC LETTER WAW}\N{ARABIC LETTER FARSI YEH})\Z"
)
_AFTER_NUMBER: Final = re.compile(rf"\d[\s{_HIDDEN}]*\w\Z")
_DOMAIN: Final = re.compile(r"[a-z]{2,4}(?![A-Za-z])")
_LOOKBACK: Final = 8  # characters before a point that can tell an abbreviation


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Spans:
    """Half-open spans of the sentences of ``text[start:end]``, in order, trimmed, each with a letter or digit.

    Every letter and digit is in one span, but for the list numbers that stand before a line's first word.
    """
    stop = len(text) if end is None else end
    return tuple(span for line in line_spans(text, start, stop) for span in _in_line(text, *line))


def line_spans(text: str, start: int = 0, end: int | None = None) -> Spans:
    """Half-open spans of the lines of ``text[start:end]`` that are not empty, without their line ends."""
    stop = len(text) if end is None else end
    return tuple(line.span() for line in _LINE.finditer(text, start, stop))


def bullet_end(text: str, start: int, end: int) -> int:
    """Where the bullets or the list number at the head of the line ``[start, end)`` stop; `start` if there are none."""
    match = _BULLET.match(text, start, end)
    return match.end() if match else start


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = bullet_end(text, start, end)
    pending: tuple[int, int] | None = None
    for cut in (*_boundaries(text, begin, end), end):
        if _WORD.search(text, begin, cut):
            if pending:
                yield _trimmed(text, *pending)
            pending = (begin, cut)
        elif pending:  # a closing mark that stands by itself belongs to what it closes
            pending = (pending[0], cut)
        begin = cut
    if pending:
        yield _trimmed(text, *pending)


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets inside a line at which one sentence ends and the next begins."""
    addresses = (match.span() for match in _ADDRESS.finditer(text, start, end))
    address = next(addresses, None)
    begin = seen = position = start
    has_letter = False
    while match := _STOP.search(text, position, end):
        first, position = match.span()
        while address and address[1] <= first:
            address = next(addresses, None)
        has_letter = has_letter or _LETTER.search(text, seen, first) is not None
        seen = position
        inside_address = address is not None and address[0] <= first and position < address[1]
        # Without a letter there is nothing yet but a list number.
        if has_letter and not inside_address and _ends_sentence(text, first, position, start, end):
            begin = seen = position = _closed(text, begin, position, end)
            has_letter = False
            yield position


def _ends_sentence(text: str, first: int, after: int, start: int, end: int) -> bool:
    """Whether the stops ``[first, after)`` end a sentence; ``[start, end)`` is their line."""
    stops = text[first:after]
    before = text[first - 1] if first > start else " "
    behind = text[after] if after < end else " "
    if _ELLIPSIS in stops or "..." in stops.replace(" ", ""):
        return _WORD.search(text, after, end) is None  # else nothing tells whether the author goes on
    if _is_latin(before) and (_is_latin(behind) or behind == ")"):
        return False
    if before == "(" and behind == ")":  # a doubt or a wonder about one word
        return False
    return stops != "." or _is_full_stop(text, first, start, end)


def _is_full_stop(text: str, at: int, start: int, end: int) -> bool:
    """Whether the single point at `at` is a full stop, not part of a number, an abbreviation or a name."""
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    if behind.isdigit() and (before.isdigit() or before.isspace()):
        return False
    if behind.isascii() and behind.isalpha() and (before.isspace() or _DOMAIN.match(text, at + 1, end)):
        return False
    head = text[max(start, at - _LOOKBACK) : at]
    if not _LONE_LETTER.search(head):
        return True
    return behind.isspace() and _AFTER_NUMBER.search(head) is not None


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _closed(text: str, begin: int, position: int, end: int) -> int:
    """`position` moved behind the quotes and brackets that close right there a sentence that starts at `begin`."""
    match = _CLOSING.match(text, position, end)
    after = match.end() if match else position
    # A straight quote that touches the next word opens it, unless one is still open.
    touches = position < after < end and text[after].isalnum() and text[after - 1] in _OPENABLE
    return after - 1 if touches and text.count(text[after - 1], begin, after - 1) % 2 == 0 else after


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    begin = _TRIM.match(text, start, end)
    first = begin.end() if begin else start
    last = end
    while last > first and _TRIM.fullmatch(text, last - 1, last):
        last -= 1
    return first, last
