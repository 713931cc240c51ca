"""Numbers of every form: whole, with a fraction or decimals in words, fractions, negatives and ranks."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from summarizer.lexicon import load
from summarizer.quantities.cardinals import Cardinal, read_cardinal, scale_at
from summarizer.quantities.digits import read_digits
from summarizer.quantities.line import Line
from summarizer.quantities.tokens import is_vulgar_fraction
from summarizer.quantities.units import unit_after
from summarizer.quantities.words import Role, article, divide, step
from summarizer.records import Language


class Form(Enum):
    """The form in which a number is written."""

    CARDINAL = auto()
    FRACTION = auto()
    ORDINAL = auto()


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens ``[start, end)``; `scale` is its last scale word's value, 1 without one."""

    value: Decimal
    start: int
    end: int
    form: Form = Form.CARDINAL
    scale: Decimal = Decimal(1)
    in_words: bool = False


_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)
_LARGEST_DENOMINATOR = Decimal(1000)  # beyond it a rank is meant (هجده میلیاردم)


def read_number(line: Line, start: int) -> Number | None:
    """The longest number at token `start`, or None."""
    skip = _minus(line, start)
    number = _unsigned(line, start + skip)
    if number is None or not skip:
        return number
    return None if number.form is Form.ORDINAL else replace(number, value=-number.value, start=start)


def _minus(line: Line, start: int) -> int:
    """How many tokens say "minus" at `start`: a word, or a sign that touches the digits and nothing before it."""
    if line.text(start) == "-":
        alone = start == 0 or not line.tokens[start].glued
        return 1 if alone and line.is_digits(start + 1) and line.tokens[start + 1].glued else 0
    return line.says(start, "minus")


def _unsigned(line: Line, start: int) -> Number | None:
    fraction = read_fraction(line, start)
    if fraction is not None:
        return _with_scale(line, fraction)
    cardinal = read_cardinal(line, start)
    ordinal = _ordinal(line, start, cardinal)
    if ordinal is not None:
        return ordinal
    if cardinal is None:
        return None
    number = Number(cardinal.value, start, cardinal.end, Form.CARDINAL, cardinal.scale, cardinal.in_words)
    return _plus_fraction(line, _with_decimals(line, number))


def _with_scale(line: Line, number: Number) -> Number:
    """`number` times a scale word right after it (نصف مليون, دو و نیم میلیارد)."""
    scale = scale_at(line, number.end)
    if scale is None:
        return number
    return replace(number, value=number.value * scale, end=number.end + 1, form=Form.CARDINAL, scale=scale)


def _plus_fraction(line: Line, number: Number) -> Number:
    """`number` and a fraction joined to it: of one, or of the scale it ends in (ثلاثة ملايين ونصف)."""
    joined = line.after_and(number.end)
    if joined is None and _is_mixed_digits(line, number):
        joined = number.end
    fraction = read_fraction(line, joined) if joined is not None else None
    if fraction is None or fraction.value >= 1:
        return number
    whole = replace(number, value=number.value + fraction.value * number.scale, end=fraction.end)
    if number.scale == 1:
        return _with_scale(line, whole)
    return replace(whole, end=whole.end + 1) if scale_at(line, whole.end) == number.scale else whole


def _is_mixed_digits(line: Line, number: Number) -> bool:
    """Whether ``1 1/2`` or ``2½`` stands here."""
    return line.is_digits(number.end - 1) and (
        is_vulgar_fraction(line.text(number.end)) or _slashed(line, number.end) is not None
    )


def read_fraction(line: Line, start: int) -> Number | None:
    """A part of a whole in one word, in words (ثلاثة أرباع, سه چهارم), or in digits (3/4, ½)."""
    value = line.value(start, Role.FRACTION)
    if value is not None:
        return Number(value, start, start + 1, Form.FRACTION, in_words=True)
    if is_vulgar_fraction(line.text(start)):
        return Number(read_digits(line.text(start)) or _ZERO, start, start + 1, Form.FRACTION)
    slashed = _slashed(line, start)
    if slashed is not None:
        return Number(slashed, start, start + 3, Form.FRACTION)
    return _shared_fraction(line, start) or _counted_parts(line, start)


