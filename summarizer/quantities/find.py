"""Every number mention of a text, whole, with what it counts and what the text does with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from summarizer.article.language import detect, paragraph_language
from summarizer.errors import InputTypeError, InputValueError
from summarizer.quantities.context import change, qualifier
from summarizer.quantities.currencies import with_currencies
from summarizer.quantities.fused import split_fused
from summarizer.quantities.line import Line
from summarizer.quantities.mentions import Mention, read_line
from summarizer.quantities.spaced import join_spaced
from summarizer.quantities.tokens import Token, TokenKind, tokenize
from summarizer.quantities.units import latin_scales, latin_units
from summarizer.records import Language, Quantity, QuantityKind
from summarizer.text.folding import Folded, fold

_PRECISION = Context(prec=120)  # digits; the largest number that is read has fewer than 100


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity with the line and the mention that it was made from; token `begin` is its first with its qualifier."""

    quantity: Quantity
    line: Line
    mention: Mention
    begin: int


def find_quantities(text: str, language: Language | str | None = None) -> tuple[Quantity, ...]:
    """Every number mention in `text`, in order, none inside another.

    `language` is "ar" or "fa"; None finds it out, line by line. No model is used. Dates, ranks, and digits that only
    name a thing are returned with their kinds (`date`, `ordinal`, `identifier`); a `number` is one where nothing tells
    what is counted. Raises InputTypeError for anything but a string, InputValueError for another language.

    >>> [(str(q.value), q.kind.value, q.unit) for q in find_quantities("1.49 مليار دولار", language="ar")]
    [('1490000000', 'money', 'USD')]
    """
    if not isinstance(text, str):
        raise InputTypeError(f"find_quantities takes a str, got {type(text).__name__}; decode bytes first")
    if language not in (None, Language.ARABIC, Language.PERSIAN):
        raise InputValueError(f"language {language!r} is not known; give 'ar', 'fa' or None to find it out")
    return tuple(found.quantity for found in find_mentions(text, Language(language) if language else None))


def find_mentions(text: str, language: Language | None = None) -> tuple[Found, ...]:
    """What `find_quantities` returns, each quantity with the line and the tokens in which it stands."""
    folded = fold(text)
    with localcontext(_PRECISION):
        lines = tuple(_lines(text, folded, language))
        mentions = [(line, mention) for line in lines for mention in read_line(line)]
        return tuple(_found(text, folded, *where) for where in with_currencies(lines, mentions))


def _lines(text: str, folded: Folded, language: Language | None) -> Iterator[Line]:
    """The lines of the text that hold a token, each in its language."""
    fallback = language
    tokens: list[Token] = []
    for token in (*tokenize(folded.text, latin_units(), latin_scales()), None):
        if token is not None and token.kind is not TokenKind.BREAK:
            tokens.append(token)
        elif tokens:
            if language is None and fallback is None:
                fallback = detect(text)
            start, end = folded.source(tokens[0].start, tokens[-1].end)
            own = language or paragraph_language(text[start:end]) or fallback
            own = Language.PERSIAN if own is Language.PERSIAN else Language.ARABIC
            yield join_spaced(Line.of(own, split_fused(own, tuple(tokens))))
            tokens = []


def _found(text: str, folded: Folded, line: Line, mention: Mention) -> Found:
    first, last = line.tokens[mention.start], line.tokens[mention.end - 1]
    start, end = folded.source(first.start + mention.lead, last.end)
    is_counted = mention.kind not in (QuantityKind.DATE, QuantityKind.IDENTIFIER, QuantityKind.ORDINAL)
    bound = qualifier(line, mention.start, mention.end) if is_counted else None
    begin = bound[1] if bound else mention.start
    unit = mention.unit.name if mention.unit else None
    quantity = Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=_tidy(mention.value),
        low=_tidy(mention.low),
        high=_tidy(mention.high),
        kind=mention.kind,
        unit=unit,
        qualifier=bound[0] if bound else None,
        change=change(line, begin, mention.end, mention.kind, unit) if is_counted else None,
    )
    return Found(quantity, line, mention, begin)


def _tidy(value: Decimal | None) -> Decimal | None:
    """`value` without the zeros that arithmetic leaves behind, and never in powers of ten."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
