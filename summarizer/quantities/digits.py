"""One digit run, whole: separators of every habit told apart, or no number at all."""

import re
import unicodedata
from decimal import Decimal

from summarizer.quantities.tokens import is_vulgar_fraction

_GROUPED_RE = re.compile(r"\d{1,3}(?P<sign>[.,،'’ /])\d{3}(?:(?P=sign)\d{3})*\Z")
_DOTTED_RE = re.compile(r"[1-9]\d{0,2}[./]\d{3}\Z")
_REH = "\N{ARABIC LETTER REH}"  # the decimal sign of some news agencies: 2ر1
_LONGEST = 60  # digits; beyond any number that anybody means


def read_digits(run: str) -> Decimal | None:
    """The number that a folded digit run states, or None where the run can't be read whole.

    Groups of three behind one kind of separator are thousands; a single separator before any other count of digits is a
    decimal sign. So is a dot before three digits that are not zeros (104.000 tons), and a comma after a lone zero.

    >>> [str(read_digits(run)) for run in ("1,234.5", "3,5", "1.234.567", "0,234", "2.0.1")]
    ['1234.5', '3.5', '1234567', '0.234', 'None']
    """
    if len(run) > _LONGEST:
        return None
    if is_vulgar_fraction(run):
        return _vulgar(run)
    whole, decimals = _split(run)
    if decimals is None or (not whole.isdigit() and whole != ""):
        return None
    return Decimal(f"{whole or 0}.{decimals or 0}") if decimals else Decimal(whole)


def dotted_thousands(run: str) -> Decimal | None:
    """The whole number that ``12.500`` is before something that has no thousandths, or None for any other run.

    >>> dotted_thousands("12.500"), dotted_thousands("12.50"), dotted_thousands("0.500")
    (Decimal('12500'), None, None)
    """
    return Decimal(re.sub(r"\D", "", run)) if _DOTTED_RE.match(run) else None


def _split(run: str) -> tuple[str, str | None]:
    """Whole part and decimals, both without separators; None where they can't be told."""
    if run.isdigit():
        return run, ""
    if _REH in run:
        return _two_parts(run, _REH)
    grouped = _GROUPED_RE.match(run)
    is_thousands = grouped and (grouped["sign"] != "." or run.count(".") > 1 or run.endswith(".000"))
    if grouped and is_thousands and not run.startswith("0"):
        return run.replace(grouped["sign"], ""), ""
    separators = [character for character in run if not character.isdigit()]
    if len(separators) == 1:
        return _two_parts(run, separators[0])
    last = separators[-1]
    if separators.count(last) == 1 and len(set(separators)) == 2:
        whole, _, decimals = run.rpartition(last)
        if _GROUPED_RE.match(whole) and last in ".,":
            return whole.replace(separators[0], ""), decimals
    return run, None


def _two_parts(run: str, sign: str) -> tuple[str, str | None]:
    whole, _, decimals = run.partition(sign)
    return (whole, decimals) if decimals.isdigit() else (run, None)


def _vulgar(character: str) -> Decimal:
    numerator, _, denominator = unicodedata.normalize("NFKC", character).partition("\N{FRACTION SLASH}")
    return Decimal(int(numerator)) / Decimal(int(denominator or 1))
