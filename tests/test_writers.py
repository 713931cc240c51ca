"""Every format of one hand-made report, and what each must do with awkward text."""

import csv
import io
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarizer.records import (
    Change,
    Claim,
    ClaimKind,
    Ignored,
    Language,
    ModelInfo,
    Qualifier,
    QuantityKind,
    Report,
    Span,
    Statistic,
    Summary,
)
from summarizer.writers import FORMATS, Entry
from summarizer.writers.as_csv import safe_cell
from summarizer.writers.as_markdown import escape
from summarizer.writers.as_text import own_direction
from summarizer.writers.entry import value_with_unit

CASE = tomllib.loads(Path(__file__).with_name("cases").joinpath("output/report.toml").read_text("utf-8"))
VISIBLE = str.maketrans(
    {
        "\N{FIRST STRONG ISOLATE}": "\N{MATHEMATICAL LEFT DOUBLE ANGLE BRACKET}",
        "\N{LEFT-TO-RIGHT ISOLATE}": "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}",
        "\N{POP DIRECTIONAL ISOLATE}": "\N{MATHEMATICAL RIGHT ANGLE BRACKET}",
    }
)
DIRECTIONAL_CONTROLS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
EMPTY = Report(Language.ARABIC, Summary("", ()), (), (), (), ModelInfo("fake", "0"))


def find(article: str, text: str | None) -> Span | None:
    return None if text is None else Span.of(article, article.index(text), article.index(text) + len(text))


def make_statistic(number: int, article: str, row: dict[str, Any]) -> Statistic:
    start = article.index(row["text"])

    def decimal(name: str) -> Decimal | None:
        return Decimal(row[name]) if name in row else None

    def span(name: str) -> Span | None:
        return find(article, row.get(name))

    return Statistic(
        id=f"s{number}",
        start=start,
        end=start + len(row["text"]),
        text=row["text"],
        value=decimal("value"),
        low=decimal("low"),
        high=decimal("high"),
        kind=QuantityKind(row["kind"]),
        unit=row.get("unit"),
        qualifier=Qualifier(row["qualifier"]) if "qualifier" in row else None,
        change=Change(row["change"]) if "change" in row else None,
        population=span("population"),
        measure=span("measure"),
        time=span("time"),
        source=span("source"),
        compared_with=tuple(row.get("compared_with", ())),
        same_as=row.get("same_as"),
        claim=row.get("claim"),
        confidence=row.get("confidence", 1.0),
    )


def make_claim(number: int, article: str, row: dict[str, Any]) -> Claim:
    start = article.index(row["text"])
    return Claim(
        id=f"c{number}",
        start=start,
        end=start + len(row["text"]),
        text=row["text"],
        kind=ClaimKind(row["kind"]),
        source=find(article, row.get("source")),
        hedged=row["hedged"],
        statistics=tuple(row["statistics"]),
        same_as=None,
        confidence=row["confidence"],
    )


def make_report(case: dict[str, Any]) -> Report:
    article = case["article"]
    sentences = tuple(span for text in case["summary"] if (span := find(article, text)))
    ignored = find(article, case["ignored"])
    assert ignored is not None
    return Report(
        language=Language(case["language"]),
        summary=Summary(" ".join(span.text for span in sentences), sentences),
        statistics=tuple(make_statistic(n, article, row) for n, row in enumerate(case["statistics"], start=1)),
        claims=tuple(make_claim(n, article, row) for n, row in enumerate(case["claims"], start=1)),
        ignored=(Ignored(ignored.start, ignored.end, "page_furniture"),),
        model=ModelInfo("fake", "0"),
    )


def one_statistic(text: str, **fields: Any) -> Report:
    """A report whose only statistic is `text`, 5 of something unless `fields` say otherwise."""
    row = {"text": text, "kind": "count"} | ({} if "low" in fields else {"value": "5"}) | fields
    article = " ".join([text, *(str(row[name]) for name in ("population", "measure") if name in row)])
    statistic = make_statistic(1, article, row)
    return Report(Language.PERSIAN, Summary("", ()), (statistic,), (), (), ModelInfo("fake", "0"))


def entry(path: str, report: Report) -> Entry:
    return Entry(path, CASE["article"], report)


def write(name: str, *entries: Entry, several: bool = False) -> str:
    return b"".join(FORMATS[name].write(entries, several)).decode("utf-8")


def csv_rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))


REPORT = make_report(CASE)


@pytest.mark.parametrize("name", CASE["expected"])
def test_the_whole_report_reads_so(name: str) -> None:
    written = write(name, entry("a.txt", REPORT))
    mark = (
        "\N{ZERO WIDTH NO-BREAK SPACE}" if name == "csv" else ""
    )  # without it spreadsheet programs misread the letters
    assert (written.translate(VISIBLE) if name == "text" else written) == mark + CASE["expected"][name]


def test_json_is_the_report_and_nothing_else() -> None:
    written = write("json", entry("a.txt", REPORT))
    assert json.loads(written) == REPORT.to_dict()
    assert CASE["summary"][0] in written, "Arabic script stays readable"


def test_json_of_several_is_a_list_in_which_each_has_its_path() -> None:
    written = json.loads(write("json", entry("a.txt", REPORT), entry("b.txt", EMPTY), several=True))
    assert written == [{"path": "a.txt"} | REPORT.to_dict(), {"path": "b.txt"} | EMPTY.to_dict()]


def test_json_is_a_list_even_where_one_of_several_could_be_read() -> None:
    assert json.loads(write("json", entry("b.txt", EMPTY), several=True)) == [{"path": "b.txt"} | EMPTY.to_dict()]


