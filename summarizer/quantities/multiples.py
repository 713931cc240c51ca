"""Words that are a multiple by themselves: ``ضعفي``, ``مرتين``, ``مرة ونصف``, ``دوچندان``."""

from decimal import Decimal

from summarizer.lexicon import load
from summarizer.quantities.amounts import Amount
from summarizer.quantities.line import Line
from summarizer.quantities.numbers import read_fraction
from summarizer.quantities.phrases import bare_words, phrase_at, phrase_before
from summarizer.quantities.units import MULTIPLE, UnitMatch, compares
from summarizer.quantities.words import article


def multiple_word(line: Line, start: int) -> Amount | None:
    """A word that is a multiple by itself: ``ضعفي``, ``دوچندان``; ``ضعف`` only where it cannot be weakness."""
    if phrase_at(line, start, "multiples", "two"):
        return Amount(start, start + 1, Decimal(2), MULTIPLE)
    times = _times_and_part(line, start) or _twice(line, start)
    if times is not None:
        return times
    text = line.text(start)
    for single in load(line.language, "multiples").get("single", ()):
        if single not in bare_words(line.language, text):
            continue
        front = text.removesuffix(single)
        is_object = front in load(line.language, "clitics")["plain"]
        company = phrase_before(line, start, "multiples", "before") or phrase_at(line, start + 1, "multiples", "after")
        if company or is_object:
            return Amount(start, start + 1, Decimal(2), MULTIPLE, lead=len(front.removesuffix(article())))
    return None


def _twice(line: Line, start: int) -> Amount | None:
    """``تضاعف مرتين``, ``أكثر بمرتين``; not "visited twice"."""
    text = line.text(start)
    for pair in load(line.language, "multiples").get("pair", ()):
        front = text.removesuffix(pair)
        if front == text or pair not in bare_words(line.language, text):
            continue
        is_more = front and phrase_before(line, start, "multiples", "compared")
        if is_more or compares(line, start, start + 1):
            return Amount(start, start + 1, Decimal(2), MULTIPLE, lead=len(front))
    return None


def _times_and_part(line: Line, start: int) -> Amount | None:
    """``مرة ونصف``, ``مرتين ونصف المرة``: one or two times and a part of one."""
    times = phrase_at(line, start, "multiples", "one") or phrase_at(line, start, "multiples", "pair")
    joined = line.after_and(times[1]) if times else None
    fraction = read_fraction(line, joined) if joined is not None else None
    if times is None or fraction is None or fraction.value >= 1:
        return None
    once = load(line.language, "multiples")["one"]
    repeated = any(word in once for word in bare_words(line.language, line.text(fraction.end)))
    value = (1 if times[0] == "one" else 2) + fraction.value
    return Amount(start, fraction.end + repeated, value, MULTIPLE)


def once_more(line: Line, start: int) -> UnitMatch | None:
    """``الضعف`` in "three times and half of one"."""
    singles = load(line.language, "multiples").get("single", ())
    is_single = any(word in singles for word in bare_words(line.language, line.text(start)))
    return UnitMatch(MULTIPLE, start, start + 1) if is_single else None
