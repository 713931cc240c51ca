"""The number mentions of one line: each reader of the grammar tried in turn at each place."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from summarizer.lexicon import load
from summarizer.quantities.amounts import Amount, lead
from summarizer.quantities.cardinals import read_cardinal, scale_at
from summarizer.quantities.compounds import read_amount
from summarizer.quantities.dates import read_date
from summarizer.quantities.digits import dotted_thousands
from summarizer.quantities.identifiers import read_identifier
from summarizer.quantities.line import Line
from summarizer.quantities.measured import with_point
from summarizer.quantities.numbers import Form, read_number
from summarizer.quantities.phrases import bare_words, phrase_at
from summarizer.quantities.ranges import read_range, read_ratio
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import Unit, surfaces_by_first
from summarizer.quantities.words import article
from summarizer.records import Language, QuantityKind
from summarizer.text.characters import ARABIC_COMMA

_OPENING = ("minus", "of_each", "part_of", "between")  # the small number words that a mention may begin with
_LARGEST_SCALED = 1000  # a bare number below it shares the scale of the number it is strung to
_RATE_REACH = 6  # tokens between "price", "index" … and its number
_LONGEST_ALONE = 12  # tokens of a line that is nothing but a number with signs around it


@dataclass(frozen=True, slots=True)
class Mention:
    """A number mention in tokens ``[start, end)`` of a line; the first `lead` characters stay outside.

    `scale` is the value of the scale word that the number ends in, 1 without one.
    """

    start: int
    end: int
    kind: QuantityKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Unit | None = None
    lead: int = 0
    scale: Decimal = Decimal(1)


def read_line(line: Line) -> list[Mention]:
    """The number mentions of one line, left to right, each the longest at its place."""
    mentions: list[Mention] = []
    index, date_end = 0, -2
    while index < len(line.tokens):
        idiom = phrase_at(line, index, "idioms")
        mention = None if idiom else _mention(line, index, after_date=index - date_end <= 1)
        if mention is not None:
            mentions.append(mention)
            date_end = mention.end if mention.kind is QuantityKind.DATE else date_end
        index = idiom[1] if idiom else mention.end if mention else _after_vague(line, index)
    return _with_shared_units(line, mentions)


def _after_vague(line: Line, index: int) -> int:
    """The token after this one, past the scales of a vague plural ("tens of thousands", "some thousand")."""
    vague = line.says(index, "vague")
    some = read_cardinal(line, index + vague) if vague and not line.is_digits(index + vague) else None
    if some is not None:
        return some.end
    plural = (line.says(index + 1, "plural") or line.says(index + 1, "plural_of")) if line.word(index) else 0
    index += 1 + plural
    while plural and scale_at(line, index) is not None:
        index += 1
    return index


def _mention(line: Line, index: int, after_date: bool) -> Mention | None:
    if not _may_start(line, index):
        return None
    date = read_date(line, index, after_date)
    if date is not None:
        return Mention(index, date[0], QuantityKind.DATE, date[1])
    identifier = read_identifier(line, index)
    if identifier is not None:
        return Mention(index, identifier[0], QuantityKind.IDENTIFIER, identifier[1])
    ratio = read_ratio(line, index)
    if ratio is not None:
        return Mention(index, ratio.end, QuantityKind.RATIO, ratio.value, lead=lead(line, index))
    span = read_range(line, index)
    if span is not None:
        when = phrase_at(line, span.end, "dates", "month") or phrase_at(line, span.end, "dates", "clock_after")
        if when and span.high.unit is None:
            return Mention(index, span.end, QuantityKind.DATE)
        kind = _kind(line, span.high, span.end)
        low, high, unit, scale = span.low.value, span.high.value, span.high.unit, span.high.scale
        return Mention(index, span.end, kind, low=low, high=high, unit=unit, lead=span.lead, scale=scale)
    amount = read_amount(line, index)
    if amount is None or not _is_number(line, amount):
        return None
    if amount.form is Form.FRACTION and amount.unit is None and _is_period(line, amount):
        return None
    kind = _kind(line, amount, amount.end)
    value = _whole_count(line, amount) if kind is QuantityKind.COUNT else amount.value
    return Mention(index, amount.end, kind, value, unit=amount.unit, lead=amount.lead, scale=amount.scale)


def _whole_count(line: Line, amount: Amount) -> Decimal:
    """What is counted has no thousandths: ``12.500 طالب`` are 12500. Rates have; what is definite is not counted."""
    whole = dotted_thousands(line.text(amount.start)) if amount.end == amount.start + 1 else None
    if whole is None:
        return amount.value
    following = bare_words(line.language, line.text(amount.end))
    is_definite = line.language is Language.ARABIC and any(word.startswith(article()) for word in following)
    near = range(max(0, amount.start - _RATE_REACH), amount.start)
    is_rate = any(line.says(index, "rate") or line.says(index, "index") for index in near)
    return amount.value if is_definite or is_rate else whole


def _is_number(line: Line, amount: Amount) -> bool:
    """Whether an amount in one word without a unit is a number here, and not one of the other words it can be."""
    word = line.word(amount.start)
    if amount.unit is not None or word is None or amount.end > amount.start + 1 or amount.form is Form.ORDINAL:
        return True
    if _alone(line, amount):
        return True
    if line.says(amount.end, "plural") or line.says(amount.end, "plural_of"):
        return False
    if amount.form is Form.FRACTION:
        return not word.weak
    before_definite = line.language is Language.ARABIC and line.text(amount.end).startswith(article())
    if before_definite and not word.definite and (3 <= amount.value <= 10 or amount.value == 1000):
        return False  # ألف الباحث, ست البيت: what is counted is never definite after these
    if word.weak:
        return bool(line.says(amount.end, "piece"))
    return not word.homograph or _counts(line, amount, amount.end)


def _may_start(line: Line, index: int) -> bool:
    """Whether a mention can begin at token `index`: a look that spares most words the grammar."""
    token = line.tokens[index]
    if token.kind is TokenKind.WORD:
        return line.words[index] is not None or _opens(line.language, token.text)
    return token.kind in (TokenKind.DIGITS, TokenKind.CODE) or token.text in ("-", "+", "%", "$", "€", "£", "¥")


@lru_cache(maxsize=16384)
def _opens(language: Language, word: str) -> bool:
    return any(bare in _openers(language) for bare in bare_words(language, word))


@cache
def _openers(language: Language) -> frozenset[str]:
    """First words of what a mention may begin with beside a number: units, multiples, weekdays, "between" …"""
    groups = [load(language, "number_words").get(meaning, ()) for meaning in _OPENING]
    groups += [*load(language, "multiples").values(), load(language, "dates")["weekday"]]
    groups += load(language, "dual_units").values() if language is Language.ARABIC else ()
    surfaces = [surface for group in groups for surface in group]
    return frozenset(surface.split()[0] for surface in surfaces) | frozenset(surfaces_by_first(language))


def _alone(line: Line, amount: Amount) -> bool:
    """Whether the line holds nothing but signs beside the amount."""
    if len(line.tokens) > _LONGEST_ALONE:
        return False
    others = (*line.tokens[: amount.start], *line.tokens[amount.end :])
    return not any(token.kind in (TokenKind.WORD, TokenKind.DIGITS) for token in others)


def _is_period(line: Line, amount: Amount) -> bool:
    """Whether "the first half" or "the last quarter" is meant: a period, not a share."""
    number, word = read_number(line, amount.end), line.word(amount.start)
    if number is not None and number.form is Form.ORDINAL:
        return True
    if word is None or not (word.definite or word.owned) or phrase_at(line, amount.end, "windows", "remaining"):
        return False
    after = phrase_at(line, amount.end, "windows", "after") is not None
    return line.language is Language.ARABIC and (after or line.text(amount.end).startswith(article()))


def _kind(line: Line, amount: Amount, end: int) -> QuantityKind:
    if amount.unit is not None:
        return amount.unit.kind
    if amount.form is Form.FRACTION:
        return QuantityKind.FRACTION
    if amount.form is Form.ORDINAL:
        return QuantityKind.ORDINAL
    return QuantityKind.COUNT if _counts(line, amount, end) else QuantityKind.NUMBER


def _counts(line: Line, amount: Amount, end: int) -> bool:
    """Whether a noun that is counted follows: a word of its own, or after a scale "of" and a word."""
    if line.says(end, "from") and amount.scale > 1:
        end += 1
    if line.language is Language.PERSIAN and line.says(end, "to"):
        end += 1  # the counter "تا", spoken between a number and its noun
    is_word = end < len(line.tokens) and line.tokens[end].kind is TokenKind.WORD and not line.text(end).isascii()
    return is_word and line.word(end) is None and line.text(end) not in _not_counted(line.language)


@cache
def _not_counted(language: Language) -> frozenset[str]:
    return frozenset(load(language, "not_counted")["word"])


def _with_shared_units(line: Line, mentions: list[Mention]) -> list[Mention]:
    """`mentions`, each bare number with the scale and unit that end what it is strung to.

    That is a list (``2.4 و 2.8 درصد``), a choice (``5 أو 6 ملايين``) or a movement (``من 2 إلى 5 ملايين``).
    """
    shared: list[Mention] = []
    for mention in reversed(mentions):
        following = shared[-1] if shared else None
        if following is not None and following.start == _next_item(line, mention):
            mention = _with_share(line, _with_point(line, mention, following), following)
        shared.append(mention)
    return shared[::-1]


def _with_share(line: Line, mention: Mention, following: Mention) -> Mention:
    """A bare `mention` with the scale and unit of the one that it is strung to."""
    if mention.kind is not QuantityKind.NUMBER or mention.value is None or not line.is_digits(mention.end - 1):
        return mention
    value = mention.value * (following.unit.factor if following.unit else 1)
    if mention.scale == 1 and following.scale > 1 and abs(mention.value) < _LARGEST_SCALED:
        value *= following.scale
    elif following.unit is None:
        return mention
    return replace(mention, kind=following.kind, unit=following.unit, value=value)


def _with_point(line: Line, mention: Mention, following: Mention) -> Mention:
    """``۳۲/۱`` before ``و ۱۸/۱ درصد`` as the decimal that the shared unit makes of it."""
    if mention.kind is not QuantityKind.FRACTION or mention.value is None or not following.unit:
        return mention
    amount = with_point(line, Amount(mention.start, mention.end, mention.value, None, Form.FRACTION))
    return mention if amount.form is Form.FRACTION else replace(mention, kind=QuantityKind.NUMBER, value=amount.value)


def _next_item(line: Line, mention: Mention) -> int | None:
    """Where what `mention` is strung to stands: behind "and", "or", a comma, or the "to" of "from A to B"."""
    end = mention.end
    to = (line.says(end, "level_to") or line.says(end, "to")) if line.says(mention.start - 1, "from") else 0
    if to:
        end += to
    elif line.text(end) == ARABIC_COMMA or line.says(end, "or"):
        end += 1
    else:
        joined = line.after_and(end)
        if joined is None or joined == end:
            return None
        end = joined
    return end if end < len(line.tokens) else None
