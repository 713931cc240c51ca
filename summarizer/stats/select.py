"""Which number mentions are statistics, by what stands beside them."""

from collections.abc import Sequence
from typing import Final

from summarizer.lexicon import load
from summarizer.quantities.context import is_level
from summarizer.quantities.find import Found
from summarizer.quantities.line import Line
from summarizer.quantities.phrases import bare_words, is_small_word_before, phrase_at, phrase_before
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.words import Role
from summarizer.records import Language, QuantityKind

_NEVER: Final = frozenset({QuantityKind.ORDINAL, QuantityKind.DATE, QuantityKind.IDENTIFIER})
_COUNTS: Final = frozenset({QuantityKind.COUNT, QuantityKind.NUMBER})
_SHARES: Final = frozenset({QuantityKind.PERCENTAGE, QuantityKind.RATIO, QuantityKind.FRACTION})
_LISTED_AT_MOST: Final = 31  # "31 tips"; more of anything is a finding
_RANKED_AT_MOST: Final = 1000  # "the 500 largest companies"
_AGES: Final = range(6, 100)  # years
_NEAR: Final = 4  # tokens
_PAUSES: Final = frozenset({".", ",", ":", ";", "\N{ARABIC COMMA}", "\N{ARABIC SEMICOLON}", "(", ")", "!", "?"})
_SHORT: Final = frozenset({"second", "minute", "hour"})


def can_be_statistic(found: Found) -> bool:
    """Whether a mention is of a kind that can be a statistic at all."""
    return found.quantity.kind not in _NEVER


def selected(mentions: Sequence[Found]) -> list[Found]:
    """The mentions that the rules take for statistics; a share keeps counts after it in its clause from being one."""
    kept: list[Found] = []
    share: Found | None = None
    for found in mentions:
        if share is not None and (
            share.line is not found.line or ends_clause(found.line, share.mention.end, found.mention.start)
        ):
            share = None
        if is_statistic(found, share is not None):
            kept.append(found)
        if governs(found):
            share = found
    return kept


def is_statistic(found: Found, shares_before: bool) -> bool:
    """Whether a mention is a statistic; `shares_before` says that a share governs it earlier in its clause."""
    quantity, line, mention = found.quantity, found.line, found.mention
    if quantity.kind in _NEVER or _is_per(line, mention.start) or _is_condition(found):
        return False
    if quantity.kind is QuantityKind.DURATION:
        return not (_is_age(found) or _is_window(found) or _is_one(found) or shares_before)
    if quantity.kind in _COUNTS:
        named = (
            _is_listed(found)
            or _is_ranked(found)
            or _is_small_word(found)
            or _is_definite_word(found)
            or _is_bare(found)
        )
        return not (named or shares_before)
    return True


def governs(found: Found) -> bool:
    """Whether the numbers after a share, in its clause, belong to what the share says ("35% own 3 phones or more")."""
    quantity, line, end = found.quantity, found.line, found.mention.end
    return quantity.kind in _SHARES and bool(line.says(end, "from"))


def ends_clause(line: Line, start: int, end: int) -> bool:
    """Whether a pause stands among tokens ``[start, end)``."""
    return any(token.kind is TokenKind.SIGN and token.text in _PAUSES for token in line.tokens[start:end])


def _is_per(line: Line, start: int) -> bool:
    """ "every 10 minutes", "per 100 kilometres": what something is measured against."""
    return phrase_before(line, start, "windows", "per") is not None


def _is_condition(found: Found) -> bool:
    """ "flats under 80 meters", "those whose area is less than": a number that picks out what is spoken of."""
    line, start = found.line, found.mention.start
    if phrase_before(line, start, "windows", "describing") and not is_level(line, start - 1):
        return True
    if found.quantity.qualifier is None or found.quantity.kind in _SHARES:
        return False
    begin = found.begin
    if line.language is Language.PERSIAN:
        return begin < start and bool(line.says(begin - 1, "plural_of"))
    split = phrase_at(line, begin, "qualifiers_split_by")
    return split is not None and is_small_word_before(line, begin, "which")


def _is_window(found: Found) -> bool:
    """ "over the last 10 years", "3 سنوات مضت": when something holds. "in 3 hours" and less is how long it takes."""
    line, end = found.line, found.mention.end
    if phrase_at(line, end, "windows", "after"):
        return True
    is_short = found.quantity.unit in _SHORT and phrase_before(line, found.begin, "windows", "within") is not None
    moves = line.says(end, "level_to") and (line.is_digits(end + 1) or line.word(end + 1) is not None)
    return not (is_short or moves) and _opens_window(found)


def _opens_window(found: Found) -> bool:
    return any(phrase_before(found.line, found.begin, "windows", meaning) for meaning in ("before", "within"))


def _is_age(found: Found) -> bool:
    """A length that tells how old somebody or how long a period is, or a range of years as wide as age groups are."""
    quantity, line, mention = found.quantity, found.line, found.mention
    if quantity.unit not in ("year", "month"):
        return False
    ages = load(line.language, "windows")["age"]
    near = (*range(max(0, mention.start - _NEAR), mention.start), *range(mention.end - 1, mention.end + 2))
    if any(word in ages for index in near for word in bare_words(line.language, line.text(index))):
        return True
    return quantity.unit == "year" and quantity.low is not None and int(quantity.low) in _AGES


def _is_one(found: Found) -> bool:
    return found.quantity.value == 1 and not found.line.is_digits(found.mention.start)


def _is_listed(found: Found) -> bool:
    """ "7 tips", "three ways": how many things the text is going to list."""
    value, line = found.quantity.value, found.line
    listed = load(line.language, "windows")["listed"]
    return value is not None and value <= _LISTED_AT_MOST and line.text(found.mention.end) in listed


def _is_ranked(found: Found) -> bool:
    """ "the best 10 companies", "the 10 top brands": the length of a ranking."""
    value, line = found.quantity.value, found.line
    if value is None or value > _RANKED_AT_MOST:
        return False
    if line.language is Language.ARABIC:
        return phrase_before(line, found.mention.start, "windows", "ranked") is not None
    return phrase_at(line, found.mention.end + 1, "windows", "ranked") is not None


def _is_bare(found: Found) -> bool:
    """A number that counts nothing and stands for no level: the name of a model, a page, a note."""
    quantity, line, mention = found.quantity, found.line, found.mention
    if quantity.kind is not QuantityKind.NUMBER or quantity.qualifier or quantity.change:
        return False
    large = quantity.low is not None or (quantity.value is not None and mention.end > mention.start + 1)
    return not (large or is_level(line, mention.start))


def _is_small_word(found: Found) -> bool:
    """ "one" and "two" in words without a qualifier: an article, a pair, a manner of speaking."""
    quantity, line = found.quantity, found.line
    in_words = not line.is_digits(found.mention.start)
    return quantity.value in (0, 1, 2) and in_words and quantity.qualifier is None and quantity.change is None


def _is_definite_word(found: Found) -> bool:
    """ "the three months": a number word after its definite noun points back to what is known."""
    word = found.line.word(found.mention.start)
    return (
        word is not None
        and word.definite
        and Role.CARDINAL in word.roles
        and found.mention.end == found.mention.start + 1
    )
