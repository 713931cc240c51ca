"""Two numbers that are one statement: ranges (``بين 20 و30%``) and ratios (``7 من كل 10``)."""

from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.amounts import Amount
from summarizer.quantities.cardinals import read_cardinal
from summarizer.quantities.compounds import read_amount
from summarizer.quantities.line import Line
from summarizer.quantities.measured import with_point
from summarizer.quantities.numbers import Form, Number, read_number
from summarizer.quantities.phrases import bare_words, is_small_word_before, phrase_before
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import times_after, unit_after
from summarizer.quantities.words import article, conjunction, divide
from summarizer.records import Language

_MOVES = frozenset({"increase", "increases", "decrease", "decreases", "moved"})
_MOVEMENT_REACH = 8  # tokens before a range in which a word of change turns it into a movement
_LARGEST_WHOLE = 1899  # "5 من 2019" is a date
_LOOSE_STEPS = ((10, (1,)), (100, (1, 2, 5, 10)), (1000, (50, 100)))  # below, how far apart "two, three" may stand


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
    if connector is None and _is_loose(line, first):
        second = read_amount(line, first.end)
        return _range(line, first.start, first, second, first.lead) if second else None
    second = read_amount(line, connector) if connector is not None else None
    if connector is None or second is None or _is_movement(line, first, connector):
        return None
    return _range(line, first.start, first, second, first.lead)


def _between(line: Line, start: int) -> int | None:
    """The token after "between", with or without small words in front; a doubled qualifier may follow it."""
    length = line.says(start, "between")
    if length:
        return start + length + _article_before_digits(line, start + length)
    betweens = load(line.language, "number_words")["between"]
    is_between = any(word in betweens for word in bare_words(line.language, line.text(start))[1:])
    return start + 1 + _article_before_digits(line, start + 1) if is_between else None


def _article_before_digits(line: Line, index: int, front: str = "") -> int:
    """1 where the Arabic article stands by itself before digits (الـ 18), written together with `front`, and else 0."""
    is_article = line.language is Language.ARABIC and line.text(index) == front + article()
    return int(is_article and line.is_digits(index + 1))


def _joined_range(line: Line, start: int, first: Amount) -> Range | None:
    """ "between A and B", or "between A-B"."""
    joined = line.after_and(first.end)
    if joined is None:
        apart = _article_before_digits(line, first.end, conjunction(line.language))
        joined = first.end + 1 if apart else _connector(line, first.end)
    second = read_amount(line, joined) if joined is not None else None
    return _range(line, start, first, second, 0) if second else None


def _connector(line: Line, index: int) -> int | None:
    """The token after a dash between numbers or after "to"."""
    if (line.text(index) == "-" and line.is_digits(index + 1)) or _is_signed(line, index):
        return index + 1
    length = line.says(index, "to")
    return index + length if length else None


def _is_loose(line: Line, first: Amount) -> bool:
    """Whether two neighbours of one size stand side by side, as spoken Persian says "two or three": ``دو سه ماه``."""
    following = read_cardinal(line, first.end) if line.language is Language.PERSIAN and first.unit is None else None
    if following is None or not following.in_words or line.is_digits(first.start) or first.scale > 1:
        return False
    apart = following.value / following.scale - first.value
    return apart in next((steps for below, steps in _LOOSE_STEPS if first.value < below), ())


def _is_signed(line: Line, index: int) -> bool:
    return line.text(index) == "-" and line.text(index + 1) in ("%", "$") and line.is_digits(index + 2)


def _is_movement(line: Line, first: Amount, connector: int) -> bool:
    """Whether a word of change before "from A to B" or "A to B" makes it a movement: two statements and no range."""
    is_dash = line.text(connector - 1) == "-"
    if is_dash or line.language is not Language.ARABIC or phrase_before(line, first.start, "changes", "by"):
        return False
    if first.unit is None and not is_small_word_before(line, first.start, "from"):
        return False
    reach = range(max(1, first.start - _MOVEMENT_REACH), first.start + 1)
    found = (phrase_before(line, index, "changes") for index in reach)
    return any(phrase and phrase[0] in _MOVES for phrase in found)


def _range(line: Line, start: int, first: Amount, second: Amount, lead: int) -> Range | None:
    """Both amounts in the second's unit and, where it fits, its scale; None where they do not rise in one unit."""
    if second.unit is not None or second.scale > 1:
        first = with_point(line, first)
    if second.form is Form.ORDINAL:
        return None
    if first.form is Form.FRACTION and first.unit is None and second.form is not Form.FRACTION:
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
    """A part of a whole as a number up to 1: ``7 من كل 10``, ``از هر ۱۰ نفر ۷ نفر``, ``سه در هزار``."""
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
        or (_of(line, part, "in") if line.language is Language.PERSIAN else None)
    )


def _each(line: Line, part: Number) -> Number | None:
    """ "n of each m", with one noun between at most."""
    for gap in (0, 1, 2):
        length = line.says(part.end + gap, "of_each")
        if length:
            whole = read_number(line, part.end + gap + length)
            is_round = whole is not None and (whole.value <= 10 or whole.value == _power_of_ten(whole.value))
            is_each = line.language is Language.PERSIAN or not gap
            return _ratio(line, part, whole, part.start) if is_each or is_round else None
        if not _is_noun(line, part.end + gap):
            return None
    return None


def _is_noun(line: Line, index: int) -> bool:
    is_word = 0 <= index < len(line.tokens) and line.tokens[index].kind is TokenKind.WORD
    return is_word and line.word(index) is None


def _of(line: Line, part: Number, meaning: str) -> Number | None:
    length = line.says(part.end, meaning)
    whole = read_number(line, part.end + length) if length else None
    if whole is None or whole.form is not Form.CARDINAL or (whole.value > _LARGEST_WHOLE and whole.value != 100000):
        return None
    if meaning == "in" and (whole.value < 1000 or whole.value != _power_of_ten(whole.value)):
        return None
    is_measured = unit_after(line, whole.end) is not None
    if is_measured or (meaning != "in" and whole.scale > 1 and line.is_digits(part.start)):
        return None
    return _ratio(line, part, whole, part.start)


def _power_of_ten(value: Decimal) -> Decimal:
    return Decimal(10) ** value.adjusted()


def _ratio(line: Line, part: Number, whole: Number | None, start: int) -> Number | None:
    if whole is None or not 0 < abs(part.value) < whole.value:
        return None
    if part.value != int(part.value) or whole.value != int(whole.value) or times_after(line, whole.end):
        return None
    return Number(divide(part.value, whole.value), start, whole.end, Form.FRACTION)


def _whole_first(line: Line, start: int) -> Number | None:
    """``از هر ۱۰ نفر ۷ نفر``."""
    length = line.says(start, "of_each")
    whole = read_number(line, start + length) if length else None
    if whole is None or line.language is not Language.PERSIAN:
        return None
    index = whole.end
    while index < min(whole.end + 3, len(line.tokens)):
        part = read_number(line, index)
        if part is not None and part.form is Form.CARDINAL and unit_after(line, part.end) is None:
            ratio = _ratio(line, part, whole, start)
            repeated = line.text(part.end) == line.text(whole.end) and index > whole.end
            return replace(ratio, end=part.end + repeated) if ratio else None
        index += 1
    return None


def _part_of(line: Line, start: int) -> Number | None:
    length = line.says(start, "part_of")
    whole = read_number(line, start + length) if length else None
    one = Number(Decimal(1), start, start + length) if whole else None
    return _ratio(line, one, whole, start) if one else None
