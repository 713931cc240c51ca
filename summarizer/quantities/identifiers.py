"""Digits that name a thing and count nothing: versions, models, list numbers, phones, codes."""

from decimal import Decimal

from summarizer.quantities.cardinals import scale_at
from summarizer.quantities.digits import read_digits
from summarizer.quantities.line import Line
from summarizer.quantities.numbers import read_number
from summarizer.quantities.phrases import phrase_at, phrase_before
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import times_after, unit_after

_PHONE_DIGITS = 7  # a run of groups with at least so many digits in all, or a long run that begins with 0
_LIST_SIGNS = frozenset(".-)(:/_")


def read_identifier(line: Line, start: int) -> tuple[int, Decimal | None] | None:
    """Where an identifier at token `start` ends, with its number if it is one whole number; None where none is."""
    phone = _phone(line, start)
    if phone is not None:
        return phone, None
    hyphen = start == 0 and line.text(0) == "-"
    if _is_list_number(line, start + hyphen):
        return start + hyphen + 1, read_digits(line.text(start + hyphen))
    if line.tokens[start].kind is TokenKind.CODE:
        return start + 1, None
    if line.is_digits(start):
        value = read_digits(line.text(start))
        if value is None or (line.text(start - 1) == "#" and line.tokens[start].glued):
            return start + 1, value
        if _follows_latin_name(line, start):
            return start + 1, value
    return _named(line, start)


def _phone(line: Line, start: int) -> int | None:
    """``+966 11 123 4567``, ``0912-345-6789``, ``02188776655``."""
    plus = line.text(start) == "+"
    end = start + plus
    if not line.is_digits(end) or not line.text(end).isdecimal():
        return None
    first, digits, groups = line.text(end), len(line.text(end)), 1
    end += 1
    while True:
        gap = 1 if line.text(end) == "-" and line.tokens[end].glued else 0
        if not (
            line.is_digits(end + gap) and line.text(end + gap).isdecimal() and (gap or plus or first.startswith("0"))
        ):
            break
        digits, groups, end = digits + len(line.text(end + gap)), groups + 1, end + gap + 1
    grouped = groups >= 3 or (groups == 2 and first.startswith("0"))
    is_phone = digits >= _PHONE_DIGITS and (plus or grouped or (first.startswith("0") and digits > _PHONE_DIGITS))
    return end if is_phone else None


def _is_list_number(line: Line, start: int) -> bool:
    """``1. ``, ``۲- ``, ``(3) ``, ``-3`` (right-to-left typing), at the start of a line before its words."""
    opens = start == 1 and line.text(0) in ("(", "[", "-")
    if not line.is_digits(start) or not (start == 0 or opens) or len(line.text(start)) > 2:
        return False
    if line.text(start + 1) in _LIST_SIGNS and line.tokens[start + 1].glued:
        return _is_word(line, start + 2) or line.text(start + 2) in ("«", '"', "(")
    is_hyphened = opens and line.text(0) == "-" and line.tokens[start].glued
    return is_hyphened and _is_word(line, start + 1) and not unit_after(line, start + 1)


def _is_word(line: Line, index: int) -> bool:
    return 0 <= index < len(line.tokens) and line.tokens[index].kind is TokenKind.WORD


def _follows_latin_name(line: Line, start: int) -> bool:
    """``WEB 2.0``, ``Windows 10``: a Latin word before, and no unit, scale or comma after."""
    name = line.text(start - 1)
    is_name = name.isascii() and name.isalpha() and len(line.text(start)) <= 5
    return (
        is_name
        and unit_after(line, start + 1) is None
        and scale_at(line, start + 1) is None
        and not _is_unit_word(line, start - 1)
    )


def _is_unit_word(line: Line, index: int) -> bool:
    return unit_after(line, index) is not None


def _is_small(digits: str) -> bool:
    return len(digits) <= 2 and digits.isdecimal()


def _named(line: Line, start: int) -> tuple[int, Decimal | None] | None:
    """A number right after a word such as "version", or right before one such as "bit"."""
    number = read_number(line, start)
    is_scaled = number is not None and number.scale > 1 and not line.text(number.end - 1).isascii()  # شاشة 4K is a name
    if number is None or is_scaled or unit_after(line, number.end) or times_after(line, number.end):
        return None
    if phrase_at(line, number.end, "identifiers", "after"):
        return number.end, number.value
    if not line.is_digits(start):
        return None
    dash = line.text(start - 1) == "-" and line.tokens[start].glued
    before = phrase_before(line, start - dash, "identifiers", "before")
    if before is None and _is_small(line.text(start)):
        before = phrase_before(line, start, "identifiers", "small_before")
    return (number.end, number.value) if before else None
