"""Pictures of the page's main views: ``make screenshots`` draws them anew into ``docs/screenshots``.

The page is served with the real model and looked at with a real browser, as its readers do.
"""

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from reader import NARROW, WIDE, Reader, open_browser
from serving import address_of, serve

from summarizer import Summarizer
from summarizer.writers import ReaderLanguage
from ui.words import Words, load_words

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
MOST_BYTES = 120_000
QUALITY = 65
AR, FA, EN = ReaderLanguage


class View(NamedTuple):
    """What a reader of `language` sees: the example `article` read, the page scrolled to `section`.

    Without an article it is the page as it opens.
    """

    name: str
    language: ReaderLanguage
    viewport: dict[str, int]
    article: str | None = None
    section: str = "summary"
    scheme: str = "light"


VIEWS = (
    View("start", AR, WIDE),
    View("arabic", AR, WIDE, "ar"),
    View("persian-dark", FA, WIDE, "fa", "article", "dark"),
    View("english", EN, WIDE, "ar", "statistics"),
    View("arabic-phone", AR, NARROW, "ar", "charts"),
    View("persian-phone", FA, NARROW, "fa", "statistics"),
)


def main() -> int:
    """Draw every view, say how large each file is; the exit status is 1 where one is larger than it should be."""
    words = load_words()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve(Summarizer()) as app, open_browser() as browser:
        sizes = {view.name: _draw(view, browser, address_of(app), words) for view in VIEWS}
    for name, size in sizes.items():
        print(f"{name:<14} {size / 1000:5.0f} kB")
    return int(max(sizes.values()) > MOST_BYTES)


def _draw(view: View, browser: Any, address: str, words: Mapping[ReaderLanguage, Words]) -> int:
    """Write one view; its size in bytes."""
    scale = 2 if view.viewport is NARROW else 1.5
    options = {"color_scheme": view.scheme, "device_scale_factor": scale, "reduced_motion": "reduce"}
    reader = Reader(browser, address, words[view.language], view.viewport, **options)
    if view.article:
        reader.button(f"example_{view.article}").click()
        reader.summarize()
        reader.page.locator(f'.kh-contents [href="#title-{view.section}"]').click()
        reader.page.evaluate("document.activeElement.blur()")
    picture = Image.open(io.BytesIO(reader.page.screenshot()))
    file = FOLDER / f"{view.name}.webp"
    picture.save(file, quality=QUALITY, method=6)
    reader.page.close()
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
