"""Numbers as each language of a reader writes them."""

import dataclasses
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from fake_reports import report_by_lines

from summarizer.writers import ReaderLanguage, load_report_words
from summarizer.writers.figures import format_number, format_value

WORDS = load_report_words()
FIGURES = tomllib.loads(Path(__file__).with_name("cases").joinpath("output/figures.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FIGURES["numbers"], ids=lambda case: case["value"])
@pytest.mark.parametrize("language", ReaderLanguage)
def test_numbers_are_written_as_the_language_writes_them(case: dict[str, str], language: ReaderLanguage) -> None:
    assert format_number(Decimal(case["value"]), WORDS[language]) == case[language]


@pytest.mark.parametrize("case", FIGURES["statistics"], ids=lambda case: case["en"])
@pytest.mark.parametrize("language", ReaderLanguage)
def test_values_carry_their_percent_sign_and_ranges_are_words(case: dict[str, str], language: ReaderLanguage) -> None:
    ends = {name: Decimal(case[name]) if name in case else None for name in ("value", "low", "high")}
    statistic = dataclasses.replace(report_by_lines("5").statistics[0], **ends, unit=case["unit"])
    assert format_value(statistic, WORDS[language]) == case[language]
