"""A number with its unit as one amount: ``%37``, ``1.49 مليار دولار``, ``ساعة و54 دقيقة``, ``ثلاثة أضعاف``."""

from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.numbers import Form, Number, read_fraction, read_number
from summarizer.quantities.phrases import bare_words, is_small_word_before, phrase_at, phrase_before
from summarizer.quantities.units import (
    MULTIPLE,
    SECONDS,
    Unit,
    UnitMatch,
    dual_unit,
    times_after,
    unit_after,
    unit_before,
)
from summarizer.quantities.words import Role, divide
from summarizer.records import Language, QuantityKind
from summarizer.text.characters import ARABIC_COMMA


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit in tokens ``[start, end)``; the first `lead` characters of token `start` stay outside.

    `scale` is the value of the scale word that the number ends in, 1 without one.
    """

    start: int
    end: int
    value: Decimal
    unit: Unit | None
    form: Form = Form.CARDINAL
    scale: Decimal = Decimal(1)
    lead: int = 0


_MONTHS = Decimal(12)  # in a year, where no smaller unit forces days


def read_amount(line: Line, start: int) -> Amount | None:
    """The longest amount at token `start`, parts of a compound added up."""
    amount = _simple_amount(line, start) or _bare_unit(line, start)
    while amount is not None:
        longer = _compound(line, amount)
        if longer is None:
            return amount
        amount = longer
    return None


def _simple_amount(line: Line, start: int) -> Amount | None:
    """One number with one unit, or one word that is both."""
    dual = dual_unit(line, start)
    if dual is not None:
        match, front = dual
        return Amount(start, match.end, 2 * match.unit.factor, match.unit, lead=front)
    multiple = _multiple_word(line, start)
    if multiple is not None:
        return multiple
    prefix = unit_before(line, start + 1) or unit_before(line, start + 2) if line.text(start) else None
    if prefix is not None and prefix.start == start:
        number = read_number(line, prefix.end)
        return _measured(line, number, prefix) if number else None
    number = read_number(line, start)
    if number is None:
        return None
    return _measured(line, _slash_as_point(line, number), None)


def _measured(line: Line, number: Number, prefix: UnitMatch | None) -> Amount:
    after = None if prefix else times_after(line, number.end) or _unit_at(line, number)
    unit = prefix.unit if prefix else after.unit if after else None
    start, end = prefix.start if prefix else number.start, after.end if after else number.end
    front = lead(line, number.start) if not prefix else 0
    value = number.value * (unit.factor if unit else 1)
    return Amount(start, end, value, unit, number.form, number.scale, front)


def _unit_at(line: Line, number: Number) -> UnitMatch | None:
    is_people = line.says(number.end, "piece") and line.says(number.end + 1, "from")  # ۱۲ تن از مدیران: not tons
    return None if is_people or number.form is Form.ORDINAL else unit_after(line, number.end)


def lead(line: Line, start: int) -> int:
    """How many characters of joined small words stay outside; the article belongs to the number word."""
    word = line.word(start)
    if word is None or not word.lead:
        return 0
    article = load(Language.ARABIC, "clitics")["plain"][0]
    front = line.text(start)[: word.lead]
    return word.lead - len(article) if word.definite and front.endswith(article) else word.lead


def _slash_as_point(line: Line, number: Number) -> Number:
    """Persian newspapers write the decimal sign as a slash: ``۱۲/۵ درصد`` is 12.5."""
    is_slashed = number.form is Form.FRACTION and number.end == number.start + 3 and line.text(number.start + 1) == "/"
    scaled = number.scale > 1 and line.text(number.start + 1) == "/"
    if line.language is not Language.PERSIAN or not (is_slashed or scaled):
        return number
    if not scaled and unit_after(line, number.end) is None and times_after(line, number.end) is None:
        return number
    value = Decimal(f"{line.text(number.start)}.{line.text(number.start + 2)}")
    return replace(number, value=value * number.scale, form=Form.CARDINAL)


def _multiple_word(line: Line, start: int) -> Amount | None:
    """A word that is a multiple by itself: ``ضعفي``, ``دوچندان``; ``ضعف`` only where it cannot be weakness."""
    if phrase_at(line, start, "multiples", "two"):
        return Amount(start, start + 1, Decimal(2), MULTIPLE)
    times = _times_and_part(line, start)
    if times is not None:
        return times
    text = line.text(start)
    for single in load(line.language, "multiples").get("single", ()):
        if single not in bare_words(line.language, text):
            continue
        front, article = text.removesuffix(single), load(line.language, "clitics")["plain"][0]
        is_object = front in load(line.language, "clitics")["plain"]
        company = phrase_before(line, start, "multiples", "before") or phrase_at(line, start + 1, "multiples", "after")
        if company or is_object:
            return Amount(start, start + 1, Decimal(2), MULTIPLE, lead=len(front.removesuffix(article)))
    return None


def _times_and_part(line: Line, start: int) -> Amount | None:
    """``مرة ونصف``, ``مرتين ونصف المرة``: one or two times and a part of one."""
    times = phrase_at(line, start, "multiples", "one") or phrase_at(line, start, "multiples", "pair")
    joined = line.after_and(times[1]) if times else None
    fraction = read_fraction(line, joined) if joined is not None else None
    if times is None or fraction is None or fraction.value >= 1:
        return None
    once = load(line.language, "multiples")["one"]
    repeated = any(word in once for word in bare_words(line.language, line.text(fraction.end)))
    value = (1 if times[0] == "one" else 2) + fraction.value
    return Amount(start, fraction.end + repeated, value, MULTIPLE)


def with_point(line: Line, amount: Amount) -> Amount:
    """A Persian amount such as ``۳/۵`` without a unit of its own, as the decimal that a unit further on makes of it."""
    is_slashed = amount.form is Form.FRACTION and amount.end == amount.start + 3 and line.text(amount.start + 1) == "/"
    if line.language is not Language.PERSIAN or not is_slashed:
        return amount
    value = Decimal(f"{line.text(amount.start)}.{line.text(amount.start + 2)}")
    return replace(amount, value=value, form=Form.CARDINAL)


def _bare_unit(line: Line, start: int) -> Amount | None:
    """One of a unit in its word: with "one" after it, after "for", or with a part joined (``ساعة و54 دقيقة``)."""
    match = unit_after(line, start)
    is_definite = line.language is Language.ARABIC and line.text(start).startswith(
        load(line.language, "clitics")["plain"][0]
    )
    if match is None or match.unit.kind is QuantityKind.PERCENTAGE or is_definite:
        return None
    one = Amount(start, match.end, match.unit.factor, match.unit)
    if line.language is Language.ARABIC and line.value(match.end, Role.CARDINAL) == 1:
        return replace(one, end=match.end + 1)
    for_a_while = match.unit.kind is QuantityKind.DURATION and is_small_word_before(line, start, "for")
    return one if for_a_while or _compound(line, one) else None


def _compound(line: Line, amount: Amount) -> Amount | None:
    """`amount` with a joined part added: a fraction of its unit, or an amount of a smaller unit of the same kind."""
    unit = amount.unit
    if unit is None or unit.kind in (QuantityKind.PERCENTAGE, QuantityKind.MULTIPLE):
        return None
    conjunction = load(line.language, "number_words")["and"][0]
    start = amount.end + line.says(amount.end, "and")
    if start == amount.end and not line.text(start).startswith(conjunction):
        if line.text(start) != ARABIC_COMMA or unit.kind is not QuantityKind.DURATION:
            return None
        start += 1
    elif start < len(line.tokens):
        with_fraction = _unit_and_fraction(line, amount, start)
        if with_fraction is not None:
            return with_fraction
    part = (_joined_unit(line, start) or _simple_amount(line, start)) if start < len(line.tokens) else None
    return _sum(amount, part) if part else None


def _unit_and_fraction(line: Line, amount: Amount, start: int) -> Amount | None:
    """``ساعة ونصف``, ``3 سنوات ونصف السنة``; not where the fraction is of something else."""
    fraction = read_fraction(line, start)
    if fraction is None or fraction.value >= 1 or amount.unit is None:
        return None
    repeated = unit_after(line, fraction.end)
    if repeated is not None and repeated.unit != amount.unit:
        return None
    value = amount.value + fraction.value * amount.unit.factor * amount.scale
    return replace(amount, end=repeated.end if repeated else fraction.end, value=value)


def _joined_unit(line: Line, start: int) -> Amount | None:
    """``وأسبوع``, ``و دقيقة``: one of a unit, joined to a larger one."""
    conjunction = load(line.language, "number_words")["and"][0]
    text = line.text(start)
    apart = unit_after(line, start)
    match = apart or unit_after(replace_text(line, start, text.removeprefix(conjunction)), start)
    if match is None:
        return None
    return Amount(start, match.end, match.unit.factor, match.unit, lead=0 if apart else len(conjunction))


def replace_text(line: Line, index: int, text: str) -> Line:
    """`line` with another text in token `index`."""
    token = replace(line.tokens[index], text=text)
    return replace(line, tokens=(*line.tokens[:index], token, *line.tokens[index + 1 :]))


def _sum(larger: Amount, smaller: Amount) -> Amount | None:
    if larger.unit is None or smaller.unit is None or larger.unit.kind is not smaller.unit.kind:
        return None
    if larger.unit.kind is QuantityKind.MONEY:
        is_part = larger.unit.name in (None, smaller.unit.name) and smaller.unit.factor < larger.unit.factor
        unit = replace(larger.unit, name=smaller.unit.name)
        return replace(larger, end=smaller.end, value=larger.value + smaller.value, unit=unit) if is_part else None
    high, low = str(larger.unit.name), str(smaller.unit.name)
    if high not in SECONDS or low not in SECONDS or SECONDS[low] >= SECONDS[high]:
        return None
    ratio = _MONTHS if (high, low) == ("year", "month") else divide(Decimal(SECONDS[high]), Decimal(SECONDS[low]))
    return replace(larger, end=smaller.end, value=larger.value * ratio + smaller.value, unit=smaller.unit)
