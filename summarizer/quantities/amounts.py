"""A number with its unit, as every reader of amounts gives it."""

from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.line import Line
from summarizer.quantities.numbers import Form
from summarizer.quantities.units import Unit
from summarizer.quantities.words import article


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit in tokens ``[start, end)``; the first `lead` characters of token `start` stay outside.

    `scale` is the value of the scale word that the number ends in, 1 without one.
    """

    start: int
    end: int
    value: Decimal
    unit: Unit | None
    form: Form = Form.CARDINAL
    scale: Decimal = Decimal(1)
    lead: int = 0


def lead(line: Line, start: int) -> int:
    """How many characters of joined small words stay outside; the article belongs to the number word."""
    word = line.word(start)
    if word is None or not word.lead:
        return 0
    front = line.text(start)[: word.lead]
    return word.lead - len(article()) if word.definite and front.endswith(article()) else word.lead
