"""One number with one unit: ``%37``, ``1.49 مليار دولار``, ``ثلاثة أضعاف``, ``ساعتين``."""

from dataclasses import replace
from decimal import Decimal

from summarizer.quantities.amounts import Amount, lead
from summarizer.quantities.digits import dotted_thousands
from summarizer.quantities.line import Line
from summarizer.quantities.multiples import multiple_word
from summarizer.quantities.numbers import Form, Number, read_number
from summarizer.quantities.phrases import phrase_at, phrase_before
from summarizer.quantities.units import DECADE, UnitMatch, dual_unit, times_after, unit_after, unit_before
from summarizer.records import Language

_WITHOUT_DECIMALS = frozenset({"IRT", "IRR"})  # so little worth that a dot in their amounts sets thousands apart
_TIME_REACH = 4  # tokens between a word of time and the decades that it shows


def simple_amount(line: Line, start: int) -> Amount | None:
    """One number with one unit, or one word that is both."""
    dual = dual_unit(line, start)
    if dual is not None and _is_time(line, start, dual[0]):
        match, front = dual
        return Amount(start, match.end, 2 * match.unit.factor, match.unit, lead=front)
    multiple = multiple_word(line, start)
    if multiple is not None:
        return multiple
    prefix = unit_before(line, start + 1) or unit_before(line, start + 2) if line.text(start) else None
    if prefix is not None and prefix.start == start:
        number = read_number(line, prefix.end)
        return _measured(line, number, prefix, start, number.end) if number else None
    number = read_number(line, start)
    if number is None:
        return None
    minus = _trailing_minus(line, number)
    if minus is not None:
        amount = _measured(line, number, minus, start, minus.end)
        return replace(amount, value=-amount.value)
    unit = times_after(line, number.end) or _unit_at(line, number)
    amount = _measured(line, number, unit, start, unit.end if unit else number.end)
    below = line.says(amount.end, "below_zero") if amount.value > 0 else 0
    return replace(amount, value=-amount.value, end=amount.end + below) if below else amount


def _measured(line: Line, number: Number, match: UnitMatch | None, start: int, end: int) -> Amount:
    """`number` in the unit of `match`, stated by tokens ``[start, end)``."""
    number, unit = _slashed_number(line, number, match), match.unit if match else None
    value = number.value * (unit.factor if unit else 1)
    if unit and unit.name in _WITHOUT_DECIMALS and number.end == number.start + 1:
        value = dotted_thousands(line.text(number.start)) or value
    front = lead(line, start) if start == number.start else 0
    return Amount(start, end, value, unit, number.form, number.scale, front)


def _trailing_minus(line: Line, number: Number) -> UnitMatch | None:
    """The percent sign in ``۲.۳- درصد``, where right-to-left typing put the minus; at a line's start it is a list's."""
    if line.text(number.end) != "-" or not line.tokens[number.end].glued or not number.start or number.value <= 0:
        return None
    unit = unit_after(line, number.end + 1)
    return unit if unit and unit.unit.name == "%" and not line.tokens[unit.start].glued else None


def _unit_at(line: Line, number: Number) -> UnitMatch | None:
    of_people = any(line.says(number.end + 1, meaning) for meaning in ("from", "people_after"))
    is_people = line.says(number.end, "piece") and of_people  # ۱۲ تن از مدیران: not tons
    match = None if is_people or number.form is Form.ORDINAL else unit_after(line, number.end)
    return match if match and _is_time(line, number.start, match) else None


def _is_time(line: Line, start: int, match: UnitMatch) -> bool:
    """Whether a unit is what its word says: عقود are decades only where a word of time stands by, else contracts."""
    if match.unit != DECADE or line.language is not Language.ARABIC or phrase_at(line, match.end, "windows", "after"):
        return True
    reach = range(max(1, start - _TIME_REACH), start + 1)
    return any(phrase_before(line, index, "windows", "before") for index in reach)


def _slashed_number(line: Line, number: Number, unit: UnitMatch | None) -> Number:
    """Persian newspapers write the decimal sign as a slash: ``۱۲/۵ درصد`` is 12.5, ``۱۸/۵`` no fraction of anything.

    Before a currency without decimals the slash sets thousands apart: ``۱۲/۵۰۰ تومان``.
    """
    signed = number.start if line.is_digits(number.start) else number.start + 1
    if line.language is not Language.PERSIAN or line.text(signed + 1) != "/" or signed + 1 >= number.end:
        return number
    whole, decimals = line.text(signed), line.text(signed + 2)
    is_part = number.scale == 1 and int(whole) < int(decimals) and whole != "0" and not decimals.startswith("0")
    if is_part and unit is None:
        return number
    value = Decimal(f"{whole}.{decimals}")
    if number.scale == 1 and unit and unit.unit.name in _WITHOUT_DECIMALS:
        value = dotted_thousands(f"{whole}.{decimals}") or value
    value = -value if signed > number.start else value
    return replace(number, value=value * number.scale, form=Form.CARDINAL)


def with_point(line: Line, amount: Amount) -> Amount:
    """A Persian amount such as ``۳/۵`` without a unit of its own, as the decimal that a unit further on makes of it."""
    is_slashed = amount.form is Form.FRACTION and amount.end == amount.start + 3 and line.text(amount.start + 1) == "/"
    if line.language is not Language.PERSIAN or not is_slashed:
        return amount
    value = Decimal(f"{line.text(amount.start)}.{line.text(amount.start + 2)}")
    return replace(amount, value=value, form=Form.CARDINAL)
