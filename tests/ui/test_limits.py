"""Limits of the page: how many articles at once, how many waiting, how long; the same for visitors and programs."""

import asyncio
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fake_reports import FakeSummarizer, report_by_lines
from serving import PATIENCE, HeldSummarizer, address_of, serve

from summarizer import Report
from summarizer.writers import ReaderLanguage
from ui.app import BYTES_A_CHARACTER, largest_body
from ui.desk import Desk, DeskFullError, TimeLimitError
from ui.handlers import Handlers
from ui.settings import Settings
from ui.words import Words

gradio_client = pytest.importorskip("gradio_client")

BEH = "\N{ARABIC LETTER BEH}"
LIMIT = Settings().max_characters
JSON = {"content-type": "application/json"}


def test_the_desk_gives_what_the_work_gives() -> None:
    desk = Desk(1, 0, PATIENCE)

    async def twice() -> list[int]:
        return [await desk.do(lambda: 1), await desk.do(lambda: 2)]

    def fail() -> None:
        raise LookupError("on purpose")

    assert asyncio.run(twice()) == [1, 2], "the only place is free again"
    with pytest.raises(LookupError, match="on purpose"):
        asyncio.run(desk.do(fail))


def test_who_finds_no_place_is_told_at_once(held: HeldSummarizer) -> None:
    desk = Desk(1, 1, PATIENCE)

    async def come() -> None:
        taken = [asyncio.create_task(desk.do(lambda: held.summarize("a"))) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(DeskFullError):
            await desk.do(lambda: held.summarize("b"))
        held.go.set()
        await asyncio.gather(*taken)
        await desk.do(lambda: held.summarize("c"))

    asyncio.run(come())
    assert held.begun == ["a", "a", "c"]


def test_work_over_the_time_limit_keeps_its_worker_until_it_is_through(held: HeldSummarizer) -> None:
    desk = Desk(1, 0, 0.1)

    async def come() -> None:
        with pytest.raises(TimeLimitError):
            await desk.do(lambda: held.summarize("a"))
        with pytest.raises(DeskFullError):
            await desk.do(lambda: held.summarize("b"))

    asyncio.run(come())


def test_waiting_does_not_count_as_time() -> None:
    desk = Desk(1, 3, 0.5)

    async def come() -> list[None]:
        return await asyncio.gather(*(desk.do(lambda: time.sleep(0.3)) for _ in range(4)))

    assert asyncio.run(come()) == [None] * 4


def test_who_goes_away_while_waiting_gives_up_the_place(held: HeldSummarizer) -> None:
    desk = Desk(1, 1, PATIENCE)

    async def come() -> None:
        first = asyncio.create_task(desk.do(lambda: held.summarize("first")))
        second = asyncio.create_task(desk.do(lambda: held.summarize("second")))
        await asyncio.sleep(0.05)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        third = asyncio.create_task(desk.do(lambda: held.summarize("third")))
        await asyncio.sleep(0.05)
        held.go.set()
        await asyncio.gather(first, third)

    asyncio.run(come())
    assert held.begun == ["first", "third"]


def test_who_leaves_gives_up_the_place_and_nobody_else_does(held: HeldSummarizer) -> None:
    desk = Desk(1, 3, PATIENCE)

    async def come() -> None:
        visitors = ("a", "b", "a", None)
        tasks = [asyncio.create_task(desk.do(lambda: held.summarize("work"), visitor)) for visitor in visitors]
        await asyncio.sleep(0.05)
        desk.leave("a")
        await asyncio.sleep(0.05)
        assert [task.done() for task in tasks] == [False, False, True, False], "the first has begun"
        next_one = asyncio.create_task(desk.do(lambda: held.summarize("next")))
        held.go.set()
        await asyncio.gather(tasks[0], tasks[1], tasks[3], next_one)
        desk.leave("a")

    asyncio.run(come())
    assert held.begun == ["work", "work", "work", "next"]


def test_a_visitor_who_closes_the_page_while_waiting_gives_up_the_place(held: HeldSummarizer) -> None:
    with serve(held, workers=1, queue=1) as app, ExitStack() as first:
        show = next(event for event in app.fns.values() if event.name == "show")
        told = come(first, app, show._id, "first")
        assert "kh-working" in next(line for line in told if "kh-" in line)
        held.wait_for(1)
        with ExitStack() as second:
            told = come(second, app, show._id, "second")
            assert "kh-working" in next(line for line in told if "kh-" in line)
            with ExitStack() as third:
                told = come(third, app, show._id, "third")
                assert "kh-problem" in [line for line in told if "kh-" in line][-1], "no room"
        time.sleep(1)
        with ExitStack() as fourth:
            told = come(fourth, app, show._id, "fourth")
            assert "kh-working" in next(line for line in told if "kh-" in line)
            held.go.set()
            assert "kh-done" in next(line for line in told if "kh-" in line)
    assert held.begun == [f"{BEH} first", f"{BEH} fourth"]


def come(stack: ExitStack, app: Any, event: int, visitor: str) -> Iterator[str]:
    """What a browser is told that asks for a report and stays until `stack` is left."""
    url = f"{address_of(app)}/gradio_api"
    stack.enter_context(httpx.stream("GET", f"{url}/heartbeat/{visitor}", timeout=PATIENCE))
    call = {"data": [f"{BEH} {visitor}"], "fn_index": event, "session_hash": visitor}
    httpx.post(f"{url}/queue/join", json=call)
    data = f"{url}/queue/data?session_hash={visitor}"
    return stack.enter_context(httpx.stream("GET", data, timeout=PATIENCE)).iter_lines()


@pytest.mark.parametrize("language", ReaderLanguage)
def test_a_visitor_is_told_of_both_limits_in_their_language(
    language: ReaderLanguage, words: dict[ReaderLanguage, Words], held: HeldSummarizer
) -> None:
    handlers = Handlers(held, words, Settings(time_limit=3), Desk(1, 0, 0.1))
    visitor: Any = SimpleNamespace(query_params={"lang": language}, cookies={}, headers={}, session_hash="visitor")

    async def come() -> list[str]:
        return [[answer async for answer in handlers.show(BEH, visitor)][-1][0] for _ in range(2)]

    too_slow, busy = asyncio.run(come())
    said = words[language].messages
    digits = words[language].report.numbers["digits"]
    assert said["too_slow"].format(limit=digits[3]) in too_slow
    assert said["busy"] in busy


def test_twenty_visitors_at_once_get_their_own_reports() -> None:
    texts = [f"{BEH} {number}\n" * (number + 1) for number in range(20)]

    class Slow(FakeSummarizer):
        def summarize(self, text: str) -> Report:
            time.sleep(0.05)
            return super().summarize(text)

    with serve(Slow([])) as app, ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda text: call(address_of(app), text), texts))
    assert answers == [json.loads(report_by_lines(text).to_json()) for text in texts]


