"""Where a Persian sentence falls into clauses. All offsets are of the folded sentence.

The verb stands last in a Persian clause, so a clause can end behind a finite verb only, and only where every clause
that was opened within it ("that", "if", "when") has had a verb of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.article.pieces import COMMA, LEADING, Piece, behind_lead_in, split_at, without_ending, words_in
from summarizer.lexicon import load, phrase_pattern

_WAW: Final = "\N{ARABIC LETTER WAW}"
_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_BEH: Final = "\N{ARABIC LETTER BEH}"
_HEH: Final = "\N{ARABIC LETTER HEH}"
_MEEM: Final = "\N{ARABIC LETTER MEEM}"
_NOON: Final = "\N{ARABIC LETTER NOON}"
_DAL: Final = "\N{ARABIC LETTER DAL}"
_YEH: Final = "\N{ARABIC LETTER FARSI YEH}"
_STOPS: Final = ",.!:\N{ARABIC COMMA}\N{ARABIC SEMICOLON}"

_AND: Final = re.compile(rf" *(?<!\w){_WAW}(?!\w) *")
# The imperfect prefix with its verb, written apart or together.
_IMPERFECT: Final = re.compile(rf"(?<!\w){_NOON}?{_MEEM}{_YEH} *\w{{2,}}(?: +{_ALEF}\w\w?(?!\w))?")
# A participle with its person ending, written together.
_PERFECT: Final = re.compile(rf"(?<!\w)\w{{2,}}{_HEH} ?{_ALEF}{_NOON}{_DAL}(?!\w)")
# A third person plural, or a command, as its last letters tell before the end of a clause.
_PERSON: Final = re.compile(
    rf"(?<!\w)(?:\w{{2,}}{_NOON}{_DAL}|{_BEH}\w{{2,}}{_YEH}[{_DAL}{_NOON}{_MEEM}])"
    rf"(?= *(?:[{_STOPS}]|{_WAW}(?!\w)|\Z))"
)

_LEAST: Final = 3  # words of a clause
_LEAST_JOINED: Final = 4  # words of a clause that only an "and" joins
_LONGEST_SOURCE: Final = 18  # words before the comma that closes a source
_LONGEST_PERSON: Final = 8
_LONGEST_SAYING: Final = 32  # words that lead to what is said


@dataclass(frozen=True, slots=True)
class _Joint:
    """A joint between clauses: where the next one starts, with and without what joins it, and its least words.

    A `sure` joint is a connective: then no verb need be seen behind it.
    """

    start: int
    behind: int
    least: int
    comma: bool
    sure: bool


def persian_pieces(folded: str) -> list[Piece]:
    """The trimmed clauses of a folded Persian sentence; none where it holds no word."""
    pieces: list[Piece] = []
    for start, end in split_at(folded, _cuts(folded)):
        begin = _begin(folded, start, end)
        if pieces and words_in(folded, begin, end) < _LEAST:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((begin, end))
    trimmed = [(start, _finish(folded, start, end)) for start, end in pieces]
    return [(start, end) for start, end in trimmed if start < end]


def _cuts(folded: str) -> Iterator[int]:
    """Where clauses begin: behind a comma and a connective, or behind the verb of a complete clause and a joint."""
    verbs = _verbs(folded)
    start = 0
    for verb_start, verb_end in verbs:
        joint = _joint(folded, verb_end)
        if joint is None or words_in(folded, start, verb_end) < _LEAST:
            continue
        following = next((verb for verb in verbs if verb[0] >= joint.behind), (0, len(folded) if joint.sure else 0))
        if words_in(folded, joint.behind, following[1]) < joint.least:
            continue
        done = sum(1 for first, _ in verbs if start <= first <= verb_start)
        if done > _opened(folded, start, verb_end) or (joint.sure and joint.comma):
            start = joint.behind
            yield joint.start


def _joint(folded: str, at: int) -> _Joint | None:
    """What joins the next clause to a verb that ends at `at`; None where nothing does."""
    comma = COMMA.match(folded, _skip_space(folded, at))
    start = _skip(folded, comma.end() if comma else at)
    joined = _AND.match(folded, start)
    behind = joined.end() if joined else start
    connective = _pattern("connective").match(folded, behind)
    if connective or (comma and (connective := _pattern("reason").match(folded, behind))):
        return _Joint(start, connective.end(), _LEAST, comma is not None, sure=True)
    if match := _continuing().match(folded, start):
        return _Joint(match.start("rest"), match.start("rest"), _LEAST, comma is not None, sure=False)
    if not comma and not joined:
        return None
    return _Joint(start, behind, _LEAST_JOINED, comma is not None, sure=False)


def _verbs(folded: str) -> list[Piece]:
    """Spans of the finite verbs, in order; verbs that only lean on another one are left out."""
    found = [match.span() for match in _pattern("verb").finditer(folded)]
    found += [match.span() for match in _pattern("saying").finditer(folded)]
    found += [match.span() for match in _PERFECT.finditer(folded)]
    found += [match.span("verb") for match in _before_joint().finditer(folded)]
    found += [m.span() for m in _PERSON.finditer(folded) if not _pattern("noun").match(folded, m.start())]
    found += [m.span() for m in _IMPERFECT.finditer(folded) if not _pattern("noun").match(folded, m.start())]
    leaning = [match.span() for match in _pattern("modal").finditer(folded)]
    merged: list[Piece] = []
    for start, end in sorted(found):
        if any(first < end and start < last for first, last in leaning):
            continue
        if merged and start <= merged[-1][1] + 1:  # the parts of one compound form
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _opened(folded: str, start: int, end: int) -> int:
    """How many clauses begin within ``[start, end)`` that need a verb of their own."""
    openers = (_pattern("subordinate"), _pattern("that"))
    return sum(1 for pattern in openers for _ in pattern.finditer(folded, start, end))


def _finish(folded: str, start: int, end: int) -> int:
    """`end` moved before closing marks and the word that joins the next clause."""
    end = without_ending(folded, start, end)
    match = _trailing_joint().search(folded, start, end)
    return without_ending(folded, start, match.start()) if match else end


def _begin(folded: str, start: int, end: int) -> int:
    """`start` moved behind connectives, sources and sayings, as long as a clause remains."""
    at = _skip(folded, start)
    while True:
        behind = _skip(folded, _behind_opening(folded, at, end))
        if behind == at or words_in(folded, behind, end) < _LEAST:
            return at
        at = behind


def _behind_opening(folded: str, at: int, end: int) -> int:
    """Behind the first thing at `at` that is no part of the clause, or `at`."""
    for pattern, longest in _openings():
        match = pattern.match(folded, at, end)
        if match and words_in(folded, at, match.end()) <= longest:
            return match.end()
    saying = _says().search(folded, at, end)
    if saying and words_in(folded, at, saying.start()) <= _LONGEST_SAYING and not _counted(folded, at, saying.start()):
        return saying.end()
    return behind_lead_in(folded, at, end)


def _counted(folded: str, start: int, end: int) -> bool:
    """Whether a statement begins with a count of people: then what they say is a finding."""
    head = folded[start:end].split(maxsplit=3)[:3]
    return any(map(str.isdigit, "".join(head))) or _pattern("quantifier").search(" ".join(head)) is not None


def _skip(folded: str, at: int) -> int:
    match = LEADING.match(folded, at)
    return match.end() if match else at


def _skip_space(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] in ' "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK})':
        at += 1
    return at


@cache
def _pattern(meaning: str) -> re.Pattern[str]:
    return phrase_pattern(load("fa", "clauses")[meaning])


@cache
def _openings() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What a clause may open with and shed, and the most words it may have."""
    return (
        (_AND, 1),
        (_pattern("connective"), _LONGEST_SOURCE),
        (_pattern("reason"), _LONGEST_SOURCE),
        (_says(), _LONGEST_SOURCE),
        (_source("according"), _LONGEST_SOURCE),
        (_source("opinion"), _LONGEST_PERSON),
    )


