"""Statistics and claims drawn into the article's text as properly nested HTML elements."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[start, end)`` to be marked, and the link that is drawn at its end.

    `css` is its class, `name` its anchor, already escaped, and `reference` the finished HTML of the link. A mark that
    crosses another is drawn in two parts: the first alone carries the anchor, the last alone the link.
    """

    start: int
    end: int
    css: str
    name: str
    reference: str


def draw_marks(text: str, marks: Sequence[Mark]) -> str:
    """`text` as HTML, every character of it escaped, with each mark in its place.

    Of two marks the longer one encloses the other; where they cross, the one that starts later is cut in two.
    """
    return _draw(text, 0, len(text), sorted(marks, key=_outer_first))


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _draw(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """The HTML of ``text[start:end]``; `marks` lie in it, the outer ones first."""
    pieces, position = [], start
    while marks:
        outer, rest = marks[0], marks[1:]
        inside = [_cut(mark, mark.start, min(mark.end, outer.end)) for mark in rest if mark.start < outer.end]
        beyond = [_cut(mark, max(mark.start, outer.end), mark.end) for mark in rest if mark.end > outer.end]
        pieces.append(html.escape(text[position : outer.start]))
        pieces.append(_element(outer, _draw(text, outer.start, outer.end, inside)))
        position, marks = outer.end, sorted(beyond, key=_outer_first)
    pieces.append(html.escape(text[position:end]))
    return "".join(pieces)


def _cut(mark: Mark, start: int, end: int) -> Mark:
    """The part ``[start, end)`` of `mark`."""
    name = mark.name if start == mark.start else ""
    reference = mark.reference if end == mark.end else ""
    return replace(mark, start=start, end=end, name=name, reference=reference)


def _element(mark: Mark, content: str) -> str:
    # The link stands inside the element: outside it would drift to the next line and push the full stop away.
    anchor = f' id="{mark.name}"' if mark.name else ""
    return f'<mark class="{html.escape(mark.css)}"{anchor}>{content}{mark.reference}</mark>'