def test_programs_are_told_of_each_limit(held: HeldSummarizer) -> None:
    with serve(held, workers=1, queue=1, time_limit=1, max_characters=10) as app:
        client = gradio_client.Client(address_of(app), verbose=False)
        with pytest.raises(Exception, match="11 characters, 10 are allowed"):
            client.predict("x" * 11, api_name="/summarize")
        assert held.begun == []
        first = client.submit("one", api_name="/summarize")
        held.wait_for(1)
        second = client.submit("two", api_name="/summarize")
        time.sleep(0.3)
        with pytest.raises(Exception, match=r"Too many articles at once: 1 are read and 1 may wait\."):
            client.predict("three", api_name="/summarize")
        direct = httpx.post(f"{address_of(app)}/gradio_api/run/summarize", json={"data": ["four"]})
        assert (direct.status_code, "Too many articles" in direct.text) == (500, True)
        with pytest.raises(Exception, match="more than 1 s, the time limit"):
            first.result(PATIENCE)
        held.go.set()
        assert second.result(PATIENCE)["statistics"] == []
    assert "three" not in held.begun
    assert "four" not in held.begun


def endless(sent: list[int]) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    yield b'{"data": ["'
    while len(sent) < 100:
        sent.append(1)
        yield b" " * 2**20


@pytest.mark.parametrize("path", ["/gradio_api/call/summarize", "/gradio_api/queue/join", "/gradio_api/run/summarize"])
def test_a_request_that_is_too_large_is_refused(server: str, path: str) -> None:
    most = largest_body(Settings())
    refused = httpx.post(server + path, content=b" " * (most + 1), headers=JSON)
    assert refused.status_code == 413
    assert refused.json() == {
        "detail": f"The request has {most + 1} bytes or more, {most} are allowed: shorten the article or split it."
    }
    assert "default-src" in refused.headers["content-security-policy"]


