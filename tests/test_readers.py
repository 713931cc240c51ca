"""From bytes on disk or in a pipe to text, and the refusals."""

import io
import os
import sys
import tomllib
from pathlib import Path

import pytest

from summarizer.errors import UnreadableInputError
from summarizer.readers import MAX_BYTES, read_text

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("output/encodings.toml").read_text("utf-8"))["texts"]
TEXTS = [pytest.param(case["text"], id=case["name"]) for case in CASES]
ARABIC = CASES[0]["text"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "windows-1256"]

# What is not an article, and a word of the reason that must be given.
REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t", "empty"),
    "byte order mark only": (b"\xef\xbb\xbf", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "zero byte in UTF-8": (b"news\x00news", "binary"),
    "compressed, no zero byte": (b"\x1f\x8b\x08\x08\xc7\xe1\xe3\xd3\xca\xe6\xc7\xd1", "binary"),
    "UTF-32 by its mark": (b"\xff\xfe\x00\x00n\x00\x00\x00", "binary"),
    "UTF-16 cut in a letter": (b"\xff\xfe\x33\x06\x44", "damaged UTF-16"),
    "French in Windows-1252": ("la société a été créée près d'ici".encode("windows-1252"), "Arabic"),
    "Russian in Windows-1251": ("Продажи выросли на треть за зиму".encode("windows-1251"), "Arabic"),
    "Greek in Windows-1253": ("Οι πωλήσεις αυξήθηκαν τον χειμώνα".encode("windows-1253"), "Arabic"),
    "English with one Arabic letter": (b"sales rose by a third \xe3", "Arabic"),
    "UTF-8 with one bad byte": (ARABIC.encode().replace(b" ", b" \xff", 1), "damaged UTF-8: byte 13 "),
    "UTF-8 cut in a letter": (ARABIC.encode()[:-3], "damaged UTF-8"),
    "too large": (b"a" * (MAX_BYTES + 1), "10,485,760 bytes"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_was_line_ends_included(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode(encoding))
    assert read_text(str(path)) == text


def test_utf_16_is_read_in_either_byte_order(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xfe\xff\x06\x33\x06\x44\x00\n")
    assert read_text(str(path)) == "\N{ARABIC LETTER SEEN}\N{ARABIC LETTER LAM}\n"


def test_windows_1256_bytes_mean_these_letters(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xd3\xe3\x98 50%")
    assert read_text(str(path)) == "\N{ARABIC LETTER SEEN}\N{ARABIC LETTER MEEM}\N{ARABIC LETTER KEHEH} 50%"


def test_the_largest_allowed_input_is_read(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"a" * MAX_BYTES)
    assert len(read_text(str(path))) == MAX_BYTES


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARABIC.encode("windows-1256")), encoding="ascii"))
    assert read_text("-") == ARABIC


def test_standard_input_is_named_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(UnreadableInputError, match=r"^standard input is empty; .*: give "):
        read_text("-")


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_article_is_refused_with_the_reason(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableInputError) as refusal:
        read_text(str(path))
    message = str(refusal.value)
    assert message.startswith(repr(str(path)))
    assert reason in message.removeprefix(repr(str(path)))
    assert "\n" not in message


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"does not exist; .*check the path"):
        read_text(str(tmp_path / "none.txt"))
    with pytest.raises(UnreadableInputError, match=r"is a folder; .*give the files"):
        read_text(str(tmp_path))


def test_a_name_that_the_system_refuses_is_a_refusal_too() -> None:
    with pytest.raises(UnreadableInputError, match="cannot be read"):
        read_text("a" * 5000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("a")
    path.chmod(0)
    with pytest.raises(UnreadableInputError, match="cannot be read"):
        read_text(str(path))


def test_no_file_name_breaks_the_line() -> None:
    with pytest.raises(UnreadableInputError, match=r"^'a\\nb\.txt' does not exist"):
        read_text("a\nb.txt")
