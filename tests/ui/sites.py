"""A web site to test with, served by this process."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from ui.fetching import Network

BEH = "\N{ARABIC LETTER BEH}"

Serve = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def site(serve: Serve) -> Iterator[Network]:
    """A network in which every host is this machine, where `serve` answers."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(OSError):  # The other side has gone, as it should.
                serve(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()

    class ToSite(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            request.url = request.url.copy_with(scheme="http", port=server.server_port)
            return await super().handle_async_request(request)

    async def here(_: str) -> list[str]:
        return ["127.0.0.1"]

    try:
        yield Network(here, lambda _: True, lambda: ToSite(trust_env=False))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(request: BaseHTTPRequestHandler, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
    request.send_response(200)
    request.send_header("content-type", kind)
    request.send_header("content-length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def as_page(text: str) -> str:
    """The HTML of a page with `text` and what usually stands around one."""
    paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in text.split("\n\n"))
    return (
        f"<!DOCTYPE html><html><head><title>{BEH}</title><script>let a = '<p>no</p>'</script></head><body>"
        f"<nav><a href='/'>{BEH}</a></nav><article>{paragraphs}</article><footer>{BEH} 1999</footer></body></html>"
    )
