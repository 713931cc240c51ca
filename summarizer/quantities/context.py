"""What stands around a number and changes what it says: "about", "more than", "rose by"."""

from typing import Final

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.phrases import phrase_at, phrase_before
from summarizer.quantities.tokens import TokenKind
from summarizer.records import Change, Language, Qualifier

_FILLERS: Final = 3  # small words that may stand between a qualifier and its number
_REACH: Final = 5  # tokens in which a word of change governs a number after it directly …
_REACH_BY: Final = 30  # … over a word such as "by" …
_REACH_AFTER: Final = 4  # … and from behind it
_STOPS: Final = frozenset({".", ";", "\N{ARABIC SEMICOLON}", "!", "\N{ARABIC QUESTION MARK}", "?"})
_PAUSES: Final = frozenset({"\N{ARABIC COMMA}", ",", ":"})


def qualifier(line: Line, start: int, end: int) -> Qualifier | None:
    """The qualifier of the number in tokens ``[start, end)``: right before it (small words between), or right after."""
    index = start
    for _ in range(_FILLERS + 1):
        found = phrase_before(line, index, "qualifiers")
        if found:
            return Qualifier(found[0])
        if not _is_filler(line, index - 1):
            break
        index -= 1
    after = phrase_at(line, end, "qualifiers_after")
    return Qualifier(after[0]) if after else None


def _is_filler(line: Line, index: int) -> bool:
    return bool(line.text(index)) and line.text(index) in load(line.language, "qualifier_fillers")["filler"]


def change(line: Line, start: int, end: int) -> Change | None:
    """The direction of the change whose size the number in tokens ``[start, end)`` is, or None for a level."""
    if line.language is Language.PERSIAN:
        return _persian_change(line, start, end)
    return _arabic_change(line, start, end)


def _persian_change(line: Line, start: int, end: int) -> Change | None:
    """``رشد ۴۲ درصدی``, ``۸ درصد افزایش یافت``; but "به ۵۴ درصد افزایش یافت" is a level."""
    for index in range(start, max(start - 3, 0), -1):
        found = phrase_before(line, index, "changes")
        if found and found[0] in ("increase", "decrease"):
            return Change(found[0]) if not _is_level(line, start) else None
        if line.tokens[index - 1].kind is not TokenKind.WORD:
            break
    if _is_level(line, start):
        return None
    for index in range(end, min(end + _REACH_AFTER, len(line.tokens))):
        found = phrase_at(line, index, "changes")
        if found and found[0] in ("increase", "decrease"):
            return Change(found[0])
        if line.tokens[index].kind is not TokenKind.WORD:
            break
    return None


def _is_level(line: Line, start: int) -> bool:
    """Whether a word such as "to" stands right before the number, qualifiers and small words between."""
    index = start
    while index > 0:
        bound = phrase_before(line, index, "qualifiers")
        if bound:
            index = bound[1]
        elif phrase_before(line, index, "changes", "level"):
            return True
        elif _is_filler(line, index - 1):
            index -= 1
        else:
            return False
    return False


def _arabic_change(line: Line, start: int, end: int) -> Change | None:
    """A word of change before the number: over "by" however far in the sentence, or close by in the clause."""
    if _is_level(line, start):
        return None
    index, by = start, False
    while index > max(0, start - (_REACH_BY if by else _REACH)):
        found = phrase_before(line, index, "changes")
        if found and found[0] in ("increase", "decrease"):
            return Change(found[0]) if by or not line.says(end, "from") else None
        if not by and found and found[0] == "level":
            break
        by = by or bool(found and found[0] == "by")
        if line.text(index - 1) in _STOPS or (not by and line.text(index - 1) in _PAUSES):
            break
        index = found[1] if found else index - 1
    return _change_after(line, end)


def _change_after(line: Line, end: int) -> Change | None:
    """``37% زيادة``: the word of change right after the number."""
    found = phrase_at(line, end, "changes")
    return Change(found[0]) if found and found[0] in ("increase", "decrease") else None
