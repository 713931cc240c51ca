"""The workbook, read again by another library: what stands in which cell, and as what."""

import dataclasses
import io
from decimal import Decimal
from typing import Any

import pytest
from fake_reports import Sample, report_by_lines
from openpyxl import Workbook, load_workbook

from summarizer.records import Report
from summarizer.writers import FORMATS, Entry, ReaderLanguage, load_report_words

AR, FA, EN = ReaderLanguage
WORDS = load_report_words()


def read_again(*entries: Entry, several: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(b"".join(FORMATS["xlsx"].write(entries, several))))


def entry(report: Report, path: str = "a.txt", reader: ReaderLanguage | None = None) -> Entry:
    return Entry(path, "", report, reader)


def table(workbook: Workbook, number: int, language: ReaderLanguage) -> list[dict[str, Any]]:
    """The rows of a sheet, by the names of the columns."""
    head, *rows = workbook.worksheets[number].values
    names = {title: name for name, title in WORDS[language].columns.items()}
    return [dict(zip((names[title] for title in head), row, strict=True)) for row in rows]


def test_a_statistic_in_its_cells(samples: dict[str, Sample]) -> None:
    rows = table(read_again(entry(samples["ar"].report)), 0, AR)
    start = samples["ar"].text.index("بين 900")
    assert len(rows) == 8
    assert rows[4] == {
        "id": "s5",
        "text": "بين 900 و1400 دولار",
        "value": None,
        "low": 900,
        "high": 1400,
        "kind": "مبلغ",
        "unit": "دولار أميركي",
        "qualifier": None,
        "change": None,
        "population": None,
        "measure": "الإنفاق على إعلانات الشبكات الاجتماعية",
        "time": None,
        "source": "التقرير",
        "compared_with": None,
        "same_as": None,
        "claim": None,
        "start": start,
        "end": start + 19,
        "confidence": 0.81,
    }
    assert [(row["value"], row["unit"]) for row in rows[:3]] == [(64, "%"), (41, "%"), (1200, None)]
    assert (rows[6]["value"], rows[7]["change"]) == (0.25, "انخفاض")


def test_a_claim_in_its_cells(samples: dict[str, Sample]) -> None:
    rows = table(read_again(entry(samples["fa"].report)), 1, FA)
    start = samples["fa"].text.index("۷۲ درصد")
    assert len(rows) == 7
    assert rows[0] == {
        "id": "c1",
        "text": "۷۲ درصد خریداران اینترنتی کشور سفارش خود را با تلفن همراه ثبت می‌کنند",
        "kind": "آماری",
        "source": "مؤسسهٔ پژوهشی «روزن»",
        "hedged": None,
        "statistics": "s1",
        "same_as": None,
        "start": start,
        "end": start + 69,
        "confidence": 0.92,
    }
    assert (rows[6]["kind"], rows[6]["hedged"]) == ("پیش‌بینی", "با بیان غیرقطعی")


@pytest.mark.parametrize(
    ("reader", "titles", "turned"),
    [(None, ["آمارها", "ادعاها"], True), (AR, ["الإحصاءات", "الادّعاءات"], True), (EN, ["Statistics", "Claims"], False)],
)
def test_sheets_speak_the_articles_language_or_the_readers(
    reader: ReaderLanguage | None, titles: list[str], turned: bool, samples: dict[str, Sample]
) -> None:
    workbook = read_again(entry(samples["fa"].report, reader=reader))
    assert workbook.sheetnames == titles
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in workbook] == [turned, turned]


def test_the_header_stays_in_sight_and_filters(samples: dict[str, Sample]) -> None:
    statistics, claims = read_again(entry(samples["ar"].report)).worksheets
    assert (statistics.freeze_panes, claims.freeze_panes) == ("A2", "A2")
    assert (statistics.auto_filter.ref, claims.auto_filter.ref) == ("A1:S9", "A1:J11")


def test_long_text_wraps_in_a_wide_column(samples: dict[str, Sample]) -> None:
    claims = read_again(entry(samples["ar"].report)).worksheets[1]
    assert claims["B2"].alignment.wrap_text
    assert claims.column_dimensions["B"].width > 60


def test_several_have_their_paths_first_and_the_language_of_the_first(samples: dict[str, Sample]) -> None:
    several = [entry(samples["fa"].report, "b.txt"), entry(samples["ar"].report, "-")]
    workbook = read_again(*several, several=True)
    assert workbook.sheetnames == ["آمارها", "ادعاها"]
    rows = table(workbook, 0, FA)
    assert next(iter(rows[0])) == "path"
    assert [row["path"] for row in rows] == ["b.txt"] * 7 + ["-"] * 8


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "http://outside.example/", "mailto:a@b.example", "+5", "007", "@x"])
def test_text_stays_text(text: str) -> None:
    report = report_by_lines(f"{text} 5")
    sheet = read_again(entry(report, reader=EN)).worksheets[1]
    cell = sheet["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (f"{text} 5", "s", None)


def test_a_path_that_is_a_formula_stays_text() -> None:
    sheet = read_again(entry(report_by_lines("5"), "=1+1", EN), several=True).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("value", "written", "shown"),
    [
        ("1490000000", 1_490_000_000, "#,##0"),
        ("0.25", 0.25, "General"),
        ("-3", -3, "#,##0"),
        ("1E+400", "1E+400", "General"),
    ],
)
def test_numbers_are_numbers_where_they_can_be(value: str, written: object, shown: str) -> None:
    report = report_by_lines("5")
    changed = dataclasses.replace(report.statistics[0], value=Decimal(value))
    sheet = read_again(entry(dataclasses.replace(report, statistics=(changed,)), reader=EN)).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].number_format) == (written, shown)


def test_what_no_cell_can_hold_is_cut() -> None:
    sheet = read_again(entry(report_by_lines("5" + "x" * 40_000), reader=EN)).worksheets[1]
    assert len(sheet["B2"].value) == 32_767


def test_the_workbook_bears_no_time_of_its_own(samples: dict[str, Sample]) -> None:
    properties = read_again(entry(samples["ar"].report)).properties
    assert (properties.created.year, properties.modified.year) == (2000, 2000)


def test_an_empty_report_is_two_headers() -> None:
    workbook = read_again(entry(report_by_lines("")))
    assert [sheet.max_row for sheet in workbook] == [1, 1]
