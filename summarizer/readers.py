"""From a path, or ``-`` for standard input, to the text of one article.

The text is the file's own, line ends included, so that a report's offsets count from its first character; only a byte
order mark is left out.
"""

import codecs
import os
import re
import sys
from contextlib import nullcontext
from typing import Final

from summarizer.errors import UnreadableInputError

STANDARD_STREAM: Final = "-"
MAX_BYTES: Final = 10 * 1024 * 1024
"""The largest input that is read, in bytes: some 5 million Arabic letters. What is larger is hardly one article."""

_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # all but tab and the kinds of line end
_ARABIC_BLOCK: Final = range(0x0600, 0x0700)
_ALLOWED: Final = "allowed is plain text in UTF-8, in UTF-16 with a byte order mark, or in Windows-1256"
_BINARY: Final = "it holds bytes that only binary files have"
_ARABIC_AMONG_HIGH_LETTERS: Final = 0.9  # as Windows-1256, Cyrillic has about 0.4 and Greek 0.55


def read_text(path: str) -> str:
    """Read the article at `path`, or from standard input where `path` is ``-``.

    Raises UnreadableInputError where there is no such file, it may not be read, it is a folder, empty, larger than
    `MAX_BYTES` or not text.
    """
    name = input_name(path)
    data = _read_bytes(path, name)
    if len(data) > MAX_BYTES:
        raise UnreadableInputError(
            f"{name} is larger than {MAX_BYTES:,} bytes, the most that is allowed; give one article, not a collection"
        )
    text = decode_text(data, name)
    if not text.strip():
        raise UnreadableInputError(f"{name} is empty; an article needs at least one word: give a file that holds one")
    return text


def input_name(path: str) -> str:
    """How a message names an input; quoted, so that no file name can break the line."""
    return "standard input" if path == STANDARD_STREAM else repr(path)


def decode_text(data: bytes, name: str) -> str:
    """Decode `data` as UTF-8, as UTF-16 where a byte order mark says so, or else as Windows-1256 in Arabic script.

    `name` says in messages where the bytes come from. Raises UnreadableInputError for anything else.
    """
    is_utf_16 = data.startswith(_UTF_16_MARKS)
    try:
        text = data.decode("utf-16" if is_utf_16 else "utf-8")
    except UnicodeDecodeError as error:
        if is_utf_16 or _is_mostly_utf_8(data):
            raise UnreadableInputError(
                f"{name} is damaged {'UTF-16' if is_utf_16 else 'UTF-8'}: byte {error.start} does not fit; "
                f"{_ALLOWED}: save it again as UTF-8"
            ) from None
        return _decode_windows_1256(data, name)
    if "\0" in text:
        raise _not_text(name, _BINARY)
    return text.removeprefix(_BYTE_ORDER_MARK)


def _read_bytes(path: str, name: str) -> bytes:
    """At most one byte more than is allowed, so that an endless stream ends."""
    # Asked first because Windows reports a folder as a lack of permission.
    if path != STANDARD_STREAM and os.path.isdir(path):
        raise UnreadableInputError(f"{name} is a folder; allowed are text files: give the files in it by name")
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD_STREAM else open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableInputError(
            f"{name} does not exist; allowed are text files, or - for standard input: check the path"
        ) from None
    except OSError as error:
        raise UnreadableInputError(
            f"{name} cannot be read ({error.strerror}); allowed are files that you may read: check its permissions"
        ) from None


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether a few bytes are damaged, rather than the whole in another encoding.

    Without this, damaged UTF-8 would pass for Windows-1256: half of its bytes are Arabic letters there.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    good = sum(not character.isascii() for character in text) - bad
    return good > bad


def _decode_windows_1256(data: bytes, name: str) -> str:
    """Windows-1256 gives a meaning to every byte, so the letters that come out must speak for it."""
    text = data.decode("windows-1256")
    letters = [character for character in text if character.isalpha()]
    high = [letter for letter in letters if not letter.isascii()]
    arabic = sum(ord(letter) in _ARABIC_BLOCK for letter in high)
    if _CONTROLS.search(text):
        raise _not_text(name, _BINARY)
    if arabic * 2 <= len(letters) or arabic < _ARABIC_AMONG_HIGH_LETTERS * len(high):
        raise _not_text(name, "its bytes spell no Arabic or Persian in any encoding that is allowed")
    return text


def _not_text(name: str, reason: str) -> UnreadableInputError:
    return UnreadableInputError(f"{name} is not text: {reason}; {_ALLOWED}: save it as plain text in UTF-8")
