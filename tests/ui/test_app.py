"""The page as programs see it: the endpoint, the headers, the closed doors."""

import asyncio
import dataclasses
import json
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fake_reports import CRASH, FakeSummarizer, Sample

from summarizer.writers import FORMATS, ReaderLanguage, format_number
from ui.__main__ import main
from ui.desk import Desk
from ui.downloads import OFFERED, file_stem, make_files
from ui.handlers import Answer, Handlers
from ui.settings import Settings
from ui.words import Words

gradio_client = pytest.importorskip("gradio_client")

LIMIT = Settings().max_characters


@pytest.fixture(scope="module")
def client(server: str) -> Any:
    return gradio_client.Client(server, verbose=False)


def test_the_endpoint_gives_the_report_as_json(client: Any, samples: dict[str, Sample]) -> None:
    sample = samples["fa"]
    answer = client.predict(sample.text, api_name="/summarize")
    assert answer == json.loads(sample.report.to_json())
    assert answer["schema"] == 1


def test_the_endpoint_takes_an_empty_text(client: Any) -> None:
    assert client.predict("", api_name="/summarize")["statistics"] == []


def test_no_other_endpoint_is_public(client: Any) -> None:
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/summarize"}


@pytest.mark.parametrize("given", ["x" * (LIMIT + 1), 5, None], ids=["too long", "a number", "nothing"])
def test_the_endpoint_says_what_is_wrong(client: Any, given: object) -> None:
    with pytest.raises(Exception, match=r"50000 are allowed|must be a text"):
        client.predict(given, api_name="/summarize")


def test_an_address_in_place_of_a_file_is_not_even_looked_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(host: Any, *rest: Any, **more: Any) -> Any:
        asked.append(host if isinstance(host, str) else host.decode())
        return real(host, *rest, **more)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", note)
    file = {"path": "http://outside.example/a.png", "meta": {"_type": "gradio.FileData"}}
    call = f"{server}/gradio_api/call/summarize"
    event = httpx.post(call, json={"data": [file]}).json()["event_id"]
    assert "event: error" in httpx.get(f"{call}/{event}", timeout=30).text
    assert "outside.example" not in asked


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://outside.example/a",
        "/gradio_api/FILE=HTTP://outside.example/a",
        "/gradio_api/file/http://outside.example/a",
        "/gradio_api/file=%68ttp://outside.example/a",
        "/gradio_api/proxy=https://outside.example/a",
        "/gradio_api/upload",
    ],
)
def test_the_doors_to_outside_are_closed(server: str, path: str) -> None:
    assert httpx.get(server + path).status_code == 403
    assert httpx.post(server + path).status_code == 403


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info"])
def test_every_answer_carries_the_policy(server: str, path: str) -> None:
    policy = httpx.get(server + path).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("en", "ltr")])
def test_the_page_says_its_language_and_direction(server: str, language: str, direction: str) -> None:
    answer = httpx.get(f"{server}/?lang={language}")
    assert f'<html lang="{language}" dir="{direction}"' in answer.text
    assert answer.cookies["ui_lang"] == language
    kept = httpx.get(server, cookies={"ui_lang": language})
    assert f'<html lang="{language}"' in kept.text
    assert "set-cookie" not in kept.headers


def test_the_page_is_compressed_for_who_can_read_that(server: str) -> None:
    plain, packed = (httpx.get(server, headers={"accept-encoding": name}) for name in ("identity", "gzip, br"))
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3
    assert packed.text == plain.text
    assert "Accept-Encoding" in packed.headers["vary"]


def test_an_unknown_language_is_not_kept(server: str) -> None:
    answer = httpx.get(f"{server}/?lang=<script>")
    assert '<html lang="ar" dir="rtl"' in answer.text
    assert "set-cookie" not in answer.headers


@dataclasses.dataclass(frozen=True)
class Problem:
    """A text that cannot be summarized, and the message it earns."""

    text: str
    message: str


PROBLEMS = [
    Problem("", "empty"),
    Problem(" \n ", "empty"),
    Problem("Only English, 50% of it.", "wrong_script"),
    Problem("\N{ARABIC-INDIC DIGIT FIVE}\N{ARABIC PERCENT SIGN}", "wrong_script"),
    Problem(CRASH, "failed"),
]


