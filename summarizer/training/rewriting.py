"""The same passage typed otherwise: the spellings, digits, signs and slips of real articles, marks kept in place."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from summarizer.training.markup import Mark, Marked


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes `new`."""

    start: int
    end: int
    new: str


def rewritten(marked: Marked, edits: Sequence[Edit]) -> Marked:
    """The marked text after `edits`, which are in order and do not overlap; a mark that is left empty is dropped."""
    pieces, last, starts, shifts = [], 0, [0], [(0, 0)]
    length = 0
    for edit in edits:
        pieces += [marked.text[last : edit.start], edit.new]
        length += edit.start - last + len(edit.new)
        # Inside an edit, offsets stay as near as its new length lets them.
        starts += [edit.start, edit.end]
        shifts += [(length - len(edit.new), length), (length, -1)]
        last = edit.end
    pieces.append(marked.text[last:])

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        base, most = shifts[index]
        place = base + offset - starts[index]
        return min(place, most) if index % 2 else place

    marks = [replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in marked.marks]
    return Marked("".join(pieces), tuple(mark for mark in marks if mark.start < mark.end))


def joined(passages: Sequence[Marked], between: str = "\n") -> Marked:
    """Several marked texts as one, `between` each two; names get the passage's place so that none stands twice."""
    marks: list[Mark] = []
    length = 0
    for place, marked in enumerate(passages):
        for mark in marked.marks:
            value = re.sub(r"\b([nc])(\d+)", rf"\g<1>{place}0\g<2>", mark.value)
            marks.append(replace(mark, start=mark.start + length, end=mark.end + length, value=value))
        length += len(marked.text) + len(between)
    return Marked(between.join(marked.text for marked in passages), tuple(marks))


_WESTERN: Final = "0123456789"
_ARABIC: Final = "".join(chr(0x660 + digit) for digit in range(10))
_PERSIAN: Final = "".join(chr(0x6F0 + digit) for digit in range(10))
_ANY_DIGIT: Final = {ord(sign): digit for script in (_WESTERN, _ARABIC, _PERSIAN) for digit, sign in enumerate(script)}
_DIGITS: Final = re.compile(r"\d+")
_LATIN_BESIDE: Final = re.compile(r"[A-Za-z]\d|\d[A-Za-z]")
_PERCENT_BEHIND: Final = re.compile(r"(?P<number>\d+(?:[.,]\d+)?) ?(?P<sign>[%\N{ARABIC PERCENT SIGN}])")
_PERCENT_BEFORE: Final = re.compile(r"(?P<sign>[%\N{ARABIC PERCENT SIGN}]) ?(?P<number>\d+(?:[.,]\d+)?)")
_STOP: Final = re.compile(r"(?<=\w)(?P<stop>[.\N{ARABIC COMMA}:]) (?=\w)")
_NON_JOINER: Final = re.compile("\N{ZERO WIDTH NON-JOINER}")
_MARKS: Final = re.compile("[\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}\N{ARABIC LETTER SUPERSCRIPT ALEF}]")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_HAMZA: Final = {
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
}
_TEH: Final = re.compile(r"\N{ARABIC LETTER TEH MARBUTA}\b")
_FINAL_YEH: Final = re.compile(r"\N{ARABIC LETTER YEH}\b")
_PERSIAN_LETTERS: Final = {
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
}


def _letters(table: dict[str, str]) -> Callable[[str, Random], list[Edit]]:
    def edits(text: str, chance: Random) -> list[Edit]:
        return [Edit(place, place + 1, table[sign]) for place, sign in enumerate(text) if sign in table]

    return edits


def _pattern(pattern: re.Pattern[str], new: str) -> Callable[[str, Random], list[Edit]]:
    def edits(text: str, chance: Random) -> list[Edit]:
        return [Edit(*match.span(), match.expand(new)) for match in pattern.finditer(text)]

    return edits


def _digits(text: str, chance: Random) -> list[Edit]:
    script = chance.choice((_WESTERN, _ARABIC, _PERSIAN))
    if _LATIN_BESIDE.search(text):
        return []
    return [
        Edit(*match.span(), "".join(script[_ANY_DIGIT[ord(sign)]] for sign in match[0]))
        for match in _DIGITS.finditer(text)
        if all(ord(sign) in _ANY_DIGIT for sign in match[0])
    ]


def _percent(text: str, chance: Random) -> list[Edit]:
    new = chance.choice((r"%\g<number>", r"\g<number> %", r"\g<number>%", "\\g<number>\N{ARABIC PERCENT SIGN}"))
    return _pattern(chance.choice((_PERCENT_BEHIND, _PERCENT_BEFORE)), new)(text, chance)


def _slips(text: str, chance: Random) -> list[Edit]:
    """One letter of a long word left out or two changed over, once in thirty words."""
    edits = []
    for match in _LONG_WORD.finditer(text):
        if chance.random() < 1 / 30:
            place = chance.randrange(match.start() + 1, match.end() - 2)
            edits.append(Edit(place, place + 2, chance.choice((text[place], text[place + 1] + text[place]))))
    return edits


WAYS: Final[tuple[tuple[float, Callable[[str, Random], list[Edit]]], ...]] = (
    (0.3, _digits),
    (0.25, _percent),
    (0.15, _letters(_HAMZA)),
    (0.1, _pattern(_TEH, "\N{ARABIC LETTER HEH}")),
    (0.1, _pattern(_FINAL_YEH, "\N{ARABIC LETTER ALEF MAKSURA}")),
    (0.2, _letters(_PERSIAN_LETTERS)),
    (0.15, _pattern(_NON_JOINER, " ")),
    (0.08, _pattern(_NON_JOINER, "")),
    (0.3, _pattern(_MARKS, "")),
    (0.12, _pattern(_STOP, r" \g<stop> ")),
    (0.06, _pattern(_STOP, r"\g<stop>")),
    (0.15, _slips),
)
"""How often a passage is rewritten in each way, one after the other."""


def varied(marked: Marked, chance: Random) -> Marked:
    """The passage as another hand would type it."""
    for often, way in WAYS:
        if chance.random() < often:
            marked = rewritten(marked, way(marked.text, chance))
    return marked
