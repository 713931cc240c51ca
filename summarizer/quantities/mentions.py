"""The number mentions of one line: each reader of the grammar tried in turn at each place."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from summarizer.lexicon import load
from summarizer.quantities.cardinals import scale_at
from summarizer.quantities.dates import read_date
from summarizer.quantities.identifiers import read_identifier
from summarizer.quantities.line import Line
from summarizer.quantities.measured import Amount, lead, read_amount, with_point
from summarizer.quantities.numbers import Form, read_number
from summarizer.quantities.phrases import bare_words, phrase_at
from summarizer.quantities.ranges import read_range, read_ratio
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import Unit, surfaces_by_first
from summarizer.records import Language, QuantityKind
from summarizer.text.characters import ARABIC_COMMA

_LONGEST_ALONE = 12  # tokens of a line that is nothing but a number with signs around it


@dataclass(frozen=True, slots=True)
class Mention:
    """A number mention in tokens ``[start, end)`` of a line; the first `lead` characters stay outside."""

    start: int
    end: int
    kind: QuantityKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Unit | None = None
    lead: int = 0


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
    """The token after this one, past the scales of a vague plural ("tens of thousands")."""
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
        return Mention(
            index, span.end, kind, low=span.low.value, high=span.high.value, unit=span.high.unit, lead=span.lead
        )
    amount = read_amount(line, index)
    if amount is None or not _is_number(line, amount):
        return None
    if amount.form is Form.FRACTION and amount.unit is None and _is_period(line, amount):
        return None
    return Mention(index, amount.end, _kind(line, amount, amount.end), amount.value, unit=amount.unit, lead=amount.lead)


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
    before_definite = line.language is Language.ARABIC and line.text(amount.end).startswith(_article())
    if before_definite and not word.definite and (3 <= amount.value <= 10 or amount.value == 1000):
        return False  # ألف الباحث, ست البيت: what is counted is never definite after these
    if word.weak:
        return bool(line.says(amount.end, "piece"))
    return not word.homograph or _counts(line, amount, amount.end)


def _article() -> str:
    return load(Language.ARABIC, "clitics")["plain"][0]


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
    tables = ["number_words", "multiples"] + (["dual_units"] if language is Language.ARABIC else [])
    surfaces = [surface for table in tables for group in load(language, table).values() for surface in group]
    surfaces += load(language, "dates")["weekday"]
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
    return line.language is Language.ARABIC and (after or line.text(amount.end).startswith(_article()))


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
    """`mentions`, each bare number with the unit that ends the list it stands in (``2.4 و 2.8 درصد``)."""
    shared: list[Mention] = []
    for mention in reversed(mentions):
        following = shared[-1] if shared else None
        mention = _with_point(line, mention, following)
        is_bare = mention.kind is QuantityKind.NUMBER and mention.value is not None and line.is_digits(mention.end - 1)
        is_strung = following is not None and following.start == _next_item(line, mention.end)
        if is_bare and is_strung and following and following.unit and mention.value is not None:
            value = mention.value * following.unit.factor
            mention = replace(mention, kind=following.kind, unit=following.unit, value=value)
        shared.append(mention)
    return shared[::-1]


def _with_point(line: Line, mention: Mention, following: Mention | None) -> Mention:
    """``۳۲/۱`` before ``و ۱۸/۱ درصد`` as the decimal that the shared unit makes of it."""
    strung = following is not None and following.unit and following.start == _next_item(line, mention.end)
    if mention.kind is not QuantityKind.FRACTION or mention.value is None or not strung:
        return mention
    amount = with_point(line, Amount(mention.start, mention.end, mention.value, None, Form.FRACTION))
    return mention if amount.form is Form.FRACTION else replace(mention, kind=QuantityKind.NUMBER, value=amount.value)


def _next_item(line: Line, end: int) -> int | None:
    """Where the next item of a list stands, behind "and", "or" or a comma."""
    if line.text(end) == ARABIC_COMMA or line.says(end, "or"):
        end += 1
    else:
        joined = line.after_and(end)
        if joined is None or joined == end:
            return None
        end = joined
    return end if end < len(line.tokens) else None
