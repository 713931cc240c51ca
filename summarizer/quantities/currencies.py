"""Which country's currency a bare name means: the one named in full elsewhere, or that of the one country spoken of."""

from dataclasses import replace
from functools import cache

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.mentions import Mention
from summarizer.quantities.phrases import phrase_at
from summarizer.records import Language, QuantityKind

Placed = tuple[Line, Mention]


def with_currencies(lines: tuple[Line, ...], mentions: list[Placed]) -> list[Placed]:
    """`mentions` of a text's `lines`, with the codes of bare currencies as far as the text tells them."""
    if not any(_family(line, mention) for line, mention in mentions):
        return mentions
    named, places = _named_currencies(mentions), _named_places(lines)
    return [(line, _with_currency(line, mention, named, places)) for line, mention in mentions]


def _named_currencies(mentions: list[tuple[Line, Mention]]) -> dict[str, set[str]]:
    """Family name to the codes that the text gives it in full ("Kuwaiti dinar")."""
    named: dict[str, set[str]] = {}
    for line, mention in mentions:
        family = _family(line, mention)
        if family and family[1] > 1 and mention.unit and mention.unit.name:
            named.setdefault(family[0], set()).add(mention.unit.name)
    return named


def _family(line: Line, mention: Mention) -> tuple[str, int] | None:
    """The family of a mention's currency, and in how many words it is named."""
    if mention.kind is not QuantityKind.MONEY:
        return None
    for index in range(mention.end - 1, mention.start - 1, -1):
        found = phrase_at(line, index, "currency_families")
        if found:
            return found[0], mention.end - index
    return None


def _named_places(lines: tuple[Line, ...]) -> frozenset[str]:
    """The currency codes of the countries that the text speaks of."""
    found = (phrase_at(line, index, "currency_places") for line in lines for index in range(len(line.tokens)))
    return frozenset(place[0] for place in found if place)


def _with_currency(line: Line, mention: Mention, named: dict[str, set[str]], places: frozenset[str]) -> Mention:
    """A bare currency as the one that the text names in full elsewhere, or else as that of the one country it names."""
    family = _family(line, mention)
    if family is None or family[1] != 1 or mention.unit is None:
        return mention
    codes = named.get(family[0], set()) or places & _family_codes(line.language, family[0])
    if len(codes) != 1:
        return mention
    return replace(mention, unit=replace(mention.unit, name=next(iter(codes))))


@cache
def _family_codes(language: Language, family: str) -> frozenset[str]:
    """The codes whose names begin with one of a family's words."""
    words = load(language, "currency_families")[family]
    money = load(language, "money").items()
    return frozenset(code for code, group in money if code.isalpha() and any(s.split()[0] in words for s in group))
