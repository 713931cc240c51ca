"""What stands around a number and changes what it says: "about", "more than", "rose by"."""

from typing import Final

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.phrases import is_small_word_before, phrase_at, phrase_before
from summarizer.quantities.tokens import TokenKind
from summarizer.quantities.units import dual_unit
from summarizer.records import Change, Language, Qualifier, QuantityKind
from summarizer.text.characters import FARSI_YEH

_FILLERS: Final = 3  # small words that may stand between a qualifier and its number
_SPLIT_REACH: Final = 7  # tokens over which a verb of bounding reaches its number ("did not exceed … 5%")
_AFTER_REACH: Final = 3  # tokens that may stand between a number and the qualifier after it
_REACH: Final = {  # tokens in which a noun and a verb of change govern a number after them directly …
    QuantityKind.PERCENTAGE: (8, 8),
    QuantityKind.MULTIPLE: (8, 8),
    QuantityKind.MONEY: (2, 10),
    QuantityKind.QUANTITY: (2, 10),
}
_REACH_OTHER: Final = (1, 1)
_REACH_NEAR: Final = 14  # … over a word that may say "by" …
_REACH_BY: Final = 30  # … over one that does, however many clauses lie between …
_REACH_BEFORE_ADJECTIVE: Final = 4  # … before an adjective (افزایش قیمت ۲۰ درصدی) …
_REACH_AFTER: Final = 6  # … and from behind it
_LENGTHS: Final = frozenset({"millimeter", "centimeter", "meter", "kilometer", "inch", "foot"})
_STOPS: Final = frozenset({".", ";", "\N{ARABIC SEMICOLON}", "!", "\N{ARABIC QUESTION MARK}", "?"})
_PAUSES: Final = frozenset({"\N{ARABIC COMMA}", ",", ":", "(", ")"})


def qualifier(line: Line, start: int, end: int) -> tuple[Qualifier, int] | None:
    """The qualifier of the number in tokens ``[start, end)``, and the first token of both together."""
    direct = _direct_qualifier(line, start)
    if direct is not None:
        return direct
    split = _split_qualifier(line, start)
    if split is not None:
        return split
    after = _qualifier_after(line, start, end)
    return (after, start) if after else None


def _direct_qualifier(line: Line, start: int) -> tuple[Qualifier, int] | None:
    """A qualifier right before the number, small words between."""
    index = start
    for _ in range(_FILLERS + 1):
        found = phrase_before(line, index, "qualifiers")
        if found:
            return Qualifier(found[0]), found[1]
        if not _is_filler(line, index - 1):
            return None
        index -= 1
    return None


def _split_qualifier(line: Line, start: int) -> tuple[Qualifier, int] | None:
    """A verb of bounding whose subject stands between it and the number: ``لا يقل عدد المتاجر عن 36 ألفا``."""
    if line.language is not Language.ARABIC:
        return None
    with_preposition = any(is_small_word_before(line, start, word) for word in ("off", "over"))
    index = start - with_preposition
    table = "qualifiers_split_by" if with_preposition else "qualifiers_split"
    for last in range(index, max(index - _SPLIT_REACH, 0), -1):
        if line.text(last - 1) in _STOPS | _PAUSES or line.is_digits(last - 1) or line.word(last - 1):
            return None
        found = phrase_before(line, last, table)
        if found:
            return Qualifier(found[0]), found[1] if with_preposition else start
    return None


def _qualifier_after(line: Line, start: int, end: int) -> Qualifier | None:
    """A qualifier behind the number: right there, or after the noun it counts."""
    for index in range(end, min(end + _AFTER_REACH + 1, len(line.tokens))):
        found = phrase_at(line, index, "qualifiers_after")
        if found and not (line.is_digits(found[1]) or line.word(found[1])):
            return Qualifier(found[0])
        if line.language is Language.PERSIAN and line.says(start - 1, "from"):
            bounded = phrase_at(line, index, "qualifiers_after_from")
            if bounded:
                return Qualifier(bounded[0])
        if line.tokens[index].kind is not TokenKind.WORD or line.word(index) or dual_unit(line, index):
            return None
    return None


def _is_filler(line: Line, index: int) -> bool:
    return bool(line.text(index)) and line.text(index) in load(line.language, "qualifier_fillers")["filler"]