@pytest.mark.parametrize("language", ReaderLanguage)
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: f"{problem.message}-{len(problem.text)}")
def test_a_problem_is_said_kindly_in_the_readers_language(
    problem: Problem, language: ReaderLanguage, words: dict[ReaderLanguage, Words]
) -> None:
    *_, (notice, result, *buttons) = answers(problem.text, language, words)
    assert words[language].messages[problem.message] in notice
    assert 'role="alert"' in notice
    assert result == ""
    assert [button["visible"] for button in buttons] == [False] * 6


def test_a_text_too_long_is_told_both_numbers(words: dict[ReaderLanguage, Words]) -> None:
    text = "\N{ARABIC LETTER BEH}" * (LIMIT + 1)
    [(notice, *_)] = answers(text, ReaderLanguage.PERSIAN, words)
    assert all(format_number(number, words[ReaderLanguage.PERSIAN].report) in notice for number in (LIMIT + 1, LIMIT))


def test_the_reader_first_hears_that_the_work_goes_on(
    words: dict[ReaderLanguage, Words], samples: dict[str, Sample]
) -> None:
    sample = samples["ar"]
    first, last = answers(sample.text, ReaderLanguage.ENGLISH, words)
    assert words[ReaderLanguage.ENGLISH].messages["working"] in first[0]
    assert first[1] == ""
    assert [button["visible"] for button in first[2:]] == [False] * 5 + [True], "Stop alone"
    assert "kh-done" in last[0]
    assert "kh-report" in last[1]
    assert [button["visible"] for button in last[2:]] == [True] * 5 + [False], "all but Stop"


def test_each_file_holds_its_format_under_the_articles_name(
    samples: dict[str, Sample], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    sample = samples["fa"]
    files = [Path(file) for file in make_files(sample.text, sample.report, ReaderLanguage.ENGLISH)]
    assert {file.stem for file in files} == {"خرید-با-گوشی-مشتریانی-که-منتظر-نمی-مانند"}
    assert [file.suffix for file in files] == [".json", ".csv", ".xlsx", ".md", ".html"]
    assert all(file.is_relative_to(tmp_path) for file in files)
    assert json.loads(files[0].read_text("utf-8")) == sample.report.to_dict()
    assert '<html class="kh-document" lang="en"' in files[-1].read_text("utf-8"), "in the language of the visitor"


@pytest.mark.parametrize("name", OFFERED)
def test_what_is_offered_is_a_format(name: str) -> None:
    assert name in FORMATS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n  Two words\nand a line", "Two-words"),
        ("../../etc/passwd", "etc-passwd"),
        (
            "\N{ARABIC LETTER BEH}\N{ARABIC FATHA}\N{ARABIC LETTER BEH}: 5%",
            "\N{ARABIC LETTER BEH}\N{ARABIC LETTER BEH}-5",
        ),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "a-b"),
        ("x" * 200, "x" * 60),
        ("x" * 59 + " y", "x" * 59),
        ("***\nmore", "khulasa"),
        ("", "khulasa"),
    ],
)
def test_a_file_is_named_by_the_first_words_and_by_nothing_else(text: str, name: str) -> None:
    assert file_stem(text) == name


def test_a_port_in_use_is_said_in_one_line(
    server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("summarizer.Summarizer", lambda: FakeSummarizer([]), raising=False)
    port = server.rpartition(":")[2]
    assert main(["--port", port]) == 1
    assert f"Cannot serve at 127.0.0.1:{port}" in capsys.readouterr().err


def test_without_gradio_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "ui.app", raising=False)
    monkeypatch.setitem(sys.modules, "gradio", None)
    assert main([]) == 1
    assert "pip install 'khulasa[ui]'" in capsys.readouterr().err


def test_without_mcp_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ui.__main__.find_spec", lambda name: None)
    assert main(["--mcp"]) == 1
    assert "pip install 'khulasa[mcp]'" in capsys.readouterr().err


def answers(text: str, language: ReaderLanguage, words: dict[ReaderLanguage, Words]) -> list[Answer]:
    """What a visitor who asks for `language` sees, one answer after the other."""
    visitor: Any = SimpleNamespace(query_params={"lang": language}, cookies={}, headers={}, session_hash="visitor")
    handlers = Handlers(FakeSummarizer([]), words, Settings(), Desk(1, 0, 60))

    async def ask() -> list[Answer]:
        return [answer async for answer in handlers.show(text, visitor)]

    return asyncio.run(ask())