@cache
def _source(meaning: str) -> re.Pattern[str]:
    """A source that a comma closes, or one whose last word is known to be its last."""
    according, ends = _pattern(meaning).pattern, _pattern("source_end").pattern
    return re.compile(rf"{according}(?:[^,\N{{ARABIC COMMA}}.]{{1,140}}[,\N{{ARABIC COMMA}}]| *{ends})")


@cache
def _trailing_joint() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_WAW}|{_pattern('that').pattern})\Z")


@cache
def _before_joint() -> re.Pattern[str]:
    """A participle that does for a finite verb, as "and" or a connective follows."""
    participle, connective = _pattern("participle").pattern, _pattern("connective").pattern
    return re.compile(rf"(?P<verb>{participle})(?= *[,\N{{ARABIC COMMA}}]? *(?:{_WAW}(?!\w)|{connective}))")


@cache
def _says() -> re.Pattern[str]:
    """A verb of saying, with what joins it to what is said; not one in a row of verbs or at the end of a clause."""
    saying, that = _pattern("saying").pattern, _pattern("that").pattern
    return re.compile(rf"{saying}(?! *(?:[,\N{{ARABIC COMMA}}]|{_WAW}(?!\w)))(?: *(?:{that}|:))?")


@cache
def _continuing() -> re.Pattern[str]:
    return re.compile(rf"{_pattern('that').pattern} *(?P<rest>{_pattern('continuing').pattern})")
