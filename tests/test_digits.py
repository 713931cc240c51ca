"""Digit runs, whole: what each arrangement of separators means, and that none is read in part."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities.digits import dotted_thousands, read_digits
from summarizer.quantities.tokens import TokenKind, tokenize
from summarizer.text.folding import fold

GROUP_SIGNS = ",'،’"
LARGEST = 10**15


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("0", "0"),
        ("007", "7"),
        ("1234567", "1234567"),
        # groups of three behind one sign
        ("1,234", "1234"),
        ("12,345,678", "12345678"),
        ("1.234.567", "1234567"),
        ("1،234", "1234"),
        ("1’234’567", "1234567"),
        ("1'234", "1234"),
        ("12 000", "12000"),
        ("12/500/000", "12500000"),
        # groups, and decimals behind another sign
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        # one sign before any other count of digits is a decimal sign
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        ("3،5", "3.5"),
        ("12,34", "12.34"),
        ("1,2345", "1.2345"),
        ("2ر1", "2.1"),
        (".5", "0.5"),
        ("0.25", "0.25"),
        # a dot before three digits, too, but for zeros; a comma after a lone zero
        ("1.234", "1.234"),
        ("104.000", "104000"),
        ("0,234", "0.234"),
        ("0.000", "0"),
        ("0,000", "0"),
        ("½", "0.5"),
        ("¾", "0.75"),
    ],
)
def test_a_run_is_read(run: str, value: str) -> None:
    assert read_digits(run) == Decimal(value)


@pytest.mark.parametrize(
    "run",
    ["2.0.1", "1.2.3.4", "192.168.1.1", "12,34,56", "1,23,456", "1,234.567.8", "1.5,2.5", "1,234,56", "9" * 61],
)
def test_a_run_that_is_no_one_number_is_refused(run: str) -> None:
    assert read_digits(run) is None


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("12.500", 12500),
        ("1.234", 1234),
        ("12/500", 12500),
        ("0.500", None),
        ("012.500", None),
        ("12.50", None),
        ("1234.500", None),
        ("12,500", None),
        ("1.234.567", None),
    ],
)
def test_dotted_thousands(run: str, value: int | None) -> None:
    assert dotted_thousands(run) == value


@given(st.integers(0, LARGEST), st.sampled_from(GROUP_SIGNS))
def test_grouped_thousands_are_the_number_itself(value: int, sign: str) -> None:
    assert read_digits(f"{value:,}".replace(",", sign)) == value


@given(st.integers(1000, LARGEST), st.text("0123456789", min_size=1, max_size=4))
def test_both_habits_of_writing_decimals_agree(whole: int, decimals: str) -> None:
    english = f"{whole:,}.{decimals}"
    continental = english.translate(str.maketrans(",.", ".,"))
    assert read_digits(english) == read_digits(continental) == Decimal(f"{whole}.{decimals}")


@given(st.integers(0, LARGEST), st.sampled_from(("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")))
def test_digits_of_any_script_are_read(value: int, script: str) -> None:
    written = str(value).translate(str.maketrans("0123456789", script))
    assert read_digits(fold(written).text) == value


@given(st.text("0123456789.,'،ر /", max_size=20))
def test_no_run_is_read_as_less_than_its_digits(run: str) -> None:
    """Every digit of a run counts: nothing but zeros at its ends can get lost."""
    for token in tokenize(run):
        value = read_digits(token.text) if token.kind is TokenKind.DIGITS else None
        if value is not None:
            digits = "".join(filter(str.isdigit, token.text)).strip("0")
            assert "".join(filter(str.isdigit, f"{value:f}")).strip("0") == digits