def _slashed(line: Line, start: int) -> Decimal | None:
    """``3/4``: two whole numbers around a slash that touches both."""
    if line.text(start + 1) != "/" or not (line.is_digits(start) and line.is_digits(start + 2)):
        return None
    if not (line.tokens[start + 1].glued and line.tokens[start + 2].glued) or line.text(start + 3) == "/":
        return None
    over, under = line.text(start), line.text(start + 2)
    return divide(Decimal(over), Decimal(under)) if over.isdecimal() and under.isdecimal() and int(under) else None


def _shared_fraction(line: Line, start: int) -> Number | None:
    """خمس, سبع, عشر before a definite noun are parts of it; elsewhere they are whole numbers."""
    value, word = line.value(start, Role.SHARED_FRACTION), line.word(start)
    following = line.text(start + 1)
    if value is None or word is None or word.definite or line.word(start + 1) or not following.startswith(article()):
        return None
    return Number(value, start, start + 1, Form.FRACTION, in_words=True)


def _counted_parts(line: Line, start: int) -> Number | None:
    count = read_cardinal(line, start)
    if count is None or count.value <= 0 or count.value != int(count.value):
        return None
    under = line.value(count.end, Role.DENOMINATOR)
    if under is None and line.language is Language.PERSIAN and line.after_and(count.end) is None:
        under = None if _is_rank_alone(line, count.end) else line.value(count.end, Role.ORDINAL)
    is_part = under is not None and (count.value < under or line.language is Language.ARABIC)
    if under is None or not is_part or under > _LARGEST_DENOMINATOR:
        return None
    return Number(divide(count.value, under), start, count.end + 1, Form.FRACTION, in_words=True)


def _is_rank_alone(line: Line, index: int) -> bool:
    """Whether a Persian rank ends so that it is no part of a whole (هزارمین)."""
    endings = load(line.language, "number_words")["ordinal_ending"]
    return any(len(ending) > 2 and line.text(index).endswith(ending) for ending in endings)


def _with_decimals(line: Line, number: Number) -> Number:
    """`number` with the decimals that a word for the point opens (خمسة فاصلة اثنان, یک ممیز صفر پنج)."""
    point = line.says(number.end, "point")
    if not point or number.value != int(number.value):
        return number
    start = number.end + point
    parts = _counted_parts(line, start)
    if parts is not None:
        return _with_scale(line, replace(number, value=number.value + parts.value, end=parts.end))
    digits, end = _spelled_digits(line, start)
    if not digits:
        cardinal = read_cardinal(line, start)
        if cardinal is None or cardinal.value != int(cardinal.value):
            return number
        return _decimal_of(number, cardinal)
    return _with_scale(line, replace(number, value=number.value + Decimal(f"0.{digits}"), end=end))


def _decimal_of(number: Number, decimals: Cardinal) -> Number:
    """Decimals read as one number; a scale that ends them belongs to the whole (أربعة فاصلة خمسة مليون)."""
    unscaled = decimals.value / decimals.scale
    if decimals.scale > 1 and unscaled == int(unscaled) and unscaled < 1000 and unscaled != decimals.scale:
        value = (number.value + Decimal(f"0.{int(unscaled)}")) * decimals.scale
        return replace(number, value=value, end=decimals.end, scale=decimals.scale)
    return replace(number, value=number.value + Decimal(f"0.{int(decimals.value)}"), end=decimals.end)


