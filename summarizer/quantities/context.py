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
_REACH: Final = {  # tokens in which a word of change governs a number after it directly …
    QuantityKind.PERCENTAGE: 8,
    QuantityKind.MULTIPLE: 8,
    QuantityKind.QUANTITY: 0,
}
_REACH_OTHER: Final = 3
_REACH_NEAR: Final = 14  # … over a word that may say "by" …
_REACH_BY: Final = 30  # … over one that does, however many clauses lie between …
_REACH_AFTER: Final = 4  # … and from behind it
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
        if line.text(last - 1) in _STOPS | _PAUSES:
            return None
        found = phrase_before(line, last, table)
        if found:
            return Qualifier(found[0]), found[1]
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


def change(line: Line, begin: int, start: int, end: int, kind: QuantityKind) -> Change | None:
    """The direction of the change whose size the number in tokens ``[start, end)`` is, or None for a level.

    `begin` is the number's first token together with its qualifier's. A length of time is no change, and a measure is
    one only where the text says "by" ("ارتفاع 40 سنتيمترا" is a height).
    """
    if kind is QuantityKind.DURATION or is_level(line, begin):
        return None
    if line.language is Language.PERSIAN:
        return _persian_change(line, begin, end) or _change_after(line, end)
    return _arabic_change(line, begin, end, _REACH.get(kind, _REACH_OTHER)) or _change_after(line, end)


def is_level(line: Line, begin: int) -> bool:
    """Whether a word such as "to" stands right before the number, small words between."""
    index = begin
    while index > 0:
        if phrase_before(line, index, "changes", "level"):
            return True
        if not _is_filler(line, index - 1):
            return False
        index -= 1
    return False


def _persian_change(line: Line, begin: int, end: int) -> Change | None:
    """``رشد ۴۲ درصد``, ``افزایش قیمت ۲۰ درصدی``: right before the number, or a little further before an adjective."""
    reach = _REACH_AFTER if line.text(end - 1).endswith(FARSI_YEH) else 1
    for index in range(begin, max(begin - reach, 0), -1):
        found = phrase_before(line, index, "changes")
        if found and found[0] in ("increase", "decrease"):
            return Change(found[0])
        if line.tokens[index - 1].kind is not TokenKind.WORD or line.says(index - 1, "and"):
            return None
    return None


def _arabic_change(line: Line, begin: int, end: int, direct: int) -> Change | None:
    """A word of change before the number: over "by" however far in the sentence, or at most `direct` tokens off."""
    index, reach = begin, _REACH_NEAR if phrase_at(line, begin, "changes", "by_near") else direct
    while index > max(0, begin - max(reach, 1)):
        found = phrase_before(line, index, "changes")
        if found and found[0] in ("increase", "decrease") and reach:
            return Change(found[0]) if reach > direct or not line.says(end, "from") else None
        if found and found[0] == "level" and reach == direct:
            return None
        if found and found[0] in ("by", "by_near"):
            reach = max(reach, _REACH_BY if found[0] == "by" else _REACH_NEAR)
        if line.text(index - 1) in _STOPS or (reach < _REACH_BY and line.text(index - 1) in _PAUSES):
            return None
        index = found[1] if found else index - 1
    return None


def _change_after(line: Line, end: int) -> Change | None:
    """``37% زيادة``, ``۸ درصد افزایش یافت``, ``دو برابر شد``: the word of change soon after the number."""
    if phrase_at(line, end - 1, "multiples", "times") and phrase_at(line, end, "changes", "becomes"):
        return Change.INCREASE
    reach = _REACH_AFTER if line.language is Language.PERSIAN else 1
    for index in range(end, min(end + reach, len(line.tokens))):
        found = phrase_at(line, index, "changes")
        if found and found[0] in ("increase", "decrease"):
            return Change(found[0])
        compared = phrase_at(line, index, "changes", "more_after") if index == end else None
        if compared:
            return Change.INCREASE
        if line.tokens[index].kind is not TokenKind.WORD:
            return None
    return None
