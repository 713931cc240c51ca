"""The command: exit status, streams, files, and what it must not load."""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.errors import ModelError
from summarizer.records import Language, ModelInfo, QuantityKind, Report, Span, Statistic, Summary
from summarizer.version import __version__
from summarizer.writers import FORMATS

ROOT = Path(__file__).parents[1]
HEAVY = {"torch", "transformers", "gradio", "onnxruntime", "sentencepiece"}


def fake_report(text: str) -> Report:
    """Its summary is the first line; its statistics are the numbers in digits."""
    line = Span.of(text, 0, len(text.splitlines()[0]))
    numbers = tuple(
        Statistic(
            id=f"s{n}",
            start=match.start(),
            end=match.end(),
            text=match[0],
            value=Decimal(match[0]),
            kind=QuantityKind.COUNT,
            compared_with=(),
            confidence=1.0,
            **dict.fromkeys(("low", "high", "unit", "qualifier", "change", "population", "measure", "time", "source")),
            **dict.fromkeys(("same_as", "claim")),
        )
        for n, match in enumerate(re.finditer(r"[0-9]+", text), start=1)
    )
    return Report(Language.ARABIC, Summary(line.text, (line,)), numbers, (), (), ModelInfo("fake", "0"))


class FakeSummarizer:
    """Reads two texts ahead, as batches do; fails where a text says "crash"."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def summarize_many(self, texts: Iterable[str]) -> Iterator[Report]:
        texts = iter(texts)
        while batch := list(islice(texts, 2)):
            for text in batch:
                self.seen.append(text)
                if "crash" in text:
                    raise ModelError("the model is damaged; install it again")
                yield fake_report(text)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three articles, the last without a number."""
    for name, text in {"a.txt": "first 11\n", "b.txt": "second 22\n", "c.txt": "third\n"}.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def give_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def run(*arguments: str) -> int:
    return main(arguments, FakeSummarizer())


def summaries(jsonl: str) -> list[tuple[str, str]]:
    return [(report["path"], report["summary"]["text"]) for report in map(json.loads, jsonl.splitlines())]


