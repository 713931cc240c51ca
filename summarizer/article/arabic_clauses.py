"""Where an Arabic sentence falls into clauses. All offsets are of the folded sentence.

Arabic joins clauses with a comma and a connective, or with a one-letter word written together with a verb.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from summarizer.article.pieces import COMMA, LEADING, WORD, Piece, behind_lead_in, split_at, without_ending, words_in
from summarizer.lexicon import load, phrase_pattern

_AND: Final = "\N{ARABIC LETTER WAW}"
_SO: Final = "\N{ARABIC LETTER FEH}"
_BY: Final = "\N{ARABIC LETTER BEH}"
_YEH: Final = "\N{ARABIC LETTER FARSI YEH}"
_TEH: Final = "\N{ARABIC LETTER TEH}"
_SEEN: Final = "\N{ARABIC LETTER SEEN}"
_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_ARTICLE: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_JOINED: Final = f"(?:[{_AND}{_SO}] ?)?"

_PRESENT: Final = re.compile(rf"{_YEH}\w{{2,}}|{_SEEN}[{_YEH}{_TEH}\N{{ARABIC LETTER NOON}}]\w{{3,}}")
_FUTURE: Final = re.compile(rf"{_SEEN}[{_YEH}{_TEH}\N{{ARABIC LETTER NOON}}]\w{{2,}}")
_PAST: Final = re.compile(rf"(?!{_ARTICLE})\w{{2,}}(?<!{_ALEF}){_TEH}|\w{{3,}}{_AND}{_ALEF}")
# A pronoun joined to a verb.
_SUFFIX: Final = re.compile(
    rf"(?:\N{{ARABIC LETTER HEH}}[{_ALEF}\N{{ARABIC LETTER MEEM}}]?|\N{{ARABIC LETTER NOON}}{_ALEF})\Z"
)

_LEAST: Final = 3  # words of a clause
_LEAST_LEFT: Final = 6  # words on the left of a cut without a comma
_LEAST_RIGHT: Final = 4
_MOST_BEFORE: Final = 8  # words before a verb of saying
_MOST_IN_SAYING: Final = 25  # words that lead to what is said
_LONGEST_SUBJECT: Final = 120  # characters
_LONGEST_SAYING: Final = 180
_LONGEST_TAIL: Final = 16  # words that name a source behind a clause


def arabic_pieces(folded: str) -> list[Piece]:
    """The trimmed clauses of a folded Arabic sentence; none where it holds no word."""
    pieces: list[Piece] = []
    pending = 0
    for _, end in split_at(folded, _cuts(folded)):
        begin = _begin(folded, pending, end)
        if words_in(folded, begin, end) < _LEAST or (not pieces and _is_opening(folded, begin, end)):
            if pieces:
                pieces[-1] = (pieces[-1][0], end)
                pending = end
            continue  # else an opening without a verb stays with what follows
        pieces.append((begin, end))
        pending = end
    if not pieces:
        pieces = [(_begin(folded, 0, len(folded)), len(folded))]
    trimmed = [(start, _finish(folded, start, end)) for start, end in pieces]
    return [(start, end) for start, end in trimmed if start < end]


def _cuts(folded: str) -> Iterator[int]:
    for comma in COMMA.finditer(folded):
        if _begins_clause(folded, comma.end()):
            yield comma.end()
    words = list(WORD.finditer(folded))
    for word in words[_LEAST_LEFT : len(words) - _LEAST_RIGHT + 1]:
        if _breaks_in(folded, word):
            yield word.start()


def _begins_clause(folded: str, comma: int) -> bool:
    """Whether an independent clause begins behind a comma."""
    start = _skip(folded, comma)
    match = WORD.match(folded, start)
    if not match:
        return False
    connective = _pattern("connective", _JOINED).match(folded, start) or _pattern("strong", _JOINED).match(
        folded, start
    )
    if connective:
        return not _pattern("bound").match(folded, _skip(folded, connective.end()))
    if _pattern("reporting", _JOINED).match(folded, start):
        return True
    if folded[start] not in (_AND, _SO):
        return False
    joined = f"[{_AND}{_SO}] ?"
    starters = ("that", "starter", "strong_starter", *(("quantifier",) if folded[start] == _SO else ()))
    if any(_pattern(name, joined).match(folded, start) for name in starters):
        return True
    if folded[start] == _SO and folded.startswith(_ARTICLE, start + 1):
        return True
    return match.group() not in _whole() and is_verb(match.group()[1:])


def _breaks_in(folded: str, word: re.Match[str]) -> bool:
    """Whether a clause begins at `word` with no comma before it."""
    if _pattern("strong", _JOINED).match(folded, word.start()):
        return True
    if word.group()[0] != _AND or word.group() in _whole():
        return False
    rest = word.group()[1:]
    return (_FUTURE.fullmatch(rest) is not None and rest not in _words("noun")) or (
        _pattern("strong_starter", _AND).match(folded, word.start()) is not None
    )


def _begin(folded: str, start: int, end: int) -> int:
    """`start` moved behind connectives, sayings and joined words, as long as a clause remains."""
    at = _skip(folded, start)
    while True:
        behind = _skip(folded, _behind_opening(folded, at, end))
        if behind == at or words_in(folded, behind, end) < 2:
            return at
        at = behind


def _behind_opening(folded: str, at: int, end: int) -> int:
    """Behind the first thing at `at` that is no part of the clause, or `at`."""
    for name in ("connective", "strong"):
        match = _pattern(name, _JOINED).match(folded, at, end)
        if match and not _pattern("bound").match(folded, _skip(folded, match.end())):
            return match.end()
    saying = _saying(folded, at, end)
    if saying is not None:
        return saying
    for pattern in (_impersonal(), _pattern("that", _JOINED), _according()):
        if match := pattern.match(folded, at, end):
            return match.end()
    lead_in = behind_lead_in(folded, at, end)
    return lead_in if lead_in > at else behind_joined(folded, at)


def _saying(folded: str, at: int, end: int) -> int | None:
    """Behind the words that say who says it, or None where they are not there or are a finding themselves."""
    verb = _verb_of_saying().search(folded, at, min(end, at + _LONGEST_SUBJECT))
    that = _that().search(folded, verb.end(), min(end, verb.end() + _LONGEST_SAYING)) if verb else None
    if not verb or not that:
        return None
    before = WORD.findall(folded, at, verb.start())
    if len(before) > _MOST_BEFORE or COMMA.search(folded, at, verb.start()) or any(map(is_verb, before)):
        return None
    subject = _skip(folded, verb.end())
    if folded[subject : subject + 1].isdigit() or folded[subject : subject + 1] == "%":
        return None
    if _pattern("quantifier", f"(?:{_ARTICLE})?").match(folded, subject) or _counted(folded, at, verb.start()):
        return None
    return that.end() if words_in(folded, at, that.start()) <= _MOST_IN_SAYING else None


def _counted(folded: str, start: int, end: int) -> bool:
    """Whether what stands before the verb of saying is a count of people."""
    stretch = folded[start:end]
    return any(map(str.isdigit, stretch)) or _pattern("quantifier").search(folded, start, end) is not None


def behind_joined(folded: str, at: int) -> int:
    """Behind an "and" or "so" that is written together with the word at `at`."""
    match = WORD.match(folded, at)
    word = match.group() if match else ""
    if len(word) == 1 and word == _AND:
        return at + 1
    if len(word) < 3 or word[0] not in (_AND, _SO) or word in _whole():
        return at
    rest = word[1:]
    if word[0] == _AND or rest.startswith(_ARTICLE) or is_verb(rest) or rest in _words("starter"):
        return at + 1
    return at


def _finish(folded: str, start: int, end: int) -> int:
    """`end` moved before a closing source ("according to the report") and closing marks."""
    for match in _tail().finditer(folded, start, end):
        if words_in(folded, start, match.start()) > _LEAST and words_in(folded, match.start(), end) <= _LONGEST_TAIL:
            end = match.start()
            break
    return without_ending(folded, start, end)


def is_verb(word: str) -> bool:
    """Whether a folded word, without joined letters before it, has the look of a finite verb."""
    if word in _words("noun"):
        return False
    verbs = _words("verb") | _words("saying")
    if word in verbs or _SUFFIX.sub("", word) in verbs:
        return True
    return _PRESENT.fullmatch(word) is not None or (len(word) > 3 and _PAST.fullmatch(word) is not None)


def _is_opening(folded: str, start: int, end: int) -> bool:
    """Whether a stretch is an adverbial without a verb ("in general", "looking at ...")."""
    first = WORD.match(folded, start)
    if not first or end == len(folded):
        return False
    word = first.group()
    return (word in _words("preposition") or word[0] == _BY) and not _has_verb(folded, start, end)


def _has_verb(folded: str, start: int, end: int) -> bool:
    starters = _words("starter") | _words("strong_starter")
    for match in WORD.finditer(folded, start, end):
        word = match.group()
        forms = (word, word[1:]) if word[0] in (_AND, _SO) else (word,)
        if any(form in starters or is_verb(form) for form in forms if len(form) > 1):
            return True
    return False


def _skip(folded: str, at: int) -> int:
    match = LEADING.match(folded, at)
    return match.end() if match else at


@cache
def _words(meaning: str) -> frozenset[str]:
    return frozenset(load("ar", "clauses")[meaning])


@cache
def _whole() -> frozenset[str]:
    """Words whose first letter only looks like a joined "and" or "so"."""
    return (
        _words("whole")
        | _words("verb")
        | _words("saying")
        | _words("according")
        | _words("according_always")
        | _words("noun")
    )


@cache
def _pattern(meaning: str, prefix: str = "") -> re.Pattern[str]:
    return phrase_pattern(load("ar", "clauses")[meaning], prefix=prefix)


@cache
def _verb_of_saying() -> re.Pattern[str]:
    table = load("ar", "clauses")
    return phrase_pattern((*table["saying"], *table["reporting"]), prefix=_JOINED)


@cache
def _that() -> re.Pattern[str]:
    return re.compile(rf"{_pattern('that').pattern}|:")


@cache
def _impersonal() -> re.Pattern[str]:
    return re.compile(rf"{_pattern('impersonal', _JOINED).pattern}\s*(?:{_pattern('that').pattern})")


@cache
def _according() -> re.Pattern[str]:
    table = load("ar", "clauses")
    source = phrase_pattern((*table["according"], *table["according_always"]), prefix=_JOINED).pattern
    return re.compile(rf"{source}[^,\N{{ARABIC COMMA}}]{{0,120}}[,\N{{ARABIC COMMA}}]")


@cache
def _tail() -> re.Pattern[str]:
    always = _pattern("according_always", _JOINED).pattern
    return re.compile(rf"[,\N{{ARABIC COMMA}}]\s*{_pattern('according', _JOINED).pattern}|{always}")
