"""The third way to give an article: the web address of its page. Only imported where the setting allows it."""

import asyncio
import codecs
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import gradio as gr

from summarizer import UnreadableInputError
from summarizer.readers import MAX_BYTES, decode_text
from summarizer.writers import format_number
from ui.fetching import INTERNET, FetchError, Network, Page, fetch_page
from ui.handlers import Answer, Handlers, ProblemError, changed_buttons, check_text
from ui.markup import article_text
from ui.render import render_fetched, render_fetching, render_problem
from ui.words import Words

SECONDS: Final = 20
"""How long one page may take to come, whatever leads to it included."""
MEBIBYTE: Final = 2**20

# The charsets that have Arabic letters, by Python's names for them. What is declared to be in another one is looked at
# as a file is: many servers declare Latin letters for everything.
CHARSETS: Final = MappingProxyType({"utf-8": "utf-8-sig", "cp1256": "cp1256", "iso8859-6": "iso8859-6"})
DECLARED_RE: Final = re.compile(rb"(?i)(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)")
DECLARED_WITHIN: Final = 1024  # bytes from the beginning, as in HTML's own rule


@dataclass(frozen=True, slots=True)
class Addresses:
    """The page's answers to a web address, within the limits that `handlers` keeps for articles."""

    handlers: Handlers
    network: Network = INTERNET

    async def show(self, address: str, request: gr.Request) -> AsyncIterator[Answer]:
        """First that the page is being fetched, then its text in the place of the article, or what is wrong.

        Each answer has the text before what `Handlers.show` gives.
        """
        words = self.handlers.words_for(request)
        yield gr.skip(), render_fetching(words), "", *changed_buttons(working=True)
        try:
            text = await self.handlers.ask_desk(partial(self._text_at, address, words), request)
        except ProblemError as problem:
            yield gr.skip(), render_problem(str(problem)), "", *changed_buttons()
        else:
            yield text, render_fetched(words), "", *changed_buttons()

    def _text_at(self, address: str, words: Words) -> str:
        """The text of a page. Raises `ProblemError` where there is none, or none that can be summarized."""
        try:
            text = read_page(asyncio.run(fetch_page(address, MAX_BYTES, SECONDS, self.network)))
        except FetchError as error:
            status, limit = (format_number(number, words.report) for number in (error.status, MAX_BYTES // MEBIBYTE))
            message = words.messages[f"address_{error.reason}"].format(status=status, limit=limit)
            raise ProblemError(message) from None
        except UnreadableInputError:
            raise ProblemError(words.messages["address_not_text"]) from None
        if not text.strip():
            raise ProblemError(words.messages["address_empty"])
        check_text(text, words, self.handlers.settings.max_characters)
        return text


def read_page(page: Page) -> str:
    """The text of a page: a plain one as it is, of another one its article.

    Raises `summarizer.UnreadableInputError` where the bytes are no text in a charset that has Arabic letters.
    """
    is_plain = page.media_type == "text/plain"
    declared = None if is_plain else DECLARED_RE.search(page.data[:DECLARED_WITHIN])
    charset = page.charset or (declared and declared.group(1).decode())
    text = _decode(page.data, charset or "")
    return text if is_plain else article_text(text)


def _decode(data: bytes, charset: str) -> str:
    try:
        return data.decode(CHARSETS[codecs.lookup(charset).name], errors="replace")
    except LookupError:  # Unknown to Python, or without Arabic letters.
        return decode_text(data, "the page")
