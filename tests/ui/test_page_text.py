"""From the HTML of a page to the text of its article."""

import pytest

from ui.markup import article_text

ZWNJ, NBSP = "\N{ZERO WIDTH NON-JOINER}", "\N{NO-BREAK SPACE}"

CASES = {
    "paragraphs": ("<p>one</p>\n  <p>two\n  lines</p>", "one\n\ntwo lines"),
    "inline": ("<p>a<b>b</b> <i> c </i>d<a href=x>e</a></p>", "ab c de"),
    "line break": ("<p>one<br>two<br/><br/>three</p>", "one\n\ntwo\n\nthree"),
    "letters": (f"<p>می{ZWNJ}رود &zwnj;12{NBSP}000&nbsp;%&#1777;</p>", f"می{ZWNJ}رود {ZWNJ}12{NBSP}000{NBSP}%۱"),
    "head and scripts": (
        "<head><title>T</title><style>p{}</style></head><p>a</p><script>var b = '<p>c</p>'</script>",
        "a",
    ),
    "furniture": (
        "<body><nav>n</nav><header>h</header><p>text</p><aside>s</aside><form>f<p>g</p></form>rest<footer>e</footer>",
        "h\n\ntext\n\nrest",
    ),
    "hidden": ("<p>a</p><div hidden><p>b</p></div><p>c</p>", "a\n\nc"),
    "comment": ("<p>a<!-- b -->c</p><!-- d -->", "ac"),
    "table": ("<table><tr><th>a<td>1<tr><td>b<td>2</table>", "a\n\n1\n\nb\n\n2"),
    "article": ("<div>menu</div><article><h1>t</h1><p>a long text</p></article><div>more</div>", "t\n\na long text"),
    "article in main": ("<main>x<article><p>a long text</p></article>y</main>z", "a long text"),
    "an article within one": ("<article><p>a</p><article><p>b</p></article></article>c", "a\n\nb"),
    "articles that are recommended": (
        "<p>this is the whole text</p><article>other</article><article>another</article>",
        "this is the whole text\n\nother\n\nanother",
    ),
    "not closed": ("<p>a<div>b<p>c", "a\n\nb\n\nc"),
    "xhtml": ('<?xml version="1.0" encoding="windows-1256"?><html xmlns="x"><body><p>ب</p></body></html>', "ب"),
    "its own charset": ('<meta charset="windows-1256"><p>ب</p>', "ب"),
    "no markup": ("just text", "just text"),
    "no text": ("<html><body><script>run()</script></body></html>", ""),
    "nothing": ("", ""),
    "half a letter": ("<p>a\ud800b</p>", "a?b"),
}


@pytest.mark.parametrize(("markup", "text"), CASES.values(), ids=CASES)
def test_the_text_of_a_page(markup: str, text: str) -> None:
    assert article_text(markup) == text


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<table>", "<!--", "<a ", "<p><b>", "</", "&amp;"])
def test_a_page_that_never_ends_is_read_all_the_same(opening: str) -> None:
    article_text(opening * 200_000)
