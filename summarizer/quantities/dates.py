"""Numbers that say when: years and dates of three calendars, and clock times."""

from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.cardinals import scale_at
from summarizer.quantities.digits import read_digits
from summarizer.quantities.line import Line
from summarizer.quantities.numbers import Form, Number, read_number
from summarizer.quantities.phrases import bare_words, phrase_at, phrase_before
from summarizer.quantities.units import unit_after

_DAYS, _HOURS = 31, 24
_YEARS = ((1900, 2100), (1300, 1460))  # Gregorian; Hijri and Jalali


def read_date(line: Line, start: int, after_date: bool) -> tuple[int, Decimal | None] | None:
    """Where a date at token `start` ends, with its number where it has just one; None where none is.

    `after_date` says that the mention before was one, so that "2013 and 2014" and "from 9 to 11 o'clock" are both.
    """
    if phrase_at(line, start, "dates", "weekday"):
        return start + 1, None
    written = _written_date(line, start)
    if written is not None:
        return written, None
    number = read_number(line, start)
    if number is None or number.value != int(number.value) or number.value < 0 or number.scale > 1:
        return None
    end = _day_and_month(line, number)
    if end is not None:
        return end[0], None if end[1] else number.value
    until = after_date and line.says(start - 1, "to") and number.value <= _HOURS and not _has_unit(line, number.end)
    if until or _is_clock(line, number) or _is_year(line, number, after_date):
        return number.end, number.value
    return None


def _written_date(line: Line, start: int) -> int | None:
    """``2019-05-12``, ``12/5/2019``, ``12.5.2019``, ``10:30``, ``2014-2015``, ``1397/98``."""
    if not line.is_digits(start):
        return None
    sign, parts = line.text(start + 1), [line.text(start)]
    end = start + 1
    while (
        len(parts) <= 3
        and line.text(end) == sign
        and sign in ("-", "/", ":", ".")
        and _touches(line, end)
        and line.is_digits(end + 1)
    ):
        parts.append(line.text(end + 1))
        end += 2
    if parts[0].count(".") == 2:
        return start + 1 if _is_calendar(parts[0].split(".")) else None
    if not all(part.isdecimal() for part in parts):
        return None
    if len(parts) == 3 and sign != ":":
        return end if _is_calendar(parts) else None
    if len(parts) in (2, 3) and sign == ":":
        is_clock = int(parts[0]) <= _HOURS and all(len(part) == 2 and int(part) < 60 for part in parts[1:])
        return end if is_clock else None
    is_span = len(parts) == 2 and _is_year_number(int(parts[0])) and len(parts[0]) == 4 and _follows_year(*parts)
    return end if is_span and unit_after(line, end) is None else None


def _touches(line: Line, index: int) -> bool:
    return line.tokens[index].glued and index + 1 < len(line.tokens) and line.tokens[index + 1].glued


def _is_calendar(parts: list[str]) -> bool:
    """Whether three numbers are day, month and year in one order or the other, years of two digits allowed."""
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return False
    for year, month, day in (parts, parts[::-1]):
        if len(year) in (2, 4) and 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS and len(day) <= 2:
            return True
    return False


def _follows_year(first: str, second: str) -> bool:
    if len(second) == 2:
        return int(second) == (int(first) + 1) % 100
    return len(second) == 4 and _is_year_number(int(second)) and int(second) > int(first)


def _is_year_number(value: int) -> bool:
    return any(low <= value <= high for low, high in _YEARS)


def _day_and_month(line: Line, number: Number) -> tuple[int, bool] | None:
    """A day before its month, or the number after a month: where it ends, and whether a year follows the day."""
    following = number.end + line.says(number.end, "from")
    month = phrase_at(line, following, "dates", "month")
    weak = phrase_at(line, following, "dates", "month_weak") if month is None else None
    if weak is not None and line.is_digits(weak[1]):
        month = weak
    if month is not None and 1 <= number.value <= _DAYS:
        end = month[1]
        year = end + 1 if phrase_at(line, end, "dates", "year") else end
        is_year = line.is_digits(year) and line.text(year).isdecimal() and 2 <= len(line.text(year)) <= 4
        return (year + 1, True) if is_year and unit_after(line, year + 1) is None else (end, False)
    before = phrase_before(line, number.start, "dates", "month") or phrase_before(
        line, number.start, "dates", "month_weak"
    )
    if before and line.is_digits(number.start) and not (_has_unit(line, number.end) or line.says(number.end, "to")):
        return (number.end, False) if number.value < 100 or _is_year_number(int(number.value)) else None
    return None


def _has_unit(line: Line, index: int) -> bool:
    unit = unit_after(line, index)
    is_clock = unit is not None and unit.unit.name == "hour" and line.is_digits(unit.end)  # 1400 ساعت 17:45
    return (unit is not None and not is_clock) or scale_at(line, index) is not None


def _is_clock(line: Line, number: Number) -> bool:
    if phrase_before(line, number.start, "dates", "clock") and number.value <= _HOURS:
        unit = unit_after(line, number.end)
        return unit is None or unit.unit.name == "day"  # ساعت ۱۴ روز ۲ دسامبر
    hours = phrase_at(line, number.end, "dates", "clock_after") if number.value <= _HOURS else None
    return hours is not None and not _counts_nights(line, number.end)


def _counts_nights(line: Line, index: int) -> bool:
    """``سه شب و چهار روز``: nights beside days are counted."""
    nights = unit_after(line, index)
    days = line.after_and(nights.end) if nights else None
    number = read_number(line, days) if days is not None else None
    unit = unit_after(line, number.end) if number else None
    return nights is not None and unit is not None and unit.unit == nights.unit


def _is_year(line: Line, number: Number, after_date: bool) -> bool:
    """A bare count of years is told by what stands beside it."""
    decade = phrase_before(line, number.start, "dates", "decade")
    if decade and number.value < 100 and number.value % 10 == 0 and not _has_unit(line, number.end):
        return True
    named = (phrase_before(line, number.start, "dates", "year") or decade) and number.form is not Form.ORDINAL
    if named and len(line.text(number.start)) == 4 and _is_year_number(int(number.value)):
        return True
    if _has_unit(line, number.end):
        return False
    if named:
        is_short = line.is_digits(number.start) and number.value < 100 and not line.says(number.end, "to")
        return is_short or _is_year_number(int(number.value))
    text = line.text(number.start)
    if not line.is_digits(number.start) or len(text) != 4 or not text.isdecimal() or read_digits(text) is None:
        return number.in_words and after_date and _is_year_number(int(number.value))
    if phrase_at(line, number.end, "dates", "era"):
        return True
    if not _is_year_number(int(number.value)):
        return False
    bracketed = line.text(number.start - 1) == "(" and line.text(number.end) == ")"
    prepositions = load(line.language, "dates")["before_year"]
    before = any(word in prepositions for word in bare_words(line.language, line.text(number.start - 1)))
    return bracketed or before or after_date
