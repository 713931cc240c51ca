"""Two numbers that are one statement: ranges (``بين 20 و30%``) and ratios (``7 من كل 10``)."""

from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.measured import Amount, read_amount
from summarizer.quantities.numbers import Form, Number, read_number
from summarizer.quantities.phrases import bare_words, phrase_before
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import unit_after
from summarizer.quantities.words import divide


@dataclass(frozen=True, slots=True)
class Range:
    """Both ends of a range, in one unit, and the tokens ``[start, end)`` that state it."""

    start: int
    end: int
    low: Amount
    high: Amount
    lead: int = 0


def read_range(line: Line, start: int) -> Range | None:
    """A range at token `start`: opened by "between", or two rising amounts around a dash or "to"."""
    opened = _between(line, start)
    first = read_amount(line, opened or start)
    if first is None or first.form is Form.ORDINAL:
        return None
    if opened is not None:
        return _joined_range(line, start, first)
    connector = _connector(line, first.end)
    second = read_amount(line, connector) if connector is not None else None
    if connector is None or second is None or _is_movement(line, first, connector):
        return None
    return _range(first.start, first, second, first.lead)


def _between(line: Line, start: int) -> int | None:
    """The token after "between", with or without small words in front; a doubled qualifier may follow it."""
    length = line.says(start, "between")
    if length:
        return start + length
    betweens = load(line.language, "number_words")["between"]
    is_between = any(word in betweens for word in bare_words(line.language, line.text(start))[1:])
    return start + 1 if is_between else None


def _joined_range(line: Line, start: int, first: Amount) -> Range | None:
    """"between A and B", or "between A-B"."""
    joined = line.after_and(first.end)
    if joined is None:
        joined = _connector(line, first.end)
    second = read_amount(line, joined) if joined is not None else None
    return _range(start, first, second, 0) if second else None


def _connector(line: Line, index: int) -> int | None:
    """The token after a dash between numbers or after "to"."""
    if line.text(index) == "-" and line.is_digits(index + 1) or _is_signed(line, index):
        return index + 1
    length = line.says(index, "to")
    return index + length if length else None


def _is_signed(line: Line, index: int) -> bool:
    return line.text(index) == "-" and line.text(index + 1) in ("%", "$") and line.is_digits(index + 2)


def _is_movement(line: Line, first: Amount, connector: int) -> bool:
    """Whether "from A to B" tells of a change from a level to another, which is two statements.

    It does where the first number has its own unit, or a word of growing or shrinking stands before it.
    """
    if line.text(connector - 1) == "-":
        return False
    opened = line.says(first.start - 1, "from")
    if not opened:
        return first.unit is not None and line.says(connector - 1, "to") == 1 and line.language.value == "ar"
    reach = range(max(0, first.start - _MOVEMENT_REACH), first.start)
    changes = any(phrase_before(line, index, "changes", kind) for index in reach for kind in ("increase", "decrease"))
    return first.unit is not None or changes


_MOVEMENT_REACH = 8  # tokens before a range in which a word of change turns it into a movement


def _range(start: int, first: Amount, second: Amount, lead: int) -> Range | None:
    """Both amounts in the second's unit and, where it fits, its scale; None where they do not rise in one unit."""
    if second.form is Form.ORDINAL or first.form is Form.FRACTION and first.unit is None:
        return None
    unit = second.unit or first.unit
    if first.unit and second.unit and first.unit.name != second.unit.name:
        return None
    low = first.value * (unit.factor if unit and first.unit is None else 1)
    high = second.value * (unit.factor if unit and second.unit is None else 1)
    if first.scale == 1 and second.scale > 1 and low * second.scale < high:
        low *= second.scale
    if not low < high:
        return None
    return Range(start, second.end, replace(first, value=low, unit=unit), replace(second, value=high, unit=unit), lead)


def read_ratio(line: Line, start: int) -> Number | None:
    """``7 من كل 10``, ``واحد من خمسة``, ``از هر ۱۰ نفر ۷ نفر``, ``سه در هزار``, ``واحد على خمسة`` as a number up to 1."""
    return _part_first(line, start) or _whole_first(line, start) or _part_of(line, start)


def _part_first(line: Line, start: int) -> Number | None:
    part = read_number(line, start)
    if part is None or part.form is not Form.CARDINAL or part.scale > 1:
        return None
    per_thousand = line.says(part.end, "per_thousand")
    if per_thousand and not line.says(part.end - 1, "per_thousand"):
        return Number(divide(part.value, Decimal(1000)), start, part.end + per_thousand, Form.FRACTION)
    if unit_after(line, part.end):
        return None
    return (
        _each(line, part)
        or _of(line, part, "from")
        or _of(line, part, "over")
        or (_of(line, part, "in") if line.language.value == "fa" else None)
    )


def _each(line: Line, part: Number) -> Number | None:
    """"n of each m", with one noun between at most."""
    for gap in (0, 1, 2):
        length = line.says(part.end + gap, "of_each")
        if length:
            return _ratio(line, part, read_number(line, part.end + gap + length), part.start)
        if not _is_noun(line, part.end + gap):
            return None
    return None


def _is_noun(line: Line, index: int) -> bool:
    is_word = 0 <= index < len(line.tokens) and line.tokens[index].kind is TokenKind.WORD
    return is_word and line.word(index) is None


def _of(line: Line, part: Number, meaning: str) -> Number | None:
    length = line.says(part.end, meaning)
    whole = read_number(line, part.end + length) if length else None
    if whole is None or whole.form is not Form.CARDINAL or whole.value > _LARGEST_WHOLE and whole.value != 100000:
        return None
    if meaning == "in" and (whole.value < 1000 or whole.value != _power_of_ten(whole.value)):
        return None
    is_measured = unit_after(line, whole.end) is not None
    if is_measured or (meaning != "in" and whole.scale > 1 and line.is_digits(part.start)):
        return None
    return _ratio(line, part, whole, part.start)


_LARGEST_WHOLE = 1899  # "5 من 2019" is a date


def _power_of_ten(value: Decimal) -> Decimal:
    return Decimal(10) ** value.adjusted()


def _ratio(line: Line, part: Number, whole: Number | None, start: int) -> Number | None:
    if whole is None or not 0 < abs(part.value) < whole.value or part.value != int(part.value):
        return None
    return Number(divide(part.value, whole.value), start, whole.end, Form.FRACTION)


def _whole_first(line: Line, start: int) -> Number | None:
    """``از هر ۱۰ نفر ۷ نفر``."""
    length = line.says(start, "of_each")
    whole = read_number(line, start + length) if length else None
    if whole is None or line.language.value != "fa":
        return None
    index = whole.end
    while index < min(whole.end + 3, len(line.tokens)):
        part = read_number(line, index)
        if part is not None and part.form is Form.CARDINAL and unit_after(line, part.end) is None:
            ratio = _ratio(line, part, whole, start)
            return replace(ratio, end=part.end) if ratio else None
        index += 1
    return None


def _part_of(line: Line, start: int) -> Number | None:
    length = line.says(start, "part_of")
    whole = read_number(line, start + length) if length else None
    one = Number(Decimal(1), start, start + length) if whole else None
    return _ratio(line, one, whole, start) if one else None
