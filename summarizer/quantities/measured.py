"""A number with its unit as one amount: ``%37``, ``1.49 مليار دولار``, ``ساعة و54 دقيقة``, ``ثلاثة أضعاف``."""

from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.digits import dotted_thousands
from summarizer.quantities.line import Line
from summarizer.quantities.numbers import Form, Number, read_fraction, read_number
from summarizer.quantities.phrases import bare_words, is_small_word_before, phrase_at, phrase_before
from summarizer.quantities.units import (
    DECADE,
    MULTIPLE,
    SECONDS,
    Unit,
    UnitMatch,
    compares,
    dual_unit,
    times_after,
    unit_after,
    unit_before,
)
from summarizer.quantities.words import Role, article, conjunction, divide
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
_WITHOUT_DECIMALS = frozenset({"IRT", "IRR"})  # so little worth that a dot in their amounts sets thousands apart
_TIME_REACH = 4  # tokens between a word of time and the decades that it shows


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
    if dual is not None and _is_time(line, start, dual[0]):
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
    return _measured(line, _slashed_number(line, number), None)


def _measured(line: Line, number: Number, prefix: UnitMatch | None) -> Amount:
    after = None if prefix else times_after(line, number.end) or _unit_at(line, number)
    unit = prefix.unit if prefix else after.unit if after else None
    start, end = prefix.start if prefix else number.start, after.end if after else number.end
    front = lead(line, number.start) if not prefix else 0
    value = number.value
    if unit and unit.name in _WITHOUT_DECIMALS and number.end == number.start + 1:
        value = dotted_thousands(line.text(number.start)) or value
    return Amount(start, end, value * (unit.factor if unit else 1), unit, number.form, number.scale, front)


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


def lead(line: Line, start: int) -> int:
    """How many characters of joined small words stay outside; the article belongs to the number word."""
    word = line.word(start)
    if word is None or not word.lead:
        return 0
    front = line.text(start)[: word.lead]
    return word.lead - len(article()) if word.definite and front.endswith(article()) else word.lead


def _slashed_number(line: Line, number: Number) -> Number:
    """Persian newspapers write the decimal sign as a slash: ``۱۲/۵ درصد`` is 12.5, ``۱۸/۵`` no fraction of anything.

    Before a currency without decimals the slash sets thousands apart: ``۱۲/۵۰۰ تومان``.
    """
    if line.language is not Language.PERSIAN or line.text(number.start + 1) != "/" or number.start + 1 >= number.end:
        return number
    whole, decimals = line.text(number.start), line.text(number.start + 2)
    unit = unit_after(line, number.end)
    is_part = number.scale == 1 and int(whole) < int(decimals) and whole != "0" and not decimals.startswith("0")
    if is_part and unit is None and times_after(line, number.end) is None:
        return number
    value = Decimal(f"{whole}.{decimals}")
    if number.scale == 1 and unit and unit.unit.name in _WITHOUT_DECIMALS:
        value = dotted_thousands(f"{whole}.{decimals}") or value
    return replace(number, value=value * number.scale, form=Form.CARDINAL)


def _multiple_word(line: Line, start: int) -> Amount | None:
    """A word that is a multiple by itself: ``ضعفي``, ``دوچندان``; ``ضعف`` only where it cannot be weakness."""
    if phrase_at(line, start, "multiples", "two"):
        return Amount(start, start + 1, Decimal(2), MULTIPLE)
    times = _times_and_part(line, start) or _twice(line, start)
    if times is not None:
        return times
    text = line.text(start)
    for single in load(line.language, "multiples").get("single", ()):
        if single not in bare_words(line.language, text):
            continue
        front = text.removesuffix(single)
        is_object = front in load(line.language, "clitics")["plain"]
        company = phrase_before(line, start, "multiples", "before") or phrase_at(line, start + 1, "multiples", "after")
        if company or is_object:
            return Amount(start, start + 1, Decimal(2), MULTIPLE, lead=len(front.removesuffix(article())))
    return None


def _twice(line: Line, start: int) -> Amount | None:
    """``تضاعف مرتين``, ``أكثر بمرتين``; not "visited twice"."""
    text = line.text(start)
    for pair in load(line.language, "multiples").get("pair", ()):
        front = text.removesuffix(pair)
        if front == text or pair not in bare_words(line.language, text):
            continue
        is_more = front and phrase_before(line, start, "multiples", "compared")
        if is_more or compares(line, start, start + 1):
            return Amount(start, start + 1, Decimal(2), MULTIPLE, lead=len(front))
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
    if unit is None or unit.kind in (QuantityKind.PERCENTAGE, QuantityKind.MULTIPLE):
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
