"""Whole numbers in words, in digits, and in digits followed by words, with their scales multiplied out."""

from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.digits import read_digits
from summarizer.quantities.line import Line
from summarizer.quantities.words import Role, step
from summarizer.records import Language

_ONE, _TEN, _HUNDRED, _THOUSAND = Decimal(1), Decimal(10), Decimal(100), Decimal(1000)
_LARGEST = Decimal(10) ** 45  # nobody counts further; words that go on are no number


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number read from tokens up to `end` (exclusive); `scale` is its last scale word's value, 1 without one."""

    value: Decimal
    end: int
    scale: Decimal = _ONE
    in_words: bool = True


def read_cardinal(line: Line, start: int) -> Cardinal | None:
    """The longest number at token `start`: sections such as "three hundred thousand" in falling order, joined by "and".

    A section whose scale is larger than what came before multiplies it all ("four thousand and five hundred billion").
    """
    total = _section(line, start)
    while total is not None and (total.scale > 1 or (total.in_words and total.value >= _THOUSAND)):
        section = _section(line, line.after_and(total.end)) or _unjoined_section(line, total)
        merged = _merge(total, section) if section else None
        if merged is None:
            return total
        total = merged
    return total


def _unjoined_section(line: Line, total: Cardinal) -> Cardinal | None:
    """A Persian section that spoken language puts after another without "and" (سه هزار دویست)."""
    if line.language is not Language.PERSIAN or not total.in_words or line.after_and(total.end) is not None:
        return None
    section = read_small(line, total.end)
    return _with_scales(line, section) if section and section.value >= 20 else None


def _merge(total: Cardinal, section: Cardinal) -> Cardinal | None:
    """Both as one number, or None where they are two numbers."""
    lowest = step(total.value) if total.scale == 1 else total.scale
    amount = section.value
    if amount < lowest:
        return Cardinal(total.value + amount, section.end, section.scale, total.in_words and section.in_words)
    base = amount / section.scale
    if _LARGEST > section.scale > total.value and _HUNDRED <= base < lowest:
        value = (total.value + base) * section.scale
        return Cardinal(value, section.end, section.scale, total.in_words and section.in_words)
    return None


def _section(line: Line, start: int | None) -> Cardinal | None:
    """A number below a thousand, or digits, with the scales that follow it; or scales alone."""
    if start is None:
        return None
    dual = line.value(start, Role.SCALE_DUAL)
    is_accusative = line.value(start, Role.SCALE) is not None and line.after_and(start + 1) is not None
    if dual is not None and not is_accusative:  # مليونا ريال are two; مليونا وأربعمئة ألف begin with one
        return _with_scales(line, Cardinal(dual, start + 1, step(dual)))
    small = read_small(line, start) or _digits(line, start)
    if small is not None:
        return _with_scales(line, small)
    scale = line.value(start, Role.SCALE)
    if scale is None or line.text(start).isascii():  # a lone M is a name
        return None
    return _with_scales(line, Cardinal(scale, start + 1, scale))


def _digits(line: Line, index: int) -> Cardinal | None:
    value = read_digits(line.text(index)) if line.is_digits(index) else None
    return None if value is None else Cardinal(value, index + 1, in_words=False)


def _with_scales(line: Line, number: Cardinal) -> Cardinal:
    """`number` times the scale words right after it ("hundred thousand million")."""
    while True:
        scale = scale_at(line, number.end)
        if scale is None or number.value > _LARGEST:
            return number
        number = Cardinal(number.value * scale, number.end + 1, number.scale * scale, number.in_words)


def scale_at(line: Line, index: int) -> Decimal | None:
    """The scale that token `index` multiplies by: a scale word with nothing but the article in front."""
    word = line.word(index)
    if word is None or word.joined or word.bound:
        return None
    return word.roles.get(Role.SCALE, word.roles.get(Role.SCALE_PLURAL))


def read_small(line: Line, start: int) -> Cardinal | None:
    """A number in words below a thousand (or a fused word of any size)."""
    hundreds = _hundreds(line, start)
    if hundreds is None:
        return _tens(line, start)
    joined = line.after_and(hundreds.end)
    if joined is None and hundreds.value < _THOUSAND:
        joined = hundreds.end  # spoken language drops the "and" (متين واحد وعشرين)
        rest = _tens(line, joined)
    else:
        rest = (_tens(line, joined) or _digits(line, joined)) if joined is not None else None
    if rest is None or rest.value >= step(hundreds.value):
        return hundreds
    return Cardinal(hundreds.value + rest.value, rest.end)


def _hundreds(line: Line, start: int) -> Cardinal | None:
    """A hundreds word, or a smaller number right before "hundred"."""
    value = line.value(start, Role.CARDINAL)
    if value is not None and value >= _HUNDRED:
        return Cardinal(value, start + 1)
    count = _tens(line, start)
    word = line.word(count.end) if count else None
    if count is None or word is None or not count.value or word.joined or word.bound:
        return None
    is_hundred = word.roles.get(Role.CARDINAL) == _HUNDRED
    return Cardinal(count.value * _HUNDRED, count.end + 1) if is_hundred else None


def _tens(line: Line, start: int) -> Cardinal | None:
    """0 to 99: a unit with "ten", unit-and-tens (Arabic), tens-and-unit (Persian), or one word."""
    plain, compound = line.value(start, Role.CARDINAL), line.value(start, Role.COMPOUND_UNIT)
    unit = compound if plain is None else plain
    if unit is None or unit >= _HUNDRED:
        return None
    following = line.word(start + 1)
    if (
        0 < unit < _TEN
        and following
        and not (following.joined or following.bound)
        and following.roles.get(Role.CARDINAL) == _TEN
    ):
        return Cardinal(unit + _TEN, start + 2)
    joined = line.after_and(start + 1)
    if joined is None and line.language is Language.PERSIAN and following:
        joined = start + 1  # as above (بیست دو)
    if joined is not None and 0 < unit < _HUNDRED:
        other = _joined_part(line, joined)
        if other is not None and _makes_two_digits(line.language, unit, other):
            return Cardinal(unit + other, joined + 1)
    return Cardinal(unit, start + 1) if plain is not None else None


def _joined_part(line: Line, index: int) -> Decimal | None:
    digits = _digits(line, index)
    return digits.value if digits else line.value(index, Role.CARDINAL)


def _makes_two_digits(language: Language, first: Decimal, second: Decimal) -> bool:
    units, tens = (first, second) if language is Language.ARABIC else (second, first)
    return 0 < units < _TEN and 2 * _TEN <= tens < _HUNDRED and tens % _TEN == 0 and units == int(units)
