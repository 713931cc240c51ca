"""Amounts of one or several parts: ``ساعة و54 دقيقة``, ``3 سنوات ونصف السنة``, ``دولاران و20 سنتا``."""

from dataclasses import replace
from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.amounts import Amount
from summarizer.quantities.line import Line
from summarizer.quantities.measured import simple_amount
from summarizer.quantities.multiples import once_more
from summarizer.quantities.numbers import read_fraction
from summarizer.quantities.phrases import is_small_word_before
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import FAMILIES, MULTIPLE, UnitMatch, dual_unit, unit_after
from summarizer.quantities.words import Role, article, conjunction, divide
from summarizer.records import Language, QuantityKind
from summarizer.text.characters import ARABIC_COMMA

_MONTHS = Decimal(12)  # in a year, where no smaller unit forces days


def read_amount(line: Line, start: int) -> Amount | None:
    """The longest amount at token `start`, parts of a compound added up."""
    amount = simple_amount(line, start) or _bare_unit(line, start)
    while amount is not None:
        longer = _compound(line, amount)
        if longer is None:
            return amount
        amount = longer
    return None


def _bare_unit(line: Line, start: int) -> Amount | None:
    """One of a unit in its word: with "one" after it, after "for", or with a part joined (``ساعة و54 دقيقة``)."""
    match = unit_after(line, start)
    is_definite = line.language is Language.ARABIC and line.text(start).startswith(article())
    if match is None or match.unit.kind is QuantityKind.PERCENTAGE or is_definite:
        return None
    one = Amount(start, match.end, match.unit.factor, match.unit)
    if line.language is Language.ARABIC and line.value(match.end, Role.CARDINAL) == 1:
        return replace(one, end=match.end + 1)
    for_a_while = match.unit.kind is QuantityKind.DURATION and is_small_word_before(line, start, "for")
    return one if for_a_while or _opens_range(line, match) or _compound(line, one) else None


def _opens_range(line: Line, match: UnitMatch) -> bool:
    """``من أسبوع إلى أسبوعين``: one of a unit, before "to" and two of it."""
    to = line.says(match.end, "to")
    dual = dual_unit(line, match.end + to) if to else None
    return dual is not None and dual[0].unit == match.unit


def _compound(line: Line, amount: Amount) -> Amount | None:
    """`amount` with a joined part added: a fraction of its unit, or an amount of a smaller unit of the same kind."""
    unit = amount.unit
    if unit is None:
        return None
    start = amount.end + line.says(amount.end, "and")
    if start == amount.end and not line.text(start).startswith(conjunction(line.language)):
        if line.text(start) != ARABIC_COMMA or unit.kind is not QuantityKind.DURATION:
            return None
        start += 1
    elif start < len(line.tokens):
        with_fraction = _unit_and_fraction(line, amount, start)
        if with_fraction is not None:
            return with_fraction
    if unit.kind in (QuantityKind.MULTIPLE, QuantityKind.PERCENTAGE):
        return None
    part = (_joined_unit(line, start) or simple_amount(line, start)) if start < len(line.tokens) else None
    return _sum(amount, part) if part else None


def _unit_and_fraction(line: Line, amount: Amount, start: int) -> Amount | None:
    """``ساعة ونصف``, ``3 سنوات ونصف السنة``; not where the fraction is of something else."""
    fraction = read_fraction(line, start)
    if fraction is None or fraction.value >= 1 or amount.unit is None:
        return None
    repeated = once_more(line, fraction.end) if amount.unit == MULTIPLE else unit_after(line, fraction.end)
    if repeated is not None and repeated.unit != amount.unit:
        return None
    if repeated is None and line.language is Language.ARABIC and line.text(fraction.end).startswith(article()):
        return None
    if repeated is None and amount.unit.kind is QuantityKind.PERCENTAGE and not _ends(line, fraction.end):
        return None
    value = amount.value + fraction.value * amount.unit.factor * amount.scale
    return replace(amount, end=repeated.end if repeated else fraction.end, value=value)


def _ends(line: Line, index: int) -> bool:
    """Whether no noun, no number and no "of" follows: the end, a sign, or a small word."""
    if line.says(index, "from"):
        return False
    is_word = index < len(line.tokens) and line.tokens[index].kind in (TokenKind.WORD, TokenKind.DIGITS)
    return not is_word or line.text(index) in load(line.language, "not_counted")["word"]


def _joined_unit(line: Line, start: int) -> Amount | None:
    """``وأسبوع``, ``و دقيقة``: one of a unit, joined to a larger one."""
    front, text = conjunction(line.language), line.text(start)
    apart = unit_after(line, start)
    match = apart or unit_after(_replace_text(line, start, text.removeprefix(front)), start)
    if match is None:
        return None
    return Amount(start, match.end, match.unit.factor, match.unit, lead=0 if apart else len(front))


def _replace_text(line: Line, index: int, text: str) -> Line:
    """`line` with another text in token `index`."""
    token = replace(line.tokens[index], text=text)
    return replace(line, tokens=(*line.tokens[:index], token, *line.tokens[index + 1 :]))


def _sum(larger: Amount, smaller: Amount) -> Amount | None:
    """Both as one amount, in the smaller unit; money in the larger one. None where they do not belong together."""
    if larger.unit is None or smaller.unit is None or larger.unit.kind is not smaller.unit.kind:
        return None
    if larger.unit.kind is QuantityKind.MONEY:
        is_part = larger.unit.name in (None, smaller.unit.name) and smaller.unit.factor < larger.unit.factor
        return replace(larger, end=smaller.end, value=larger.value + smaller.value) if is_part else None
    high, low = str(larger.unit.name), str(smaller.unit.name)
    sizes = next((family for family in FAMILIES if high in family and low in family), None)
    if sizes is None or sizes[low] >= sizes[high]:
        return None
    ratio = _MONTHS if (high, low) == ("year", "month") else divide(Decimal(sizes[high]), Decimal(sizes[low]))
    return replace(larger, end=smaller.end, value=larger.value * ratio + smaller.value, unit=smaller.unit)
