"""What stands around an article, and what only looks like it."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article.furniture import furniture_lines, is_furniture
from summarizer.text.folding import fold

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for language in ("ar", "fa"):
        for case in tomllib.loads((CASES / language / "furniture.toml").read_text("utf-8"))["case"]:
            found.append(pytest.param(case["line"], case["furniture"], id=f"{language}: {case['line'][:40]}"))
    return found


@pytest.mark.parametrize(("line", "furniture"), _cases())
def test_cases(line: str, furniture: bool) -> None:
    assert is_furniture(fold(line).text) is furniture


def test_a_bare_list_of_tags_is_furniture_at_the_end_only() -> None:
    tags = "تسويق، متاجر، أسعار"
    lines = [fold(line).text for line in (tags, "ارتفعت الأسعار في السوق هذا العام.", tags, "اترك تعليقا")]
    assert furniture_lines(lines) == {2, 3}


def test_a_text_of_nothing_but_names_is_kept() -> None:
    assert furniture_lines([fold("تسويق، متاجر، أسعار").text]) == frozenset()


def test_a_paragraph_that_begins_like_furniture_is_kept() -> None:
    assert not is_furniture(fold("اقرأ المزيد " + "عن السوق " * 20).text)


@pytest.mark.parametrize("unit", ["ا", "الاسم ", "a-", "#ا ", "a@", "a.", ": ", "@"])
def test_long_lines_are_quick(unit: str) -> None:
    began = time.perf_counter()
    furniture_lines([unit * 100_000, unit * 100_000])
    assert time.perf_counter() - began < 5


@given(st.lists(st.text()))
def test_any_lines_at_all(lines: list[str]) -> None:
    assert all(0 <= index < len(lines) for index in furniture_lines(lines))
