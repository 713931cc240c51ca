"""The one list of formats, and what every one of them must do."""

import json

import pytest
from fake_reports import Sample, report_by_lines

from summarizer.writers import FORMATS, Entry

EVERY = pytest.mark.parametrize("name", FORMATS)


def write(name: str, sample: Sample) -> bytes:
    return b"".join(FORMATS[name].write([Entry("a.txt", sample.text, sample.report)], False))


def test_the_formats_and_their_files() -> None:
    assert {format.name: (format.suffix, format.media_type, format.is_text) for format in FORMATS.values()} == {
        "text": (".txt", "text/plain", True),
        "json": (".json", "application/json", True),
        "jsonl": (".jsonl", "application/x-ndjson", True),
        "csv": (".csv", "text/csv", True),
        "xlsx": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        "markdown": (".md", "text/markdown", True),
        "html": (".html", "text/html", True),
    }
    assert all(name == format.name for name, format in FORMATS.items())


@EVERY
def test_the_same_report_gives_the_same_bytes(name: str, samples: dict[str, Sample]) -> None:
    sample = samples["ar"]
    assert write(name, sample) == write(name, sample)


@EVERY
def test_half_a_character_stops_no_format(name: str) -> None:
    text = "5 a\ud800b"
    assert write(name, Sample(text, report_by_lines(text)))


def test_json_keeps_half_a_character() -> None:
    report = report_by_lines("5 a\ud800b")
    assert json.loads(write("json", Sample("", report))) == report.to_dict()