@pytest.mark.parametrize("several", [False, True])
def test_jsonl_is_a_line_a_report_each_with_its_path(several: bool) -> None:
    lines = write("jsonl", entry("a.txt", REPORT), entry("b\n.txt", EMPTY), several=several).splitlines()
    assert [json.loads(line) for line in lines] == [
        {"path": "a.txt"} | REPORT.to_dict(),
        {"path": "b\n.txt"} | EMPTY.to_dict(),
    ]


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "markdown"])
def test_only_the_text_format_adds_directional_controls(name: str) -> None:
    assert not DIRECTIONAL_CONTROLS & set(write(name, entry("a.txt", REPORT), several=True))


def test_csv_has_one_header_and_the_path_of_each_row_where_there_are_several() -> None:
    written = write("csv", entry("a.txt", REPORT), entry("b.txt", EMPTY), entry("c.txt", REPORT), several=True)
    rows = csv_rows(written)
    assert [f"{row['path']} {row['id']}" for row in rows] == ["a.txt s1", "a.txt s2", "c.txt s1", "c.txt s2"]


def test_csv_survives_quotes_commas_and_line_feeds() -> None:
    measure = 'said "five, or\nso"'
    written = write("csv", entry("a.txt", one_statistic("5", measure=measure)))
    assert [row["measure"] for row in csv_rows(written)] == [measure]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-5%", "@SUM(A1)", "\t=1", "\r=1", "-", "+5-3", "=5", "-5\n"])
def test_csv_neutralises_what_a_spreadsheet_would_run(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+5", "-0.5", "-1.5e-07", "5", "%37", "", "a=1", "5-3", "'=1"])
def test_csv_leaves_numbers_and_harmless_text_alone(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_csv_neutralises_every_text_column_and_keeps_numbers() -> None:
    report = one_statistic("-5%", value="-5", population="=HYPERLINK(1)", measure="@x")
    row = csv_rows(write("csv", entry("-x.txt", report), several=True))[0]
    assert (row["path"], row["text"], row["value"]) == ("'-x.txt", "'-5%", "-5")
    assert (row["population"], row["measure"]) == ("'=HYPERLINK(1)", "'@x")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": "1490000000", "unit": None}, "1,490,000,000"),
        ({"value": "4.04E+9", "kind": "money", "unit": "USD"}, "4,040,000,000 USD"),
        ({"value": "37.50", "kind": "percentage", "unit": "%"}, "37.5%"),
        ({"value": "3", "kind": "percentage", "unit": "pp"}, "3 percentage points"),
        ({"value": "0.3333333333333333", "kind": "fraction"}, "0.3333"),
        ({"value": "0.003", "kind": "fraction"}, "0.003"),
        ({"value": "0.00001234567", "kind": "ratio"}, "0.00001235"),
        ({"value": "-1234.5", "kind": "quantity", "unit": "metre"}, "-1,234.5 metre"),
        ({"low": "2000000", "high": "3000000"}, "2,000,000 to 3,000,000"),
        ({"low": "18.5", "high": "20", "kind": "duration", "unit": "minute"}, "18.5 to 20 minute"),
    ],
)
def test_values_are_written_in_full_with_their_unit(fields: dict[str, Any], expected: str) -> None:
    assert value_with_unit(one_statistic("5", **fields).statistics[0]) == expected


def test_text_of_several_stands_under_the_path_of_each() -> None:
    lines = write("text", entry("a.txt", EMPTY), entry("-", EMPTY), several=True).splitlines()
    titles = [line for line in lines if line.startswith("===")]
    assert titles == ["=== \u2068a.txt\u2069 ===", "=== \u2068standard input\u2069 ==="]


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_an_empty_report_says_that_nothing_was_found(name: str) -> None:
    assert write(name, entry("a.txt", EMPTY)).lower().count("none found") == 4


def test_text_names_each_language() -> None:
    assert write("text", entry("a.txt", one_statistic("5"))).startswith("Language: Persian\n")


def test_text_says_which_statistic_repeats_another() -> None:
    assert "      same as     s0\n" in write("text", entry("a.txt", one_statistic("5", same_as="s0")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\r\nlines\u2028here", "two lines here"),
        ("red \x1b[31mtitle\x07\x9b2J", "red [31mtitle2J"),
        ("ends \u2069\u202eearly\u2067", "ends early"),
        ("zero\u200cwidth", "zero\u200cwidth"),
    ],
)
def test_text_of_an_article_can_neither_drive_the_terminal_nor_leave_its_isolate(text: str, expected: str) -> None:
    assert own_direction(text) == f"\u2068{expected}\u2069"


def test_markdown_of_several_stands_under_the_path_of_each() -> None:
    lines = write("markdown", entry("my_a.txt", EMPTY), entry("-", EMPTY), several=True).splitlines()
    assert [line for line in lines if line.startswith("# ")] == ["# my\\_a.txt", "# standard input"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("[a](b) ![c](d) <e> &amp;", r"\[a\](b) \!\[c\](d) \<e\> \&amp;"),
        ("# a", r"\# a"),
        ("> a", r"\> a"),
        ("- a - b", r"\- a - b"),
        ("+ a", r"\+ a"),
        ("12. a 3. b", r"12\. a 3. b"),
        ("7) a", r"7\) a"),
        ("---", r"\---"),
        ("3.5%", "3.5%"),
        ("-5%", "-5%"),
        ("$5 and $6", r"\$5 and \$6"),
        ("a\n\n- b", "a - b"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_markdown_shows_the_markup_of_an_article_as_text(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_markdown_keeps_a_pipe_inside_its_cell() -> None:
    written = write("markdown", entry("a.txt", one_statistic("5", measure="a | b")))
    assert "| s1 | 5 | 5 | count |  | a \\| b |  |  |\n" in written
