"""The markup of the corpus and of the quality articles: braces in running text, read into spans.

``{C statistical hedged|...}`` is a claim, ``{X heading|...}`` a sentence or line that is none, ``{N kind=percentage
value=37 unit=%|...}`` a statistic and ``{K|...}`` a key sentence. Statistics and claims may have names, ``{N n1|...}``
and ``{C c1 trend|...}``, by which other marks say what is whose: ``{P n1 n2|...}`` population, ``{M n1|...}`` measure,
``{T n1|...}`` time, ``{S n1 c1|...}`` source. Marks nest in the order K, then C or X, then the others in any order.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from summarizer.errors import InputValueError
from summarizer.records import Language
from summarizer.training.mark_values import ROLES, check_value, names

FORMS: Final = frozenset(
    {"news", "press_release", "blog", "report", "list", "opinion", "how_to", "caption", "product_page"}
)
TYPINGS: Final = frozenset({"clean", "sloppy"})
LANGUAGES: Final = frozenset({Language.ARABIC.value, Language.PERSIAN.value})
# An outer mark has the smaller number; equals never nest, but for the last.
_RANKS: Final = {"K": 0, "C": 1, "X": 1, "N": 2, "P": 2, "M": 2, "T": 2, "S": 2}
_INNER: Final = 2
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
class Passage:
    """One passage of a corpus file, with what the file's header says of all of them.

    ``full`` is whether numbers and roles are marked too: the header has ``# annotation: full``.
    """

    topic: str
    language: Language
    full: bool
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
    _check_names(marks, place)
    marks.sort(key=lambda mark: (mark.start, -mark.end, _RANKS[mark.kind_letter]))
    return Marked("".join(pieces), tuple(marks))


def _opened(head: str, start: int, position: int, waiting: list[_Open], place: _Place) -> _Open:
    """The brace that `head`, such as ``{C trend|``, opens inside those that wait."""
    letter, _, rest = head[1:-1].partition(" ")
    value = " ".join(rest.split())
    if letter not in _RANKS:
        raise place.error(position, f"unknown letter {letter!r}; allowed are {', '.join(_RANKS)}")
    outer = _RANKS[waiting[-1].letter] if waiting else -1
    if outer > _RANKS[letter] or outer == _RANKS[letter] != _INNER:
        raise place.error(
            position, f"{letter} inside {waiting[-1].letter}; the order is K, then C or X, then the others"
        )
    try:
        check_value(letter, value)
    except InputValueError as error:
        raise place.error(position, error) from None
    return _Open(letter, value, start, position)


def _closed(opened: _Open, end: int, plain: str, place: _Place) -> Mark:
    if not plain[opened.start : end].strip():
        raise place.error(opened.position, f"{opened.letter} marks nothing")
    return Mark(opened.letter, opened.start, end, opened.value)


def _check_names(marks: list[Mark], place: "_Place") -> None:
    """Refuse a name that stands on two statistics or claims, and one that stands on none."""
    own = [name for mark in marks if mark.kind_letter not in ROLES for name in names(mark.value)]
    used = {name for mark in marks if mark.kind_letter in ROLES for name in names(mark.value)}
    twice = {name for name in own if own.count(name) > 1}
    if twice or used - set(own):
        wrong = ", ".join(sorted(twice | (used - set(own))))
        raise place.error(0, f"each name stands on one statistic or claim, and role marks name these: {wrong}")


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
    full = source.headers.get("annotation") == "full"
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
        passages.append(Passage(topic, language, full, int(match["number"]), match["form"], match["typing"], marked))
    return tuple(passages)


def _read_lines(lines: tuple[str, ...], start: int, end: int) -> Marked:
    """The marked text of ``lines[start:end]`` without the blank lines around it."""
    filled = [index for index in range(start, end) if lines[index].strip()]
    if not filled:
        raise InputValueError(f"line {start + 1}, column 1: no text here")
    return read_marked("\n".join(lines[filled[0] : filled[-1] + 1]), first_line=filled[0] + 1)