def _spelled_digits(line: Line, start: int) -> tuple[str, int]:
    """Decimals spelled digit by digit, two at least or a leading zero."""
    digits, index = "", start
    while True:
        value, word = line.value(index, Role.CARDINAL), line.word(index)
        if value is None or value >= _TEN or (word and word.joined):
            break
        digits += str(value)
        index += 1
    if line.after_and(index) is not None and digits and not digits.startswith("0"):
        return "", start  # "five point twenty-five" in units-first order
    return (digits, index) if len(digits) > 1 else ("", start)


def _ordinal(line: Line, start: int, cardinal: Cardinal | None) -> Number | None:
    """A rank in words or digits, where it is longer than `cardinal`, the plain number at the same place."""
    if line.language is Language.ARABIC:
        return _arabic_ordinal(line, start)
    value = line.value(start, Role.ORDINAL)
    if value is not None:
        return Number(value, start, start + 1, Form.ORDINAL, in_words=True)
    if cardinal is None:
        return None
    joined = line.after_and(cardinal.end)
    value = line.value(joined, Role.ORDINAL) if joined is not None else None
    if joined is not None and value is not None and value < step(cardinal.value):
        return Number(cardinal.value + value, start, joined + 1, Form.ORDINAL, in_words=cardinal.in_words)
    value = line.value(cardinal.end, Role.ORDINAL)
    if value is not None and (value > _LARGEST_DENOMINATOR or (value >= 1000 and _is_rank_alone(line, cardinal.end))):
        return Number(cardinal.value * value, start, cardinal.end + 1, Form.ORDINAL, in_words=cardinal.in_words)
    ending = line.says(cardinal.end, "ordinal_ending")
    if ending and (line.tokens[cardinal.end].glued or len(line.text(cardinal.end)) > 1):
        return Number(cardinal.value, start, cardinal.end + 1, Form.ORDINAL, in_words=cardinal.in_words)
    return None


def _arabic_ordinal(line: Line, start: int) -> Number | None:
    unit, word = line.value(start, Role.ORDINAL), line.word(start)
    if unit is None:
        return _definite_tens(line, start)
    value, end = unit, start + 1
    following, joined = line.word(end), line.after_and(end)
    if following and not following.joined and following.roles.get(Role.CARDINAL) == _TEN and unit < _TEN:
        value, end = unit + _TEN, end + 1
    elif joined is not None and word is not None:
        tens, tens_word = line.value(joined, Role.CARDINAL), line.word(joined)
        is_tens = tens is not None and 2 * _TEN <= tens < 100
        if is_tens and tens is not None and unit < _TEN and tens_word and tens_word.definite == word.definite:
            value, end = unit + tens, joined + 1
    return _after_base(line, Number(value, start, end, Form.ORDINAL, in_words=True))


def _after_base(line: Line, ordinal: Number) -> Number:
    """``الأول بعد المئة``: a rank counted on from a round number."""
    after = line.says(ordinal.end, "after")
    base = read_cardinal(line, ordinal.end + after) if after else None
    if base is None or not base.value >= 100 > ordinal.value:
        return ordinal
    return replace(ordinal, value=base.value + ordinal.value, end=base.end)


def _definite_tens(line: Line, start: int) -> Number | None:
    """القرن العشرين: a definite ten, alone or with its unit (الواحد والعشرون), is a rank."""
    word = line.word(start)
    if word is None or not word.definite or Role.CARDINAL not in word.roles:
        return None
    value, end = word.roles[Role.CARDINAL], start + 1
    joined = line.after_and(end)
    other = line.word(joined) if joined is not None else None
    tens = other.roles.get(Role.CARDINAL) if other and other.definite else None
    if joined is not None and tens is not None and value < _TEN and 2 * _TEN <= tens < 100:
        return _after_base(line, Number(value + tens, start, joined + 1, Form.ORDINAL, in_words=True))
    if not 2 * _TEN <= value < 100 or scale_at(line, end) is not None or unit_after(line, end) is not None:
        return None
    return _after_base(line, Number(value, start, end, Form.ORDINAL, in_words=True))
