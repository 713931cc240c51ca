"""The folded text as tokens: digit runs whole, words, signs, line breaks, and what is no number at all."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto


class TokenKind(Enum):
    """What a token is made of."""

    DIGITS = auto()
    WORD = auto()
    SIGN = auto()
    BREAK = auto()
    CODE = auto()  # letters and digits in one (5G, CX-7): a name
    LINK = auto()  # web and e-mail addresses, file names


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the folded text ``[start, end)``; `glued` where no space stands before it.

    Latin letters are lower-cased, but for the scales that `tokenize` is told of: M is million, m is metre.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool


_TOKEN_RE = re.compile(
    r"""
      (?P<link>   (?:https?://|www\.)[^\s<>"«»]+            # web addresses
                | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+     # e-mail addresses
                | (?<![\w.-])[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+ )  # domain names, file names
    | (?P<code>   (?<!\w)[A-Za-z]+[-_]?\d(?:[A-Za-z\d.\-]*[A-Za-z\d])?   # iPhone12, CX-7, A4
                | (?<![\w.])\d+(?:\.\d+)?-?[A-Za-z]+[A-Za-z\d]* )            # 5G, 20kg
    | (?P<digits> \d{1,3}(?:\ \d{3})*\ 000(?!\d)           # thousands set apart by spaces
                | \d{1,3}(?:/\d{3}){2,}(?![\d/])                # thousands set apart by slashes
                | \d+(?:[.,،'’\u0631]\d+)*                 # separators of every habit; U+0631 as in 2ر1
                | (?<![\w.])\.\d+ )
    | (?P<word>   [^\W\d_\u00bc-\u00be\u2150-\u215f\u2189]+ )   # letters; ½ and its like stand for themselves
    | (?P<break>  \n )
    | (?P<sign>   \S )
    """,
    re.VERBOSE,
)
_CODE_PARTS_RE = re.compile(r"(?P<before>[A-Za-z]*)(?P<digits>\d+(?:\.\d+)?)(?P<after>[A-Za-z]*)\Z")


def tokenize(
    folded: str, units: frozenset[str] = frozenset(), scales: frozenset[str] = frozenset()
) -> tuple[Token, ...]:
    """Cut folded text into tokens.

    What touches digits is cut off as a word where it is a Latin abbreviation in `units` (in lower case), or, behind the
    digits, a letter in `scales` (as it is written).
    """
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN_RE.finditer(folded):
        start, group = match.start(), match.lastgroup
        pieces = _code_pieces(match[0], units, scales) if group == "code" else ((_kind(group, match[0]), match[0]),)
        glued = start == end and bool(tokens)
        for kind, text in pieces:
            tokens.append(Token(kind, text if text in scales else text.lower(), start, start + len(text), glued))
            start, glued = start + len(text), True
        end = match.end()
    return tuple(tokens)


def _kind(group: str | None, text: str) -> TokenKind:
    if group == "digits" or (group == "sign" and is_vulgar_fraction(text)):
        return TokenKind.DIGITS
    return TokenKind[str(group).upper()]


def _code_pieces(code: str, units: frozenset[str], scales: frozenset[str]) -> tuple[tuple[TokenKind, str], ...]:
    """Letters and digits in one: a number with its unit or scale (20kg, USD20, 10K), or a code that stays whole."""
    parts = _CODE_PARTS_RE.match(code)
    if parts is None or (parts["before"] and parts["before"].lower() not in units):
        return ((TokenKind.CODE, code),)
    if parts["after"] and parts["after"].lower() not in units and parts["after"] not in scales:
        return ((TokenKind.CODE, code),)
    pieces = (
        (TokenKind.WORD, parts["before"]),
        (TokenKind.DIGITS, parts["digits"]),
        (TokenKind.WORD, parts["after"]),
    )
    return tuple(piece for piece in pieces if piece[1])


def is_vulgar_fraction(text: str) -> bool:
    """Whether `text` is one character such as ½."""
    return len(text) == 1 and unicodedata.category(text) == "No" and 0 < unicodedata.numeric(text, 0) < 1
