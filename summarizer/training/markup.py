"""The markup of the corpus and of the quality articles: braces in running text, read into spans.

``{C statistical hedged|...}`` is a claim, ``{X heading|...}`` a sentence or line that is none, ``{N kind=percentage
value=37 unit=%|...}`` a statistic and ``{K|...}`` a key sentence. Marks nest only in the order K, then C or X, then N.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final, Self

from summarizer.errors import InputValueError
from summarizer.records import Change, ClaimKind, Language, Qualifier, QuantityKind

NON_CLAIMS: Final = frozenset(
    {"question", "heading", "greeting", "call_to_action", "announcement"}
    | {"contact", "byline", "tags", "form", "feeling"}
)
FORMS: Final = frozenset(
    {"news", "press_release", "blog", "report", "list", "opinion", "how_to", "caption", "product_page"}
)
TYPINGS: Final = frozenset({"clean", "sloppy"})
LANGUAGES: Final = frozenset({Language.ARABIC.value, Language.PERSIAN.value})
STATISTIC_KINDS: Final = frozenset(
    set(QuantityKind) - {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.DATE, QuantityKind.IDENTIFIER}
)

# An outer mark has the smaller number; equals never nest.
_RANKS: Final = {"K": 0, "C": 1, "X": 1, "N": 2}
_NUMBER_KEYS: Final = ("kind", "value", "low", "high", "unit", "qualifier", "change")
_TOKEN: Final = re.compile(r"(?P<head>\{[^{}|]*\|)|(?P<sign>[{}|])|(?P<text>[^{}|]+)")
_PASSAGE: Final = re.compile(r"== (?P<number>\d+) \| (?P<form>\w+) \| (?P<typing>\w+)")
_HEADER: Final = re.compile(r"# (?P<key>\w+): (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One pair of braces: half-open offsets into the unmarked text, and what stands between its letter and the bar."""

    kind_letter: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its markup, and the marks by where they start, the outer one first."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class NumberFields:
    """The fields of an N mark; `value` is ``None`` exactly where `low` and `high` give a range."""

    kind: QuantityKind
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str | None
    qualifier: Qualifier | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a corpus file, with what the file's header says of all of them."""

    topic: str
    language: Language
    number: int
    form: str
    typing: str
    marked: Marked


@dataclass(frozen=True, slots=True)
class Article:
    """A whole marked article."""

    topic: str
    language: Language
    typing: str
    marked: Marked


@dataclass(frozen=True, slots=True)
class _Open:
    """A brace that waits for its partner; `position` is where it stands in the marked text."""

    letter: str
    value: str
    start: int
    position: int


class _Place:
    """Turns positions in a marked text into errors that name line and column, both counted from 1."""

    __slots__ = ("_first_line", "_text")

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line

    def error(self, position: int, message: object) -> InputValueError:
        line = self._first_line + self._text.count("\n", 0, position)
        column = position - self._text.rfind("\n", 0, position)
        return InputValueError(f"line {line}, column {column}: {message}")


def read_marked(text: str, first_line: int = 1) -> Marked:
    """Take the markup out of `text`; `first_line` is the number that errors give to its first line.

    Raises InputValueError, with line and column, for unbalanced or wrongly nested braces, a bar outside a mark's head,
    an unknown letter, kind, type or key, and a mark around nothing.
    """
    place = _Place(text, first_line)
    pieces: list[str] = []
    length = 0
    waiting: list[_Open] = []
    marks: list[Mark] = []
    for token in _TOKEN.finditer(text):
        if token["text"]:
            pieces.append(token["text"])
            length += len(token["text"])
        elif token["head"]:
            waiting.append(_opened(token["head"], length, token.start(), waiting, place))
        elif token["sign"] == "}" and waiting:
            marks.append(_closed(waiting.pop(), length, "".join(pieces), place))
        else:
            raise place.error(token.start(), f"{token['sign']!r} stands alone; a mark is written {{LETTER ...|text}}")
    if waiting:
        raise place.error(waiting[-1].position, f"the brace of {waiting[-1].letter} is never closed")
    marks.sort(key=lambda mark: (mark.start, -mark.end, _RANKS[mark.kind_letter]))
    return Marked("".join(pieces), tuple(marks))


def _opened(head: str, start: int, position: int, waiting: list[_Open], place: _Place) -> _Open:
    """The brace that `head`, such as ``{C trend|``, opens inside those that wait."""
    letter, _, rest = head[1:-1].partition(" ")
    value = " ".join(rest.split())
    if letter not in _RANKS:
        raise place.error(position, f"unknown letter {letter!r}; allowed are {', '.join(_RANKS)}")
    if waiting and _RANKS[waiting[-1].letter] >= _RANKS[letter]:
        raise place.error(position, f"{letter} inside {waiting[-1].letter}; the order is K, then C or X, then N")
    try:
        _check_value(letter, value)
    except InputValueError as error:
        raise place.error(position, error) from None
    return _Open(letter, value, start, position)


def _closed(opened: _Open, end: int, plain: str, place: _Place) -> Mark:
    if not plain[opened.start : end].strip():
        raise place.error(opened.position, f"{opened.letter} marks nothing")
    return Mark(opened.letter, opened.start, end, opened.value)


def _check_value(letter: str, value: str) -> None:
    """Refuse a value that does not fit the letter."""
    if letter == "N":
        number_fields(value)
    elif letter == "C":
        kind, *rest = value.split() or [""]
        _member("claim kind", kind, frozenset(ClaimKind))
        if rest not in ([], ["hedged"]):
            raise InputValueError(f"after the claim kind only 'hedged' may stand, got {' '.join(rest)!r}")
    elif letter == "X":
        _member("type", value, NON_CLAIMS)
    elif value:
        raise InputValueError(f"K takes nothing before the bar, got {value!r}")


