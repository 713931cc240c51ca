"""From a web address to the page that lies there, asked of public machines alone.

Whoever gives an address chooses whom this machine asks, and a page may send it on to another. So every request is
checked by itself: its scheme, its port and all addresses of its host; and it goes to an address that was checked, by
number, so that no second look-up can change it.
"""

import asyncio
import socket
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx

from summarizer import __version__

MEDIA_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
MOST_REQUESTS: Final = 4
"""The page itself and three that send on to it."""

_HEADERS: Final = {
    "User-Agent": f"khulasa/{__version__}",
    "Accept": ", ".join(sorted(MEDIA_TYPES)),
    "Accept-Language": "ar, fa, *;q=0.5",
    "Accept-Encoding": "gzip",
}
# Where public hosts are; the other blocks hold IPv4 addresses (NAT64, mapped) and what is not given out.
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
_CONNECT_SECONDS: Final = 5  # then the host's next address has its turn


class Reason(StrEnum):
    """Why a page could not be fetched."""

    NOT_AN_ADDRESS = "not_an_address"
    NOT_ALLOWED = "not_allowed"
    NO_ANSWER = "no_answer"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    STATUS = "status"


class FetchError(Exception):
    """A page could not be fetched; `status` is the HTTP status that came in its place, 0 where none did."""

    def __init__(self, reason: Reason, status: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Page:
    """What lies at an address: its bytes, unpacked, its media type, and its charset where the answer declared one."""

    data: bytes
    media_type: str
    charset: str | None


async def look_up(host: str) -> list[str]:
    """All addresses of `host` as the system gives them. Raises `OSError` or `UnicodeError` where there are none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def is_public(number: str) -> bool:
    """Whether the Internet address `number` is that of a public host, and not of another one in disguise.

    An IPv6 address that holds an IPv4 address is refused whatever it holds.
    """
    address = ip_address(number)
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return isinstance(address, IPv4Address) or (address in _GLOBAL_UNICAST and not _holds_another(address))


def open_transport() -> httpx.AsyncBaseTransport:
    """What sends a request as it is: without proxies, cookies or passwords of this machine, on a new connection."""
    return httpx.AsyncHTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))


@dataclass(frozen=True, slots=True)
class Network:
    """How the addresses of a host are found, which of them may be asked, and what asks them."""

    look_up: Callable[[str], Awaitable[list[str]]] = look_up
    is_public: Callable[[str], bool] = is_public
    open_transport: Callable[[], httpx.AsyncBaseTransport] = open_transport


INTERNET: Final = Network()


async def fetch_page(address: str, limit: int, seconds: float, network: Network = INTERNET) -> Page:
    """The page at `address`, of at most `limit` bytes, within `seconds` for the whole. Raises `FetchError`."""
    try:
        url = httpx.URL(address.strip())
        async with asyncio.timeout(seconds), network.open_transport() as transport:
            for _ in range(MOST_REQUESTS):
                response = await _ask(url, await _checked_addresses(url, network), transport)
                try:
                    if not response.has_redirect_location:
                        return await _read(response, limit)
                    url = url.join(response.headers["location"])
                finally:
                    await response.aclose()
        raise FetchError(Reason.STATUS, response.status_code)
    except httpx.InvalidURL:
        raise FetchError(Reason.NOT_AN_ADDRESS) from None
    except (TimeoutError, httpx.TransportError, zlib.error):
        raise FetchError(Reason.NO_ANSWER) from None


async def _checked_addresses(url: httpx.URL, network: Network) -> list[str]:
    """The addresses of the host of `url`, each of which may be asked."""
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(Reason.NOT_AN_ADDRESS)
    if url.port is not None or url.userinfo:  # A port that is the scheme's own is none to httpx.
        raise FetchError(Reason.NOT_ALLOWED)
    try:
        addresses = await network.look_up(_host(url))
    except (OSError, UnicodeError):
        raise FetchError(Reason.NO_ANSWER) from None
    if not all(map(network.is_public, addresses)):
        raise FetchError(Reason.NOT_ALLOWED)
    return addresses


async def _ask(url: httpx.URL, addresses: list[str], transport: httpx.AsyncBaseTransport) -> httpx.Response:
    """The answer of the first of `addresses` that can be reached, its body still to be read."""
    headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
    timeout = httpx.Timeout(None, connect=_CONNECT_SECONDS).as_dict()
    extensions = {"sni_hostname": _host(url), "timeout": timeout}  # The certificate, too, must be the host's.
    for address in addresses:
        request = httpx.Request("GET", url.copy_with(host=address), headers=headers, extensions=extensions)
        with suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return await transport.handle_async_request(request)
    raise FetchError(Reason.NO_ANSWER)


async def _read(response: httpx.Response, limit: int) -> Page:
    if response.status_code != httpx.codes.OK:
        raise FetchError(Reason.STATUS, response.status_code)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if media_type not in MEDIA_TYPES or packing not in ("identity", "gzip"):
        raise FetchError(Reason.NOT_TEXT)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress if packing == "gzip" else _as_it_is
    data = bytearray()
    async for piece in response.aiter_raw():
        data += unpack(piece, limit + 1 - len(data))
        if len(data) > limit:
            raise FetchError(Reason.TOO_LARGE)
    return Page(bytes(data), media_type, response.charset_encoding)


def _as_it_is(piece: bytes, _: int) -> bytes:
    return piece


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")


def _holds_another(address: IPv6Address) -> bool:
    return address.sixtofour is not None or address.teredo is not None
