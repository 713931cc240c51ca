"""What both languages share in taking a folded sentence to pieces."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

Piece = tuple[int, int]

COMMA: Final = re.compile(r"(?<!\d)[,\N{ARABIC COMMA}]|[,\N{ARABIC COMMA}](?!\d)")
WORD: Final = re.compile(r"\w+")
LEADING: Final = re.compile(r"[^\w%#@$(\[+]*")
_ENDING: Final = re.compile(r"[^\w%)\]]+\Z")
# No digit: a number before a colon says something itself.
_LEAD_IN: Final = re.compile(r"[^\d:,\N{ARABIC COMMA}]{2,80}:\s|\w[\w ]{1,25} - ")
_LONGEST_LEAD_IN: Final = 8  # words
_PAIRS: Final = {")": "(", "]": "["}


def behind_lead_in(text: str, start: int, end: int) -> int:
    """Behind a few words and a colon, or a place name and a dash, at `start`; `start` where there is neither."""
    match = _LEAD_IN.match(text, start, end)
    return match.end() if match and words_in(text, start, match.end()) <= _LONGEST_LEAD_IN else start


def words_in(text: str, start: int, end: int) -> int:
    """How many words stand in ``text[start:end]``."""
    return len(WORD.findall(text, start, end))


def split_at(text: str, cuts: Iterable[int]) -> list[Piece]:
    """The pieces of `text` between the offsets `cuts`."""
    edges = [0, *sorted({cut for cut in cuts if 0 < cut < len(text)}), len(text)]
    return list(pairwise(edges))


def without_ending(text: str, start: int, end: int) -> int:
    """`end` moved before the stops, quotes, and unmatched brackets that close ``text[start:end]``."""
    while match := _ENDING.search(text, start, end):
        end = match.start()
        if end <= start:
            return start
    last = text[end - 1] if end > start else ""
    if last in _PAIRS and _PAIRS[last] not in text[start:end]:
        return without_ending(text, start, end - 1)
    return end