def number_fields(value: str) -> NumberFields:
    """The fields of an N mark from its ``key=value`` pairs; an underscore in a unit's name stands for a space.

    Raises InputValueError for what is no pair, an unknown or repeated key, an unknown kind, qualifier or change, a
    number that is neither a decimal nor a fraction such as ``1/3``, and for any but a value or both ends of a range.
    """
    fields: dict[str, str] = {}
    for pair in value.split():
        key, sign, content = pair.partition("=")
        _member("key", key, frozenset(_NUMBER_KEYS))
        if not sign or not content or key in fields:
            raise InputValueError(f"{pair!r} must be key=value, each key once")
        fields[key] = content
    if fields.keys() & {"value", "low", "high"} not in ({"value"}, {"low", "high"}):
        raise InputValueError("a statistic needs either value or both low and high")
    _member("statistic kind", fields.get("kind", ""), STATISTIC_KINDS)
    _member("qualifier", fields.get("qualifier", "about"), frozenset(Qualifier))
    _member("change", fields.get("change", "increase"), frozenset(Change))
    return NumberFields(
        kind=QuantityKind(fields["kind"]),
        value=_fraction(fields.get("value")),
        low=_fraction(fields.get("low")),
        high=_fraction(fields.get("high")),
        unit=fields["unit"].replace("_", " ") if "unit" in fields else None,
        qualifier=Qualifier(fields["qualifier"]) if "qualifier" in fields else None,
        change=Change(fields["change"]) if "change" in fields else None,
    )


def _fraction(number: str | None) -> Fraction | None:
    if number is None:
        return None
    if not re.fullmatch(r"-?\d+(\.\d+|/[1-9]\d*)?", number, re.ASCII):
        raise InputValueError(f"{number!r} is not a number; write a plain decimal or a fraction such as 1/3")
    return Fraction(number)


def _member(what: str, name: str, allowed: frozenset[str]) -> None:
    if name not in allowed:
        raise InputValueError(f"unknown {what} {name!r}; allowed are {', '.join(sorted(allowed))}")


def read_corpus_file(path: Path) -> tuple[Passage, ...]:
    """The passages of a corpus file: ``# key: value`` lines, then passages that ``== n | form | typing`` lines open.

    Raises InputValueError, with path, line and column, for a file without topic, language or passages, for text before
    the first passage, an empty passage, and what `read_marked` refuses.
    """
    try:
        return _passages(_Source.read(path))
    except InputValueError as error:
        raise InputValueError(f"{path}: {error}") from None


def read_article_file(path: Path) -> Article:
    """A quality article: ``# key: value`` lines (topic, language, typing), a blank line, then the marked text.

    Raises InputValueError, with path, line and column, for a missing header line and what `read_marked` refuses.
    """
    try:
        source = _Source.read(path)
        language = Language(source.header("language", LANGUAGES))
        marked = _read_lines(source.lines, source.body, len(source.lines))
        return Article(source.header("topic"), language, source.header("typing", TYPINGS), marked)
    except InputValueError as error:
        raise InputValueError(f"{path}: {error}") from None


@dataclass(frozen=True, slots=True)
class _Source:
    """A file's lines, its header, and the index of the first line after it."""

    lines: tuple[str, ...]
    headers: dict[str, str]
    body: int

    @classmethod
    def read(cls, path: Path) -> Self:
        lines = tuple(path.read_text(encoding="utf-8").split("\n"))
        headers: dict[str, str] = {}
        for index, line in enumerate(lines):
            match = _HEADER.fullmatch(line.rstrip())
            if match is None:
                return cls(lines, headers, index)
            headers[match["key"]] = match["value"]
        return cls(lines, headers, len(lines))

    def header(self, key: str, allowed: frozenset[str] = frozenset()) -> str:
        """What the header says of `key`: one of `allowed`, or anything where none are given."""
        name = self.headers.get(key)
        if name is None or (allowed and name not in allowed):
            choices = ", ".join(sorted(allowed)) or "..."
            raise InputValueError(f"line 1, column 1: the header needs a line '# {key}: {choices}', got {name!r}")
        return name


def _passages(source: _Source) -> tuple[Passage, ...]:
    topic, language = source.header("topic"), Language(source.header("language", LANGUAGES))
    starts = [index for index, line in enumerate(source.lines) if line.startswith("==")]
    first = starts[0] if starts else len(source.lines)
    if not starts or any(line.strip() for line in source.lines[source.body : first]):
        raise InputValueError(f"line {source.body + 1}, column 1: expected a line '== NUMBER | FORM | TYPING'")
    passages: list[Passage] = []
    for start, end in zip(starts, [*starts[1:], len(source.lines)], strict=True):
        match = _PASSAGE.fullmatch(source.lines[start].rstrip())
        if match is None or match["form"] not in FORMS or match["typing"] not in TYPINGS:
            raise InputValueError(
                f"line {start + 1}, column 1: a passage starts with '== NUMBER | FORM | TYPING'; forms are "
                f"{', '.join(sorted(FORMS))}; typings are {', '.join(sorted(TYPINGS))}"
            )
        marked = _read_lines(source.lines, start + 1, end)
        passages.append(Passage(topic, language, int(match["number"]), match["form"], match["typing"], marked))
    return tuple(passages)


def _read_lines(lines: tuple[str, ...], start: int, end: int) -> Marked:
    """The marked text of ``lines[start:end]`` without the blank lines around it."""
    filled = [index for index in range(start, end) if lines[index].strip()]
    if not filled:
        raise InputValueError(f"line {start + 1}, column 1: no text here")
    return read_marked("\n".join(lines[filled[0] : filled[-1] + 1]), first_line=filled[0] + 1)
