"""The interface's words: complete in every language, and only those that the page and the report know."""

from pathlib import Path

import pytest

from summarizer.records import Change, ClaimKind, Qualifier, QuantityKind
from ui.languages import InterfaceLanguage, choose_language
from ui.words import WORDS_FILE, Words, WordsError, load_words

NEVER_STATISTICS = {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.DATE, QuantityKind.IDENTIFIER}


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("kinds", set(QuantityKind) - NEVER_STATISTICS),
        ("qualifiers", set(Qualifier)),
        ("changes", set(Change)),
        ("claim_kinds", set(ClaimKind)),
    ],
)
def test_every_name_of_the_report_has_words(table: str, names: set[str], words: dict[InterfaceLanguage, Words]) -> None:
    for language in InterfaceLanguage:
        assert set(getattr(words[language], table)) == names


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('clear = "Clear"\n', "", r"keys of \[en.page\]: missing \['clear'\]"),
        ('clear = "Clear"', 'clear = "Clear"\nextra = "Extra"', r"unknown \['extra'\]"),
        ('clear = "Clear"', 'clear = " "', "en.page.clear must be a text that is not empty"),
        ('confidence = "Confidence {value}"', 'confidence = "Confidence"', r"fields of en.page.confidence"),
        ("[en.changes]", "[en.moves]", r"tables of \[en\]"),
        ("[en.", "[de.", "languages of"),
    ],
    ids=["missing key", "unknown key", "empty text", "lost field", "unknown table", "unknown language"],
)
def test_the_loader_refuses_a_damaged_file(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = WORDS_FILE.read_text(encoding="utf-8")
    assert old in text
    damaged = tmp_path / "words.toml"
    damaged.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(WordsError, match=complaint):
        load_words(damaged)


def test_each_language_has_ten_digits_of_its_own(words: dict[InterfaceLanguage, Words]) -> None:
    digits = [words[language].numbers["digits"] for language in InterfaceLanguage]
    for row in digits:
        assert [int(digit) for digit in row] == list(range(10))
    assert len(set("".join(digits))) == 30


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "expected"),
    [
        ({"lang": "en"}, {"ui_lang": "fa"}, "ar", "en"),
        ({}, {"ui_lang": "fa"}, "en", "fa"),
        ({"lang": "de"}, {"ui_lang": "en"}, "fa", "en"),
        ({}, {}, "de-DE, en;q=0.5, fa-IR;q=0.8", "fa"),
        ({}, {}, "en;q=0, de", "ar"),
        ({}, {}, "en;q=high, fa;q=0.1", "fa"),
        ({}, {}, "", "ar"),
    ],
    ids=["address", "cookie", "unknown address", "best of the browser", "refused", "damaged weight", "nothing"],
)
def test_the_language_is_asked_kept_preferred_or_arabic(
    query: dict[str, str], cookie: dict[str, str], accept: str, expected: str
) -> None:
    assert choose_language(query, cookie, accept) == expected
