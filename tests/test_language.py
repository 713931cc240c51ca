"""Arabic or Persian, of phrases and of whole texts."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article.language import detect, paragraph_language
from summarizer.lexicon import load
from summarizer.records import Language

CASES = Path(__file__).parent / "cases"
ARABIC = "تباع هذه الهواتف في كل المتاجر الكبيرة."
PERSIAN = "این گوشی‌ها در همهٔ فروشگاه‌های بزرگ فروخته می‌شوند."


def _cases() -> list[Any]:
    found = []
    for language in ("ar", "fa"):
        for case in tomllib.loads((CASES / language / "language.toml").read_text("utf-8"))["case"]:
            found.append(pytest.param(case["text"], language, id=f"{language}: {case['origin']}"))
    return found


@pytest.mark.parametrize(("text", "language"), _cases())
def test_cases(text: str, language: str) -> None:
    assert paragraph_language(text) == language


@pytest.mark.parametrize("text", ["", " \n", "hello 123", "100%", "٣٧", "۳۷", "Привет", "…؟"])
def test_nothing_tells_without_letters_of_the_script(text: str) -> None:
    assert paragraph_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, Language.ARABIC),
        (PERSIAN, Language.PERSIAN),
        (f"{ARABIC}\n{PERSIAN}", Language.MIXED),
        ("\n".join([ARABIC] * 12 + [PERSIAN]), Language.ARABIC),
        ("\n".join([PERSIAN] * 12 + [ARABIC]), Language.PERSIAN),
        ("", Language.ARABIC),
        ("English only.", Language.ARABIC),
    ],
)
def test_detect(text: str, language: Language) -> None:
    assert detect(text) is language


def test_no_small_word_stands_for_both_languages() -> None:
    arabic, persian = (set(load(language, "function_words")["common"]) for language in ("ar", "fa"))
    assert arabic & persian == set()


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert detect(text) in set(Language)
    assert paragraph_language(text) in {Language.ARABIC, Language.PERSIAN, None}
