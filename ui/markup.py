"""From the HTML of a page to the text of its article: paragraphs without what stands around them.

The letters stay as they are, the joiners inside Persian words among them, which readers of web pages like to drop.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

LEFT_OUT: Final = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "audio", "video",
    "nav", "aside", "footer", "form", "button", "select",
})  # fmt: skip
BLOCKS: Final = frozenset({
    "article", "body", "header", "main", "section", "h1", "h2", "h3", "h4", "h5", "h6",
    "address", "blockquote", "br", "center", "details", "div", "figcaption", "figure", "hr", "p", "pre", "summary",
    "dd", "dl", "dt", "li", "ol", "ul", "caption", "table", "td", "th", "tr",
})  # fmt: skip
_SPACE_RE: Final = re.compile("[ \t\r\f]+")  # and no other: a no-break space stands inside numbers


def article_text(markup: str) -> str:
    """The paragraphs of a page's article, an empty line between them; no text at all where the page has none."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # The page is empty.
        return ""
    text = _text(page)
    for tag in ("main", "article"):
        part = max(map(_text, page.xpath(f"//{tag}[not(ancestor::{tag})]")), key=len, default="")
        # A page with many articles, or with none but those it recommends, is taken whole.
        text = part if 2 * len(part) > len(text) else text
    return text


def _text(part: Any) -> str:
    lines = "".join(_pieces(part)).split("\n")
    return "\n\n".join(_SPACE_RE.sub(" ", line).strip(" ") for line in lines if line.strip())


def _pieces(part: Any) -> Iterator[str]:
    """The text in `part`, every block on a line of its own."""
    walk = etree.iterwalk(part, events=("start", "end"))
    for event, element in walk:
        yield "\n" if element.tag in BLOCKS else ""
        if event == "end":
            yield _in_line(element.tail) if element is not part else ""
        elif element.tag in LEFT_OUT or "hidden" in element.attrib:
            walk.skip_subtree()
        else:
            yield _in_line(element.text)


def _in_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")
