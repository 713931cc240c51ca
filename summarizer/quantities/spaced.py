"""Thousands set apart by spaces, as French and many Arabic newspapers write them: ``12 500 درهم``."""

import re
from dataclasses import replace
from itertools import pairwise

from summarizer.quantities.line import Line
from summarizer.quantities.phrases import phrase_before
from summarizer.quantities.tokens import Token, TokenKind
from summarizer.quantities.units import unit_after

_FIRST_RE = re.compile(r"[1-9]\d{0,2}\Z")
_NEXT_RE = re.compile(r"\d{3}\Z")


def join_spaced(line: Line) -> Line:
    """`line`, with each run of digit groups that can only be one number as one token."""
    if not any(first.kind is second.kind is TokenKind.DIGITS for first, second in pairwise(line.tokens)):
        return line
    tokens: list[Token] = []
    index = 0
    while index < len(line.tokens):
        end = _end_of_groups(line, index)
        group = line.tokens[index:end]
        text = " ".join(token.text for token in group)
        tokens.append(replace(group[0], text=text, end=group[-1].end))
        index = end
    return Line.of(line.language, tuple(tokens))


def _follows(line: Line, index: int) -> bool:
    """Whether token `index` is three digits, one space behind other digits."""
    if not (line.is_digits(index) and line.is_digits(index - 1) and _NEXT_RE.match(line.text(index))):
        return False
    return line.tokens[index].start == line.tokens[index - 1].end + 1


def _end_of_groups(line: Line, start: int) -> int:
    """The token after the number that begins at `start`; the next one where its groups are no one number."""
    end = start + 1
    while _follows(line, end):
        end += 1
    is_one = end > start + 1 and _FIRST_RE.match(line.text(start)) and not line.is_digits(end)
    return end if is_one and _stands_free(line, start) and _counts(line, end) else start + 1


def _stands_free(line: Line, start: int) -> bool:
    """Whether nothing before the number takes its first group for itself: a model, a year, a month, more digits."""
    before = line.text(start - 1)
    if line.is_digits(start - 1) or before in ("+", "-", "/") or (before.isascii() and before.isalnum()):
        return False
    names = (("identifiers", "before"), ("dates", "month"), ("dates", "year"))
    return not any(phrase_before(line, start, table, meaning) for table, meaning in names)


def _counts(line: Line, end: int) -> bool:
    """Whether a word is counted behind the number; bytes may be the size of a model (``نوت 20 256 غيغابايت``)."""
    if end >= len(line.tokens) or line.tokens[end].kind is not TokenKind.WORD:
        return line.text(end) in ("%", "$", "€")
    unit = unit_after(line, end)
    return unit is None or unit.unit.name is None or not unit.unit.name.endswith("byte")