def change(line: Line, begin: int, end: int, kind: QuantityKind, unit: str | None) -> Change | None:
    """The direction of the change whose size a number is, or None for a level.

    `begin` is the number's first token together with its qualifier's, `end` the token after it. A length of time is no
    change, and a measured length is one only where the text says "by" (``ارتفاع 40 سنتيمترا`` is a height).
    """
    if kind is QuantityKind.DURATION or is_level(line, begin):
        return None
    if line.language is Language.PERSIAN:
        return _persian_change(line, begin, end) or _change_after(line, end, kind)
    reach = (0, 0) if unit in _LENGTHS else _REACH.get(kind, _REACH_OTHER)
    return _arabic_change(line, begin, end, reach) or _change_after(line, end, kind)


def is_level(line: Line, begin: int) -> bool:
    """Whether a word such as "to" stands right before the number, small words between."""
    index = begin
    while index > 0:
        reached = phrase_before(line, index, "changes", "reached")
        if reached:
            reach = range(max(1, reached[1] - _FILLERS), reached[1] + 1)
            return not any(phrase_before(line, place, "changes", "by") for place in reach)
        if phrase_before(line, index, "changes", "level"):
            return True
        if not _is_filler(line, index - 1):
            return False
        index -= 1
    return False


def _direction(found: tuple[str, int] | None) -> Change | None:
    meanings = {"increase": Change.INCREASE, "increases": Change.INCREASE, "dearer": Change.INCREASE}
    meanings |= {"decrease": Change.DECREASE, "decreases": Change.DECREASE, "cheaper": Change.DECREASE}
    return meanings.get(found[0]) if found else None


def _persian_change(line: Line, begin: int, end: int) -> Change | None:
    """``رشد ۴۲ درصد``, ``افزایش قیمت ۲۰ درصدی``: right before the number, or a little further before an adjective."""
    reach = _REACH_BEFORE_ADJECTIVE if line.text(end - 1).endswith(FARSI_YEH) else 1
    for index in range(begin, max(begin - reach, 0), -1):
        direction = _direction(phrase_before(line, index, "changes"))
        if direction:
            return direction
        if line.tokens[index - 1].kind is not TokenKind.WORD or line.says(index - 1, "and"):
            return None
    return None


def _arabic_change(line: Line, begin: int, end: int, direct: tuple[int, int]) -> Change | None:
    """A word of change before the number: over "by" however far in the sentence, or near as `direct` allows it.

    `direct` holds the reach of a noun and of a verb, in tokens.
    """
    index, by = begin, _REACH_NEAR if phrase_at(line, begin, "changes", "by_near") else 0
    while index > max(0, begin - max(by, *direct, 1)):
        found = phrase_before(line, index, "changes")
        direction = _direction(found)
        if direction and found:
            if begin - index < max(by, direct[found[0] in ("increases", "decreases")]):
                return direction if by or not line.says(end, "from") else None
        elif found and found[0] == "level" and not by and (line.is_digits(index) or line.word(index)):
            return None
        elif found and found[0] in ("by", "by_near"):
            by = max(by, _REACH_BY if found[0] == "by" else _REACH_NEAR)
        if _closes(line, index - 1, by == _REACH_BY):
            return None
        index = found[1] if found else index - 1
    return None


def _closes(line: Line, index: int, over_clauses: bool) -> bool:
    """Whether token `index` ends the stretch that a word of change governs; "that is" carries it over a comma."""
    text = line.text(index)
    return text in _STOPS or (
        text in _PAUSES and not over_clauses and not phrase_at(line, index + 1, "changes", "that_is")
    )


def _change_after(line: Line, end: int, kind: QuantityKind) -> Change | None:
    """``37% زيادة``, ``۸ درصد افزایش یافت``, ``دو برابر شد``: the word of change soon after the number."""
    if phrase_at(line, end - 1, "multiples", "times") and phrase_at(line, end, "changes", "becomes"):
        return Change.INCREASE
    compares = phrase_at(line, end, "changes", "compared") is not None
    reach = _REACH_AFTER if compares else 2 if kind is QuantityKind.COUNT and line.language is Language.PERSIAN else 1
    for index in range(end, min(end + reach, len(line.tokens))):
        found = phrase_at(line, index, "changes")
        if found and found[0] == "more_after" and index == end:
            return Change.INCREASE
        if _direction(found) and not (kind is QuantityKind.COUNT and found and found[0] in ("dearer", "cheaper")):
            return _direction(found)
        if line.tokens[index].kind is not TokenKind.WORD or line.word(index):
            return None
    return None