def test_a_request_that_grows_too_large_is_refused_before_it_ends(server: str) -> None:
    url = f"{server}/gradio_api/call/summarize"
    sent: list[int] = []
    try:
        refused = httpx.post(url, content=endless(sent), headers=JSON)
    except httpx.WriteError:
        pass  # The server has closed the door already.
    else:
        assert refused.status_code == 413
        assert f"{largest_body(Settings())} are allowed" in refused.json()["detail"]
    assert httpx.get(server).status_code == 200


def test_the_longest_article_fits_however_it_is_written(server: str) -> None:
    text = "\N{GRINNING FACE}" * LIMIT
    body = json.dumps({"data": [text]}).encode()
    assert len(body) > BYTES_A_CHARACTER * LIMIT
    assert httpx.post(f"{server}/gradio_api/call/summarize", content=body, headers=JSON).status_code == 200


def test_an_article_that_is_too_long_still_hears_by_how_much(server: str) -> None:
    with pytest.raises(Exception, match="5000000 characters, 50000 are allowed"):
        gradio_client.Client(server, verbose=False).predict("x" * 5_000_000, api_name="/summarize")


def test_the_pages_own_events_take_no_short_cut(server: str) -> None:
    events = [event for event in httpx.get(f"{server}/config").json()["dependencies"] if event["backend_fn"]]
    assert len(events) == 4, "show, stopped, left and the endpoint"
    for event in events:
        answer = httpx.post(f"{server}/gradio_api/run/predict", json={"data": [BEH], "fn_index": event["id"]})
        assert "kh-working" not in answer.text


def test_files_of_an_answer_are_cleared_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    with serve(FakeSummarizer([])) as app:
        event = next(event for event in app.fns.values() if event.name == "show")
        call = {"data": [f"{BEH}: a_b.c 5"], "fn_index": event._id, "session_hash": "visitor"}
        httpx.post(f"{address_of(app)}/gradio_api/queue/join", json=call)
        told = httpx.get(f"{address_of(app)}/gradio_api/queue/data?session_hash=visitor", timeout=PATIENCE).text
        assert "kh-done" in told
        made = {file.resolve() for file in tmp_path.rglob("*") if file.is_file()}
        known = {Path(file).resolve() for files in app.temp_file_sets for file in files}
        assert len(made) == 5
        assert made <= known
        assert app.delete_cache[0] + app.delete_cache[1] <= 3600


def test_files_of_a_dropped_answer_are_known_to_the_clearing(
    words: dict[ReaderLanguage, Words], held: HeldSummarizer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    handlers = Handlers(held, words, Settings(), Desk(1, 0, 0.1))
    visitor: Any = SimpleNamespace(query_params={}, cookies={}, headers={}, session_hash="visitor")

    async def come() -> list[Any]:
        return [answer async for answer in handlers.show(BEH, visitor)]

    asyncio.run(come())
    held.go.set()
    end = time.monotonic() + PATIENCE
    while len(handlers.unsent) < 5 and time.monotonic() < end:
        time.sleep(0.01)
    assert {Path(file) for file in handlers.unsent} == {file for file in tmp_path.rglob("*") if file.is_file()}
    assert len(handlers.unsent) == 5


def call(address: str, text: str) -> Any:
    """What the endpoint gives to a program that speaks plain HTTP."""
    url = f"{address}/gradio_api/call/summarize"
    event = httpx.post(url, json={"data": [text]}, timeout=PATIENCE).json()["event_id"]
    lines = httpx.get(f"{url}/{event}", timeout=PATIENCE).text.splitlines()
    assert lines[0] == "event: complete"
    return json.loads(lines[1].removeprefix("data: "))[0]
