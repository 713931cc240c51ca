"""What stands before Gradio: the page's language and direction, a strict content policy, and closed doors.

Gradio picks its own language from ``navigator.language`` before any script of ours could run, and never sets ``dir``;
so the page is rewritten on its way out.
"""

import gzip
import re
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.writers import ReaderLanguage
from ui.languages import COOKIE, PARAMETER, as_language, choose_language

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
COOKIE_SECONDS = 365 * 24 * 60 * 60

# Gradio would fetch outside addresses for any visitor, and take files though the page has no use for them.
CLOSED_RE = re.compile(r"/(?:file|proxy)[=/]+https?:|/upload/?$", re.IGNORECASE)
HTML_TAG_RE = re.compile(rb"<html\s+lang=\"[^\"]*\"")


class Front:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the inner application answer, one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif CLOSED_RE.search(scope["path"]):
            refusal = PlainTextResponse(
                "Nothing is fetched or taken here: this page has no use for files.", status_code=403
            )
            await refusal(scope, receive, send)
        elif scope["path"] == "/" and scope["method"] == "GET":
            await self._app(scope, receive, _PageSender(send, Request(scope)))
        else:
            await self._app(scope, receive, _guarded(send))


class BodyLimit:
    """An ASGI application around another one, to which it passes no body of more than `most` bytes."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse at once what says that it is larger, and what turns out to be while it is read."""
        told = int(Headers(scope=scope).get("content-length", 0)) if scope["type"] == "http" else 0
        if told > self._most:
            await JSONResponse({"detail": self._complaint(told)}, status_code=413)(scope, receive, send)
        else:
            await self._app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(413, self._complaint(taken))
            return message

        return counted

    def _complaint(self, size: int) -> str:
        return f"The request has {size} bytes or more, {self._most} are allowed: shorten the article or split it."


def translate_page(page: bytes, language: ReaderLanguage) -> bytes:
    """Gradio's index page with the language and direction set, for the browser and for Gradio's own script."""
    script = (
        f'<script>for (const [name, value] of [["language", "{language}"], ["languages", ["{language}"]]])'
        " Object.defineProperty(navigator, name, { get: () => value });</script>"
    )
    opening = f'<html lang="{language}" dir="{language.direction}"'
    turned = HTML_TAG_RE.sub(opening.encode(), page, count=1)
    return turned.replace(b"<head>", b"<head>" + script.encode(), 1)


class _PageSender:
    """Holds the page back until it is whole, then sends it in the visitor's language.

    It is compressed, as Gradio compresses only scripts and styles.
    """

    def __init__(self, send: Send, request: Request) -> None:
        self._send = _guarded(send)
        accept = request.headers.get("accept-language", "")
        self._language = choose_language(request.query_params, request.cookies, accept)
        self._asked = as_language(request.query_params.get(PARAMETER))
        self._compressed = "gzip" in request.headers.get("accept-encoding", "")
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        page = translate_page(self._body, self._language)
        headers = MutableHeaders(scope=self._start)
        if self._compressed:
            page = gzip.compress(page)
            headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(page))
        headers.add_vary_header("Accept-Encoding, Accept-Language, Cookie")
        if self._asked:
            headers.append("set-cookie", f"{COOKIE}={self._asked}; Max-Age={COOKIE_SECONDS}; Path=/; SameSite=Lax")
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": page})


def _guarded(send: Send) -> Send:
    """`send`, with the headers of every answer that keep the browser within this machine."""

    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = CONTENT_POLICY
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
        await send(message)

    return guarded
