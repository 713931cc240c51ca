"""Gradio fetches nothing: no request of the server's own leaves the machine, but for what `ui.addresses` is told to."""

from typing import NoReturn

from gradio import processing_utils


class OutgoingRequestError(Exception):
    """A caller sent a web address in the place of a file."""


def forbid_fetching() -> None:
    """Make Gradio refuse to fetch web addresses, for the whole process.

    Whoever calls any endpoint may send a "file" that is only an address, and Gradio resolves and fetches it before
    our function runs. It has no setting against that, so the function through which all such requests go is replaced.
    """
    processing_utils.async_ssrf_protected_get = _refuse


async def _refuse(url: str) -> NoReturn:
    raise OutgoingRequestError(f"No web address is taken for a file, got {url!r}: send the article's text itself.")
