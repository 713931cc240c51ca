"""The words around a report: complete in every language, and only those that a report knows."""

import dataclasses
from pathlib import Path

import pytest
from fake_reports import report_by_lines

from summarizer.records import Change, ClaimKind, Language, Qualifier, QuantityKind
from summarizer.writers import ReaderLanguage, WordsError, load_report_words
from summarizer.writers.words import WORDS_FILE, words_of

NEVER_STATISTICS = {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.DATE, QuantityKind.IDENTIFIER}
WORDS = load_report_words()


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("kinds", set(QuantityKind) - NEVER_STATISTICS),
        ("qualifiers", set(Qualifier)),
        ("changes", set(Change)),
        ("claim_kinds", set(ClaimKind)),
        ("claim_names", set(ClaimKind)),
    ],
)
def test_every_name_of_the_report_has_words(table: str, names: set[str]) -> None:
    for language in ReaderLanguage:
        assert set(getattr(WORDS[language], table)) == names


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('decrease = "decrease"\n', "", r"keys of \[en.changes\]: missing \['decrease'\]"),
        ('decrease = "decrease"', 'decrease = "decrease"\nextra = "extra"', r"unknown \['extra'\]"),
        ('decrease = "decrease"', 'decrease = " "', "en.changes.decrease must be a text that is not empty"),
        ('confidence = "Confidence {value}"', 'confidence = "Confidence"', r"fields of en.phrases.confidence"),
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
        load_report_words(damaged)


def test_each_language_has_ten_digits_of_its_own() -> None:
    digits = [WORDS[language].numbers["digits"] for language in ReaderLanguage]
    for row in digits:
        assert [int(digit) for digit in row] == list(range(10))
    assert len(set("".join(digits))) == 30


@pytest.mark.parametrize(("language", "spoken"), [("ar", "ar"), ("fa", "fa"), ("mixed", "ar")])
def test_a_report_speaks_the_language_of_its_article(language: str, spoken: str) -> None:
    report = dataclasses.replace(report_by_lines("5"), language=Language(language))
    assert words_of(report).language == spoken