def test_one_article_gives_a_readable_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt") == 0
    out, err = capsys.readouterr()
    assert out.startswith("Language: Arabic\n\nSummary\n  1. ")
    assert err == ""


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give_standard_input(monkeypatch, b"\xef\xbb\xbfpiped 7")
    assert run("-", "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["schema"], report["summary"]["text"]) == (1, "piped 7")
    assert "path" not in report


def test_several_articles_keep_their_order_and_paths(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("c.txt", "a.txt", "b.txt", "--format", "jsonl") == 0
    assert summaries(capsys.readouterr().out) == [("c.txt", "third"), ("a.txt", "first 11"), ("b.txt", "second 22")]


def test_a_failure_is_one_line_and_the_others_are_done(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.txt").touch()
    assert run("gone.txt", "a.txt", "empty.txt", "b.txt", ".", "c.txt", "--format", "jsonl") == 1
    out, err = capsys.readouterr()
    assert summaries(out) == [("a.txt", "first 11"), ("b.txt", "second 22"), ("c.txt", "third")]
    assert [line.split(";")[0] for line in err.splitlines()] == [
        "khulasa: 'gone.txt' does not exist",
        "khulasa: 'empty.txt' is empty",
        "khulasa: '.' is a folder",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_with_nothing_read_nothing_is_written_nor_summarized(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").write_text("old")
    summarizer = FakeSummarizer()
    assert main(["gone.txt", "--format", name], summarizer) == 1
    assert main(["gone.txt", "lost.txt", "--format", name, "-o", "out"], summarizer) == 1
    assert capsys.readouterr().out == ""
    assert Path("out").read_text() == "old"
    assert summarizer.seen == []


def test_json_of_several_is_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "gone.txt", "--format", "json") == 1
    assert [report["path"] for report in json.loads(capsys.readouterr().out)] == ["a.txt"]


def test_csv_of_several_has_a_path_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "c.txt", "b.txt", "--format", "csv") == 0
    out = capsys.readouterr().out
    assert out.startswith("\N{ZERO WIDTH NO-BREAK SPACE}path,")
    rows = list(csv.DictReader(io.StringIO(out[1:])))
    assert [(row["path"], row["value"]) for row in rows] == [("a.txt", "11"), ("b.txt", "22")]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_no_text_does_not_stop_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"\xff.txt")
    Path(name).write_text("odd 5")
    assert run(name, "--format", "jsonl") == 0
    assert summaries(capsys.readouterr().out) == [("\N{REPLACEMENT CHARACTER}.txt", "odd 5")]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "ARTICLE"),
        (["a.txt", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["a.txt", "--colour"], "--colour"),
        (["-", "a.txt", "-"], "more than once"),
        (["a.txt", "-o", "."], "is a folder"),
        (["a.txt", "-o", "gone/out.txt"], "does not exist"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        run(*arguments)
    out, err = capsys.readouterr()
    assert (ending.value.code, out) == (2, "")
    assert complaint in err.splitlines()[-1]


@pytest.mark.parametrize(
    ("option", "expected"),
    [("--version", f"khulasa {__version__}\n"), ("--help", "khulasa - < ARTICLE.txt")],
)
def test_help_and_version_are_printed(option: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main([option])
    assert ending.value.code == 0
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_a_workbook_is_not_for_a_terminal(
    output: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(SystemExit) as ending:
        run("a.txt", "-f", "xlsx", *output)
    assert ending.value.code == 2
    assert "xlsx is not for a terminal; give a file to write with -o" in capsys.readouterr().err
    assert sys.stdout.getvalue() == ""


@pytest.mark.parametrize("name", FORMATS)
def test_a_pipe_and_a_file_get_the_same_bytes(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("a.txt", "b.txt", "-f", name) == run("a.txt", "b.txt", "-f", name, "-o", "out") == 0
    assert Path("out").read_bytes() == capfdbinary.readouterr().out != b""


def test_a_page_shows_the_text_that_was_read() -> None:
    assert run("a.txt", "gone.txt", "b.txt", "-f", "html", "-o", "out.html") == 1
    page = Path("out.html").read_text("utf-8")
    headings = re.findall(r"<h1><bdi>(.*?)</bdi></h1>", page)
    texts = re.findall(r'kh-text" lang="ar" dir="rtl">(\w+)', page)
    assert (headings, texts) == (["a.txt", "b.txt"], ["first", "second"])


def test_output_goes_to_the_file_and_nowhere_else(capsys: pytest.CaptureFixture[str], articles: Path) -> None:
    before = set(articles.iterdir())
    assert run("a.txt", "-f", "jsonl", "-o", "out.jsonl") == 0
    assert capsys.readouterr() == ("", "")
    assert summaries(Path("out.jsonl").read_text("utf-8")) == [("a.txt", "first 11")]
    assert set(articles.iterdir()) - before == {articles / "out.jsonl"}


def test_a_dash_as_output_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "-f", "jsonl", "-o", "-") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert not Path("-").exists()


def test_an_unfinished_output_leaves_the_old_file(capsys: pytest.CaptureFixture[str], articles: Path) -> None:
    Path("out").write_text("old")
    Path("bad.txt").write_text("crash")
    before = set(articles.iterdir())
    assert run("a.txt", "b.txt", "bad.txt", "-o", "out") == 1
    assert capsys.readouterr() == ("", "khulasa: the model is damaged; install it again\n")
    assert Path("out").read_text() == "old"
    assert set(articles.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_replaced_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones() -> None:
    Path("old").touch()
    Path("old").chmod(0o604)
    mask = os.umask(0o027)
    try:
        assert run("a.txt", "-o", "old") == run("a.txt", "-o", "new") == 0
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(Path(name).stat().st_mode) for name in ("old", "new")] == [0o604, 0o640]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_followed_not_replaced() -> None:
    Path("link").symlink_to("target")
    assert run("a.txt", "-o", "link") == 0
    assert Path("link").is_symlink()
    assert Path("target").read_text("utf-8").startswith("Language")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_named_pipe_is_written_to_not_replaced() -> None:
    os.mkfifo("pipe")
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(Path("pipe").read_text("utf-8")), daemon=True)
    reader.start()
    assert run("a.txt", "-f", "jsonl", "-o", "pipe") == 0
    reader.join(timeout=10)
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
    assert summaries(received[0]) == [("a.txt", "first 11")]


def test_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "b.txt", "c.txt") == 0
    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar_that_ends_full_and_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run("a.txt", "gone.txt", "b.txt", "-o", "out") == 1
    drawn = [piece.rstrip() for piece in re.split(r"[\r\n]", terminal.getvalue()) if piece.strip()]
    bars = [f"[{'#' * 10 * n}{'.' * 10 * (3 - n)}] {n}/3" for n in range(4)]
    # The summarizer reads two texts ahead, so the missing file is met before the first report is there.
    complaint = drawn.pop(1)
    assert complaint.startswith("khulasa: 'gone.txt' does not exist")
    assert drawn == bars
    assert re.search(r"\r +\r$", terminal.getvalue())


def test_one_input_gets_no_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run("a.txt") == 0
    assert terminal.getvalue() == ""


def start(code: str, **options: str) -> subprocess.Popen[str]:
    """A new Python that runs `code`, with this module's fake at hand as `test_cli`."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])} | options
    environment.pop("PYTHONUNBUFFERED", None)  # it would hide what is still in a buffer at the end
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    )


@pytest.mark.parametrize("arguments", ["['--help']", "['--version']", "['gone.txt']"])
def test_nothing_heavy_is_loaded_before_there_is_a_text(arguments: str) -> None:
    process = start(
        "import sys\nfrom summarizer.cli import main\n"
        f"try: main({arguments})\nexcept SystemExit: pass\n"
        "print(*sys.modules)"
    )
    loaded = set(process.communicate(timeout=60)[0].split())
    assert "summarizer.cli" in loaded
    assert not HEAVY & loaded


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
def test_a_reader_that_goes_away_ends_the_work_quietly() -> None:
    process = start(
        "from test_cli import *\nsys.exit(main(['a.txt'] * 20_000 + ['--format', 'jsonl'], FakeSummarizer()))"
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["path"] == "a.txt"
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "-o", "/dev/full") == 1
    assert re.fullmatch(
        r"khulasa: cannot write the output \(.*\); give another place with -o\n", capsys.readouterr().err
    )


def test_output_is_utf_8_whatever_the_locale() -> None:
    Path("a.txt").write_text("\N{ARABIC LETTER SEEN}", "utf-8")
    process = start(
        "from test_cli import *\nsys.exit(main(['a.txt', '-f', 'jsonl'], FakeSummarizer()))", PYTHONIOENCODING="ascii"
    )
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert summaries(out) == [("a.txt", "\N{ARABIC LETTER SEEN}")]


def test_python_m_summarizer_is_the_command() -> None:
    process = start(
        "import runpy, sys\nsys.argv = ['x', '--version']\nrunpy.run_module('summarizer', run_name='__main__')"
    )
    assert process.communicate(timeout=60)[0] == f"khulasa {__version__}\n"
