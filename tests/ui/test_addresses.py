"""Articles by their web address: every guard, against a network that the test makes up, and what the visitor sees."""

import asyncio
import gzip
import json
import re
import socket
import subprocess
import sys
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fake_reports import FakeSummarizer, Sample
from serving import PATIENCE, HeldSummarizer, address_of, serve
from sites import BEH, as_page, send, site

from summarizer.writers import ReaderLanguage
from ui.addresses import Addresses, read_page
from ui.desk import Desk
from ui.fetching import MOST_REQUESTS, FetchError, Network, Page, Reason, fetch_page, is_public, look_up
from ui.handlers import Answer, Handlers
from ui.render import render_privacy
from ui.settings import Settings
from ui.words import Words

PUBLIC, OTHER_PUBLIC, INTERNAL = "93.184.215.14", "2606:4700::6810:84e5", "10.0.0.5"
ROOT = Path(__file__).parents[2]
GETADDRINFO = socket.getaddrinfo
LIMIT = 1000
HTML = {"content-type": "text/html"}

NOT_PUBLIC = [
    "127.0.0.1",
    "10.0.0.5",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff0e::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2001:0:7f00:1::",
]


@pytest.fixture(autouse=True)
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hosts that a test looks up in truth, which other tests do not hear of."""
    hosts: list[str] = []

    def note(host: Any, *rest: Any, **more: Any) -> Any:
        hosts.append(host.decode() if isinstance(host, bytes) else str(host))
        return GETADDRINFO(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", note)
    return hosts


@dataclass
class FakeNet(httpx.AsyncBaseTransport):
    """Names and the addresses they have at each look-up, the last ones for good, and what is answered."""

    names: dict[str, list[list[str]]]
    answer: Callable[[httpx.Request], httpx.Response]
    looked_up: list[str] = field(default_factory=list)
    asked: list[httpx.Request] = field(default_factory=list)

    async def look_up(self, host: str) -> list[str]:
        self.looked_up.append(host)
        rounds = self.names.get(host)
        if rounds is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return rounds.pop(0) if len(rounds) > 1 else rounds[0]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answer(request)

    @property
    def network(self) -> Network:
        return Network(look_up=self.look_up, open_transport=lambda: self)


def answering(response: httpx.Response, **names: list[str]) -> FakeNet:
    """A network in which `news.example` and `names` answer with `response`."""
    known = {"news.example": [[PUBLIC]], **{f"{name}.example": [found] for name, found in names.items()}}
    return FakeNet(known, lambda _: response)


def streamed(*pieces: bytes, **headers: str) -> httpx.Response:
    """An answer that comes in `pieces`."""

    class Stream(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            for piece in pieces:
                yield piece

    return httpx.Response(200, headers={**HTML, **headers}, stream=Stream())


def fetch(address: str, net: FakeNet | Network, seconds: float = 5) -> Page:
    network = net.network if isinstance(net, FakeNet) else net
    return asyncio.run(fetch_page(address, LIMIT, seconds, network))


def refusal(address: str, net: FakeNet | Network, seconds: float = 5) -> tuple[Reason, int]:
    with pytest.raises(FetchError) as caught:
        fetch(address, net, seconds)
    return caught.value.reason, caught.value.status


@pytest.mark.parametrize("number", NOT_PUBLIC)
def test_an_internal_address_and_one_in_disguise_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", [PUBLIC, OTHER_PUBLIC, "8.8.8.8", "2a00:1450:4001::200e"])
def test_what_anyone_can_reach_is_public(number: str) -> None:
    assert is_public(number)


def test_a_page_is_asked_for_by_number_and_under_its_own_name() -> None:
    net = answering(streamed(b"<p>1</p>", **{"content-type": "Text/HTML; charset=Windows-1256"}))
    page = fetch(" http://news.example:80/%D8%A8?a=1#part ", net)
    assert page == Page(b"<p>1</p>", "text/html", "windows-1256")
    [request] = net.asked
    assert (request.url.scheme, request.url.netloc) == ("http", PUBLIC.encode())
    assert request.url.raw_path == b"/%D8%A8?a=1"
    assert request.headers["host"] == "news.example"
    assert request.extensions["sni_hostname"] == "news.example"
    assert "cookie" not in request.headers
    assert "authorization" not in request.headers


def test_a_name_and_a_path_may_be_in_arabic_script() -> None:
    net = answering(streamed(b"<p>1</p>"))
    net.names["xn--mgbnr8ei53ays.xn--mgba3a4f16a"] = [[OTHER_PUBLIC]]
    fetch("https://پیشخوان.ایران/خبر?شماره=۱", net)
    assert str(net.asked[0].url).startswith(f"https://[{OTHER_PUBLIC}]/%D8%AE%D8%A8%D8%B1?")


@pytest.mark.parametrize(
    "address",
    ["", "   ", "news.example", "article", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
     "http:///path", "gopher://news.example", "http://\N{FULLWIDTH DIGIT ONE}/",
     "http://news.example/\na", "http://[::1/"],
)  # fmt: skip
def test_what_is_no_web_address_is_said_to_be_none(address: str) -> None:
    net = answering(streamed(b"never"))
    assert refusal(address, net)[0] == Reason.NOT_AN_ADDRESS
    assert net.looked_up == []


@pytest.mark.parametrize(
    "address",
    ["http://news.example:8080/", "https://news.example:80/", "http://news.example:443/", "http://news.example:22/",
     "http://me:secret@news.example/", "http://me@news.example/", "http://news.example\\@internal.example/"],
)  # fmt: skip
def test_a_port_or_a_user_in_the_address_is_not_allowed(address: str) -> None:
    net = answering(streamed(b"never"), internal=[PUBLIC])
    assert refusal(address, net) == (Reason.NOT_ALLOWED, 0)
    assert net.looked_up == net.asked == []


@pytest.mark.parametrize(
    "found", [[INTERNAL], [PUBLIC, INTERNAL], [INTERNAL, PUBLIC], ["::ffff:10.0.0.5"], [OTHER_PUBLIC, "::1"]]
)
def test_a_name_with_an_internal_address_is_not_asked(found: list[str]) -> None:
    net = answering(streamed(b"never"), trap=found)
    assert refusal("http://trap.example/", net) == (Reason.NOT_ALLOWED, 0)
    assert net.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "0"])
def test_an_internal_address_in_any_spelling_is_not_asked(host: str) -> None:
    net = answering(streamed(b"never"))
    network = Network(look_up=look_up, open_transport=lambda: net)
    assert refusal(f"http://{host}/", network) == (Reason.NOT_ALLOWED, 0)
    assert net.asked == []


def test_a_name_that_changes_after_the_check_changes_nothing() -> None:
    net = FakeNet({"news.example": [[PUBLIC], [INTERNAL]]}, lambda _: streamed(b"page"))
    fetch("http://news.example/", net)
    assert net.looked_up == ["news.example"], "one look-up"
    assert net.asked[0].url.host == PUBLIC


def test_a_name_that_changes_before_a_redirect_is_checked_again() -> None:
    net = FakeNet({"news.example": [[PUBLIC], [INTERNAL]]}, lambda _: httpx.Response(302, headers={"location": "/2"}))
    assert refusal("http://news.example/1", net) == (Reason.NOT_ALLOWED, 0)
    assert [request.url.host for request in net.asked] == [PUBLIC]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://trap.example/", Reason.NOT_ALLOWED),
        ("//trap.example/", Reason.NOT_ALLOWED),
        ("http://news.example:8080/", Reason.NOT_ALLOWED),
        ("http://me:secret@news.example/", Reason.NOT_ALLOWED),
        ("file:///etc/passwd", Reason.NOT_AN_ADDRESS),
        ("http://gone.example/", Reason.NO_ANSWER),
    ],
)
def test_where_a_page_sends_on_to_is_checked_as_well(location: str, reason: Reason) -> None:
    net = answering(httpx.Response(301, headers={"location": location}), trap=[INTERNAL])
    assert refusal("https://news.example/", net) == (reason, 0)
    assert len(net.asked) == 1


def test_a_page_may_move_a_few_times_and_not_for_ever() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        step = int(request.url.path[1:])
        return streamed(b"there") if step == 0 else httpx.Response(308, headers={"location": f"{step - 1}"})

    net = FakeNet({"news.example": [[PUBLIC]]}, answer)
    assert fetch(f"http://news.example/{MOST_REQUESTS - 1}", net).data == b"there"
    assert [request.headers["host"] for request in net.asked] == ["news.example"] * MOST_REQUESTS
    assert refusal(f"http://news.example/{MOST_REQUESTS}", net) == (Reason.STATUS, 308)


def test_the_body_of_a_redirect_is_not_read() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/page":
            return streamed(b"there")
        moved = streamed(location="/page")
        moved.status_code, moved.stream = 302, Unreadable()
        return moved

    class Unreadable(httpx.AsyncByteStream):
        def __aiter__(self) -> Any:
            raise AssertionError("read all the same")

    assert fetch("http://news.example/", FakeNet({"news.example": [[PUBLIC]]}, answer)).data == b"there"


def test_the_next_address_has_its_turn_where_one_cannot_be_reached() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == OTHER_PUBLIC:
            raise httpx.ConnectError("no route")
        return streamed(b"there")

    net = FakeNet({"news.example": [[OTHER_PUBLIC, PUBLIC]]}, answer)
    assert fetch("http://news.example/", net).data == b"there"
    net.names["news.example"] = [[OTHER_PUBLIC]]
    assert refusal("http://news.example/", net) == (Reason.NO_ANSWER, 0)


@pytest.mark.parametrize("status", [204, 206, 304, 400, 403, 404, 500, 503])
def test_an_answer_that_is_no_page_is_told_by_its_status(status: int) -> None:
    assert refusal("http://news.example/", answering(httpx.Response(status, headers=HTML))) == (Reason.STATUS, status)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "text/html2", ""])
def test_what_is_no_text_is_refused(kind: str) -> None:
    answer = streamed(b"%PDF", **{"content-type": kind})
    assert refusal("http://news.example/", answering(answer)) == (Reason.NOT_TEXT, 0)


@pytest.mark.parametrize("kind", ["text/plain", "application/xhtml+xml; charset=utf-8", "TEXT/HTML;charset=utf-8"])
def test_text_of_each_kind_is_taken(kind: str) -> None:
    page = fetch("http://news.example/", answering(streamed(b"a", **{"content-type": kind})))
    assert page.media_type == kind.partition(";")[0].lower()


def test_a_page_of_the_largest_size_is_taken_and_nothing_beyond_it_is_read() -> None:
    assert len(fetch("http://news.example/", answering(streamed(b"a" * (LIMIT - 1), b"b"))).data) == LIMIT
    taken = []

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                taken.append(1)
                yield b"a" * 100

    endless = httpx.Response(200, headers=HTML, stream=Endless())
    assert refusal("http://news.example/", answering(endless)) == (Reason.TOO_LARGE, 0)
    assert len(taken) == LIMIT // 100 + 1


def test_a_packed_page_is_unpacked_and_no_further_than_the_limit() -> None:
    packed = gzip.compress(b"a" * LIMIT)
    page = fetch("http://news.example/", answering(streamed(packed[:5], packed[5:], **{"content-encoding": "gzip"})))
    assert page.data == b"a" * LIMIT
    bomb = answering(streamed(gzip.compress(bytes(50_000_000)), **{"content-encoding": "gzip"}))
    tracemalloc.start()
    assert refusal("http://news.example/", bomb) == (Reason.TOO_LARGE, 0)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000, "the peak"
    tracemalloc.stop()


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "deflate", "x"])
def test_a_packing_that_was_not_asked_for_is_refused(packing: str) -> None:
    net = answering(streamed(b"packed", **{"content-encoding": packing}))
    assert refusal("http://news.example/", net) == (Reason.NOT_TEXT, 0)


def test_a_damaged_packing_is_no_answer() -> None:
    net = answering(streamed(b"not gzip at all", **{"content-encoding": "gzip"}))
    assert refusal("http://news.example/", net) == (Reason.NO_ANSWER, 0)


@pytest.mark.parametrize("host", ["gone.example", "a" * 64 + ".example"])
def test_a_name_that_nobody_has_is_no_answer(host: str) -> None:
    async def real(name: str) -> list[str]:
        return await look_up(name) if len(name) > 63 else await net.look_up(name)

    net = answering(streamed(b"never"))
    network = Network(look_up=real, open_transport=lambda: net)
    assert refusal(f"http://{host}/", network) == (Reason.NO_ANSWER, 0)


def test_a_look_up_that_takes_too_long_is_no_answer() -> None:
    async def slow(_: str) -> list[str]:
        await asyncio.sleep(60)
        return [PUBLIC]

    assert refusal("http://news.example/", Network(look_up=slow), 0.1) == (Reason.NO_ANSWER, 0)


# From here on a real server on this machine answers, under a name that only these tests know.


def test_over_a_real_connection_the_name_is_not_looked_up_again(looked_up: list[str]) -> None:
    heard = []

    def serve(request: BaseHTTPRequestHandler) -> None:
        heard.append(request.headers["host"])
        send(request, b"page")

    with site(serve) as network:
        assert fetch("http://news.example/", network).data == b"page"
    assert heard == ["news.example"]
    assert "news.example" not in looked_up


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_page_that_drips_is_left(part: str) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 900\r\n\r\n"
        slow, fast = (head, b"") if part == "head" else (b"a" * 900, head)
        request.wfile.write(fast)
        for byte in slow:
            request.wfile.write(bytes([byte]))
            time.sleep(0.05)

    with site(drip) as network:
        begun = time.monotonic()
        assert refusal("http://news.example/", network, 0.5) == (Reason.NO_ANSWER, 0)
        assert time.monotonic() - begun < 2


def test_a_page_that_breaks_off_is_no_answer() -> None:
    def serve(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 900\r\n\r\nhalf")

    with site(serve) as network:
        assert refusal("http://news.example/", network) == (Reason.NO_ANSWER, 0)


def test_what_speaks_no_http_is_no_answer() -> None:
    with site(lambda request: request.wfile.write(b"220 mail ready\r\n") and None) as network:
        assert refusal("http://news.example/", network) == (Reason.NO_ANSWER, 0)


# What the visitor sees.


def answers(
    address: str,
    network: Network,
    words: dict[ReaderLanguage, Words],
    language: ReaderLanguage = ReaderLanguage.ENGLISH,
    **settings: Any,
) -> list[Answer]:
    """What a visitor who gives `address` sees, one answer after the other."""
    visitor: Any = SimpleNamespace(query_params={"lang": language}, cookies={}, headers={}, session_hash="visitor")
    handlers = Handlers(FakeSummarizer([]), words, Settings(**settings), Desk(1, 0, PATIENCE))

    async def ask() -> list[Answer]:
        return [answer async for answer in Addresses(handlers, network).show(address, visitor)]

    return asyncio.run(ask())


@pytest.mark.parametrize("name", ["ar", "fa"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16"])
def test_a_page_becomes_the_article(
    name: str, charset: str, samples: dict[str, Sample], words: dict[ReaderLanguage, Words]
) -> None:
    # Windows-1256 lacks some letters and digits.
    text = re.sub(" +", " ", samples[name].text.strip().encode(charset, "ignore").decode(charset))
    with site(lambda request: send(request, as_page(text).encode(charset), f"text/html; charset={charset}")) as network:
        first, last = answers("http://news.example/", network, words)
    assert words[ReaderLanguage.ENGLISH].messages["fetching"] in first[1]
    assert [button["visible"] for button in first[3:]] == [False] * 5 + [True], "Stop alone"
    assert last[0] == text
    assert "kh-fetched" in last[1]
    assert [button["visible"] for button in last[3:]] == [False] * 6


PERSIAN = "می\N{ZERO WIDTH NON-JOINER}رود"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (Page(b"\xef\xbb\xbf<p>a<p>" + PERSIAN.encode(), "text/plain", None), f"<p>a<p>{PERSIAN}"),
        (Page(PERSIAN.encode(), "text/html", None), PERSIAN),
        (Page(PERSIAN.encode(), "text/html", "iso-8859-1"), PERSIAN),
        (Page(PERSIAN.encode(), "text/html", "nonsense"), PERSIAN),
        (Page(BEH.encode("iso-8859-6"), "text/html", "ISO-8859-6"), BEH),
        (Page(b'<meta charset="windows-1256">' + BEH.encode("cp1256") * 3, "text/html", None), BEH * 3),
        (Page(b"<META CHARSET='iso-8859-6'>" + BEH.encode("iso-8859-6"), "text/html", None), BEH),
        (Page(b"<meta charset='windows-1256'>" + BEH.encode(), "text/html", "utf-8"), BEH),
        (Page(f"<p>{BEH}".encode("utf-16"), "text/html", "utf-16"), BEH),
        (Page(BEH.encode() + b"\xff", "text/html", "utf-8"), f"{BEH}\N{REPLACEMENT CHARACTER}"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_its_charset(page: Page, text: str) -> None:
    assert read_page(page) == text


REFUSALS: dict[str, Callable[[], FakeNet]] = {
    "not_an_address": lambda: FakeNet({}, lambda _: streamed()),
    "not_allowed": lambda: FakeNet({"news.example": [[INTERNAL]]}, lambda _: streamed()),
    "no_answer": lambda: FakeNet({}, lambda _: streamed()),
    "too_large": lambda: answering(streamed(*[bytes(2**20)] * 11)),
    "not_text": lambda: answering(streamed(b"%PDF", **{"content-type": "application/pdf"})),
    "status": lambda: answering(httpx.Response(404)),
    "empty": lambda: answering(streamed(b"<script>run()</script>")),
}


@pytest.mark.parametrize("language", ReaderLanguage)
@pytest.mark.parametrize("name", [*REFUSALS, "binary"])
def test_each_refusal_is_said_kindly_in_the_readers_language(
    name: str, language: ReaderLanguage, words: dict[ReaderLanguage, Words]
) -> None:
    address = "news.example" if name == "not_an_address" else "https://news.example/"
    net = answering(streamed(b"a\0b")) if name == "binary" else REFUSALS[name]()
    *_, (text, notice, result, *buttons) = answers(address, net.network, words, language)
    key = "not_text" if name == "binary" else name
    before, _, _ = words[language].messages[f"address_{key}"].partition("{")
    assert before in notice
    assert 'role="alert"' in notice
    assert "value" not in text, "the article stays"
    assert result == ""
    assert [button["visible"] for button in buttons] == [False] * 6


@pytest.mark.parametrize(
    ("body", "message"), [(BEH * 11, "11 characters, where 10 are allowed"), ("hello", "No Arabic or Persian")]
)
def test_a_page_keeps_to_the_limits_of_an_article(body: str, message: str, words: dict[ReaderLanguage, Words]) -> None:
    net = answering(streamed(f"<p>{body}</p>".encode()))
    *_, last = answers("http://news.example/", net.network, words, max_characters=10)
    assert message in last[1]


def test_a_page_waits_at_the_desk_like_an_article(words: dict[ReaderLanguage, Words], held: HeldSummarizer) -> None:
    handlers = Handlers(held, words, Settings(), Desk(1, 0, PATIENCE))
    visitor: Any = SimpleNamespace(query_params={"lang": "en"}, cookies={}, headers={}, session_hash="visitor")
    net = answering(streamed(BEH.encode()))

    async def come() -> str:
        reading = asyncio.create_task(handlers.desk.do(lambda: held.summarize(BEH)))
        await asyncio.sleep(0.05)
        told = [answer async for answer in Addresses(handlers, net.network).show("http://news.example/", visitor)]
        held.go.set()
        await reading
        return str(told[-1][1])

    assert words[ReaderLanguage.ENGLISH].messages["busy"] in asyncio.run(come())
    assert net.asked == []


def asked(app: Any, given: str, event_name: str = "Addresses.show") -> str:
    """All that the served page tells a visitor who gives an address, or a text to `Handlers.show`."""
    event = next(event for event in app.fns.values() if event.fn and event.fn.__qualname__ == event_name)
    call = {"data": [given], "fn_index": event._id, "session_hash": "visitor"}
    httpx.post(f"{address_of(app)}/gradio_api/queue/join", json=call)
    stream = httpx.get(f"{address_of(app)}/gradio_api/queue/data?session_hash=visitor", timeout=PATIENCE)
    return "".join(json.dumps(json.loads(line[6:]), ensure_ascii=False) for line in stream.text.splitlines() if line)


def test_the_served_page_guards_itself() -> None:
    def refuse(_: BaseHTTPRequestHandler) -> None:
        raise AssertionError("an internal server was asked")

    with site(refuse), serve(FakeSummarizer([]), addresses=True) as app:
        for host in ("127.0.0.1", "localhost", "[::1]", "169.254.169.254"):
            told = asked(app, f"http://{host}/")
            assert "address_not_allowed" not in told
            assert "kh-problem" in told
            assert "kh-fetched" not in told


@pytest.mark.parametrize("name", ["ar", "fa"])
def test_from_an_address_to_a_report(
    name: str, samples: dict[str, Sample], monkeypatch: pytest.MonkeyPatch, looked_up: list[str]
) -> None:
    text = samples[name].text.strip()
    with site(lambda request: send(request, as_page(text).encode())) as network:
        monkeypatch.setattr("ui.addresses.Addresses", partial(Addresses, network=network))
        with serve(FakeSummarizer([]), addresses=True) as app:
            fetched = asked(app, "https://news.example/article")
            report = asked(app, text, "Handlers.show")
    assert json.dumps(text, ensure_ascii=False)[1:-1] in fetched
    assert "kh-fetched" in fetched
    assert "kh-done" in report
    assert set(looked_up) <= {"127.0.0.1", "localhost"}


BUILD = """
import sys
from ui.app import build_app
from ui.settings import Settings
app = build_app(None, Settings(addresses={addresses}))
print("ui.addresses" in sys.modules, "ui.fetching" in sys.modules, "kh-address" in str(app.get_config_file()))
"""


@pytest.mark.parametrize(("addresses", "there"), [(False, "False False False"), (True, "True True True")])
def test_off_means_that_nothing_of_it_is_there(addresses: bool, there: str) -> None:
    command = [sys.executable, "-c", BUILD.format(addresses=addresses)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == there


@pytest.mark.parametrize("addresses", [False, True])
def test_programs_and_models_find_the_same_as_ever(addresses: bool) -> None:
    with serve(FakeSummarizer([]), addresses=addresses) as app:
        info = httpx.get(f"{address_of(app)}/gradio_api/info").json()
        names = [
            dependency["api_name"] for dependency in app.get_config_file()["dependencies"] if dependency["backend_fn"]
        ]
    assert set(info["named_endpoints"]) == {"/summarize"}
    assert len(names) == 4 + addresses


@pytest.mark.parametrize("language", ReaderLanguage)
def test_the_privacy_line_tells_what_is_fetched_and_where_nothing_is(
    language: ReaderLanguage, words: dict[ReaderLanguage, Words]
) -> None:
    page = words[language].page
    assert page["privacy"] in render_privacy(words[language], addresses=False)
    assert page["privacy_addresses"] not in render_privacy(words[language], addresses=False)
    assert f"{page['privacy']} {page['privacy_addresses']}" in render_privacy(words[language], addresses=True)
