"""Numbers as the reader's language writes them, for reading only: reports keep plain numbers."""

from decimal import Context, Decimal

from summarizer.records import Statistic
from summarizer.writers.words import ReportWords

DECIMALS = 4
SMALL_DIGITS = 3


def format_number(value: Decimal | int, words: ReportWords) -> str:
    """`value` with thousands separators, rounded to four decimals, or to three digits where it is below one."""
    exact = Decimal(value)
    precision = max(exact.adjusted(), 0) + 1 + DECIMALS if abs(exact) >= 1 else SMALL_DIGITS
    plain = format(Context(prec=precision).plus(exact), ",f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(_signs(words))


def format_percent(value: str, words: ReportWords) -> str:
    """A formatted number with the percent sign, on the side where the language has it."""
    return words.numbers["percent"].format(value=value)


def format_confidence(confidence: float, words: ReportWords) -> str:
    """A confidence between 0 and 1 as a whole percentage."""
    return format_percent(format_number(round(confidence * 100), words), words)


def format_value(statistic: Statistic, words: ReportWords) -> str:
    """The value of a statistic, or its range in words; its unit is shown apart, except for the percent sign."""
    if statistic.low is not None and statistic.high is not None:
        low, high = format_number(statistic.low, words), format_number(statistic.high, words)
        value = words.numbers["range"].format(low=low, high=high)
    else:
        value = format_number(statistic.value or Decimal(0), words)
    return format_percent(value, words) if statistic.unit == "%" else value


def _signs(words: ReportWords) -> dict[int, str]:
    digits = dict(zip("0123456789", words.numbers["digits"], strict=True))
    marks = {".": words.numbers["decimal"], ",": words.numbers["group"], "-": words.numbers["minus"]}
    return str.maketrans(digits | marks)
