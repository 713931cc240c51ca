"""The page's own words, and whose language it speaks."""

from pathlib import Path

import pytest

from summarizer.writers import ReaderLanguage, WordsError
from ui.languages import choose_language
from ui.words import WORDS_FILE, Words, load_words


def test_the_page_has_the_words_of_a_report_in_its_own_language(words: dict[ReaderLanguage, Words]) -> None:
    assert [words[language].report.language for language in ReaderLanguage] == list(ReaderLanguage)


def test_a_word_that_one_language_lacks_is_missed(tmp_path: Path) -> None:
    text = WORDS_FILE.read_text(encoding="utf-8")
    assert 'clear = "Clear"\n' in text
    damaged = tmp_path / "words.toml"
    damaged.write_text(text.replace('clear = "Clear"\n', ""), encoding="utf-8")
    with pytest.raises(WordsError, match=r"keys of \[en.page\]: missing \['clear'\]"):
        load_words(damaged)


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
