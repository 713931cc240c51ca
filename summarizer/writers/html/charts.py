"""Pictures of a report's statistics: bars of plain HTML and CSS, each a link to its number in the article."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cached_property
from typing import Final

from summarizer.records import Change, QuantityKind, Span, Statistic
from summarizer.writers.figures import format_number, format_percent, format_value
from summarizer.writers.html.pieces import SURE, View, figure, named, quoted, safe

MOST_TIMES: Final = 100
# About three sentences: what stands so near speaks of the same finding.
NEIGHBOURHOOD: Final = 400

_PERCENT: Final = "%"
_SEPARATOR: Final = " \N{MIDDLE DOT} "
_AMOUNTS: Final = (QuantityKind.MONEY, QuantityKind.COUNT, QuantityKind.DURATION, QuantityKind.QUANTITY)
_FACETS: Final = ("population", "measure", "time")
# What a bar is called after, the first that tells it from the others.
_LABELS: Final = {"compared": ("time", "population", "measure"), "money": ("measure", "population", "time")}
_SIGNS: Final = {Change.INCREASE: "▲", Change.DECREASE: "▼"}
_PATTERNS: Final[Mapping[Change | None, str]] = {Change.INCREASE: "kh-rise", Change.DECREASE: "kh-fall"}
_ROUND: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Group:
    """Statistics to be drawn on one scale, in the article's order; fractions and ratios among them are in percent.

    `picture` says what they are: a key of the words for charts.
    """

    picture: str
    members: tuple[Statistic, ...]

    @property
    def in_percent(self) -> bool:
        """Whether the scale is one of percentages."""
        return self.members[0].unit == _PERCENT

    @cached_property
    def end(self) -> Decimal:
        """Where the scale, which begins at zero, ends: at a hundred percent, or at the next round number."""
        longest = max(_ends(member)[1] for member in self.members)
        if self.in_percent and longest <= 100:
            return Decimal(100)
        power = Decimal(1).scaleb(longest.adjusted())
        return next(step * power for step in _ROUND if step * power >= longest)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The facets in which all members have the same words, or none has any."""
        first, *others = self.members
        return frozenset(
            facet for facet in _FACETS if all(_words(other, facet) == _words(first, facet) for other in others)
        )


Members = Sequence[Statistic]


def group_statistics(statistics: Members) -> tuple[Group, ...]:
    """The groups worth a picture, the largest first, those of single shares and changes last.

    Groups of one size are in the article's order. Each statistic stands in one group at most: with what the article
    compares it with, else with shares or changes of its population or measure, else with amounts in its unit.
    """
    left = [_to_percent(statistic) for statistic in _first_mentions(statistics) if _can_be_drawn(statistic)]
    compared = _in_company(_comparisons(left))
    left = _without(left, compared)
    amounts = _in_company(_amounts([statistic for statistic in left if _is_amount(statistic)]))
    left = [statistic for statistic in left if statistic.unit == _PERCENT]
    shares = _in_company(_shares(left))
    single = _in_company(_other_shares(_without(left, shares)))
    related = sorted([*compared, *shares, *amounts], key=lambda group: (-len(group.members), group.members[0].start))
    return (*related, *single)


def render_charts(view: View) -> str:
    """The pictures of a report under their legend; empty where nothing is worth drawing."""
    groups = group_statistics(view.report.statistics)
    if not groups:
        return ""
    figures = "".join(_draw_group(group, view) for group in groups)
    return f'{_draw_legend(groups, view)}<div class="kh-figures">{figures}</div>'


def _first_mentions(statistics: Members) -> Members:
    """The statistics without repetitions; in comparisons the first mention stands for each."""
    first = {statistic.id: statistic.same_as or statistic.id for statistic in statistics}
    return [
        replace(statistic, compared_with=tuple(first.get(name, name) for name in statistic.compared_with))
        for statistic in statistics
        if statistic.same_as is None
    ]


def _can_be_drawn(statistic: Statistic) -> bool:
    """Bars start at zero, and a number of which nothing is known tells a reader nothing."""
    return _ends(statistic)[0] >= 0 and not (statistic.population is None and statistic.measure is None)


def _to_percent(statistic: Statistic) -> Statistic:
    if statistic.kind not in (QuantityKind.FRACTION, QuantityKind.RATIO):
        return statistic
    numbers = (statistic.value, statistic.low, statistic.high)
    value, low, high = (None if number is None else Context(prec=3).multiply(number, 100) for number in numbers)
    return replace(statistic, value=value, low=low, high=high, unit=_PERCENT)


def _ends(statistic: Statistic) -> tuple[Decimal, Decimal]:
    """Where the number begins and ends; one that is no range begins and ends in one place."""
    if statistic.low is not None and statistic.high is not None:
        return min(statistic.low, statistic.high), max(statistic.low, statistic.high)
    return statistic.value or Decimal(0), statistic.value or Decimal(0)


def _words(statistic: Statistic, facet: str) -> str | None:
    span: Span | None = getattr(statistic, facet)
    return None if span is None else span.text


def _scale(statistic: Statistic) -> tuple[str, str | None, bool]:
    """Two statistics may share a scale where this is equal: a share of something is no change of it."""
    kind = _PERCENT if statistic.unit == _PERCENT else statistic.kind
    return kind, statistic.unit, statistic.change is not None


def _split(statistics: Members, key: Callable[[Statistic], Hashable]) -> Mapping[Hashable, Members]:
    """The statistics by their `key`, in order."""
    parts: dict[Hashable, list[Statistic]] = {}
    for statistic in statistics:
        parts.setdefault(key(statistic), []).append(statistic)
    return parts


def _alike_in(facet: str) -> Callable[[Statistic], Hashable]:
    """Equal for two statistics that have one scale and the same words for `facet`; where there are none, for no two."""
    return lambda statistic: (_scale(statistic), _words(statistic, facet) or (statistic.id,))


def _in_company(groups: Iterable[Group]) -> list[Group]:
    """The groups without the lonely."""
    return [group for group in groups if len(group.members) > 1]


def _without(statistics: Members, groups: Sequence[Group]) -> list[Statistic]:
    taken = {member.id for group in groups for member in group.members}
    return [statistic for statistic in statistics if statistic.id not in taken]


def _comparisons(statistics: Members) -> Iterator[Group]:
    """What chains of comparisons tie together, in one kind and unit."""
    known = {statistic.id: statistic for statistic in statistics}
    ties: dict[str, list[str]] = {name: [] for name in known}
    for one in statistics:
        for name in one.compared_with:
            if name in known and _scale(known[name]) == _scale(one):
                ties[one.id].append(name)
                ties[name].append(one.id)
    chain: dict[str, str] = {}
    for name in known:
        fresh = [name]
        while fresh:
            tied = fresh.pop()
            if tied not in chain:
                chain[tied] = name
                fresh += ties[tied]
    for members in _split(statistics, lambda statistic: chain[statistic.id]).values():
        yield Group("compared", tuple(members))


def _shares(statistics: Members) -> Iterator[Group]:
    """Percentages of one population near each other, or those of one measure, whichever are more."""
    population, measure = _alike_in("population"), _alike_in("measure")
    of_population, of_measure = _split(statistics, population), _split(statistics, measure)
    taken: set[str] = set()
    for first in statistics:
        if first.id in taken:
            continue
        of_one_population = _chain([one for one in of_population[population(first)] if one.id not in taken])
        of_one_measure = [one for one in of_measure[measure(first)] if one.id not in taken]
        members = max(of_one_population, of_one_measure, key=len)
        taken.update(member.id for member in members)
        yield Group("shares" if first.change is None else "changes", tuple(members))


def _chain(statistics: Members) -> Members:
    """The first of the statistics and each that is near the one before it."""
    chain = [statistics[0]]
    for other in statistics[1:]:
        if _are_neighbours(chain[-1], other):
            chain.append(other)
    return chain


def _are_neighbours(one: Statistic, other: Statistic) -> bool:
    near = other.start - one.end <= NEIGHBOURHOOD
    return near or any(_words(one, facet) == _words(other, facet) is not None for facet in ("source", "time"))


def _other_shares(statistics: Members) -> Iterator[Group]:
    for members in _split(statistics, _scale).values():
        yield Group("other_shares" if members[0].change is None else "other_changes", tuple(members))


def _is_amount(statistic: Statistic) -> bool:
    """Something counted or in a known unit."""
    return statistic.kind in _AMOUNTS and (statistic.unit is not None or statistic.kind is QuantityKind.COUNT)


def _amounts(statistics: Members) -> Iterator[Group]:
    """Amounts of one currency, of other things only those of one population; too small a bar could not be seen."""
    population = _alike_in("population")
    for members in _split(statistics, lambda s: _scale(s) if s.kind is QuantityKind.MONEY else population(s)).values():
        while members:
            first, *others = members
            group = Group(first.kind.value, (first, *(one for one in others if _are_of_like_size(first, one))))
            yield group
            members = _without(members, [group])


def _are_of_like_size(one: Statistic, other: Statistic) -> bool:
    small, large = sorted((_ends(one)[1], _ends(other)[1]))
    return 0 < large <= MOST_TIMES * small


def _draw_group(group: Group, view: View) -> str:
    bars = "".join(_draw_bar(member, group, view) for member in group.members)
    last = _percent(group.end, view) if group.in_percent else format_number(group.end, view.words)
    ends = f"<span>{figure(format_number(0, view.words))}</span><span>{figure(last)}</span>"
    # Without its bullets a list is no list to some screen readers unless it says so.
    return (
        f'<figure class="kh-figure"><figcaption>{_caption(group, view)}</figcaption><ol class="kh-bars" role="list">'
        f'{bars}</ol><p class="kh-scale" aria-hidden="true">{ends}</p></figure>'
    )


def _caption(group: Group, view: View) -> str:
    """What all the bars share, in the article's words, and what sort of numbers they are."""
    first, words = group.members[0], view.words
    shared = _quotations(first, [facet for facet in _FACETS if facet in group.shared], view)
    sort = [safe(words.charts[group.picture])]
    if first.unit not in (None, _PERCENT):
        sort.append(named(words.units, first.unit))
    return _title(shared, sort) if shared else _title(sort[:1], sort[1:])


def _label(member: Statistic, group: Group, view: View) -> str:
    """What tells this bar from its neighbours, in the article's words; the number's own words where nothing does."""
    differing = [facet for facet in _LABELS.get(group.picture, _FACETS) if facet not in group.shared]
    names = _quotations(member, differing, view)
    if differing[:1] == ["time"] and member.time is None:
        names.insert(0, safe(view.words.charts["no_time"]))
    return _title(names[:1] or [quoted(member, view)], names[1:])


def _quotations(statistic: Statistic, facets: Sequence[str], view: View) -> list[str]:
    """The words for those of the `facets` that the article gives, each once."""
    found = {_words(statistic, facet): quoted(getattr(statistic, facet), view) for facet in facets}
    return [quotation for words, quotation in found.items() if words is not None]


def _title(main: Sequence[str], rest: Sequence[str]) -> str:
    small = f" <small>{_SEPARATOR.join(rest)}</small>" if rest else ""
    return f"<strong>{_SEPARATOR.join(main)}</strong>{small}"


def _draw_bar(member: Statistic, group: Group, view: View) -> str:
    low, high = _ends(member)
    start = low if member.low is not None else Decimal(0)
    place = f"margin-inline-start:{_part(start, group)};inline-size:{_part(high - start, group)}"
    patterns = (_PATTERNS.get(member.change), "kh-unsure" if member.confidence < SURE else None)
    track = f'<span class="{" ".join(filter(None, ("kh-fill", *patterns)))}" style="{place}"></span>'
    if group.in_percent and group.end > 100:
        track += f'<span class="kh-hundred" style="inset-inline-start:{_part(Decimal(100), group)}"></span>'
    return (
        f'<li id="{view.anchor("bar", member.id)}"><a class="kh-bar" href="#{view.anchor("mark", member.id)}">'
        f'<span class="kh-bar-label">{_label(member, group, view)}</span> '
        f'<span class="kh-bar-value">{_value(member, group, view)}</span> '
        f'<span class="kh-track" aria-hidden="true">{track}</span></a></li>'
    )


def _value(member: Statistic, group: Group, view: View) -> str:
    """The number in the reader's digits with all that bounds it, and as the article writes it where words help."""
    words = view.words
    parts = [f"<strong>{figure(format_value(member, words))}</strong>"]
    if member.qualifier is not None:
        parts.insert(0, f"<small>{named(words.qualifiers, member.qualifier)}</small>")
    if member.change is not None:
        sign = f'<span aria-hidden="true">{_SIGNS.get(member.change, "")}</span>'
        parts.append(f"<small>{sign} {named(words.changes, member.change)}</small>")
    if member.kind is not QuantityKind.PERCENTAGE and any(character.isalpha() for character in member.text):
        parts.append(f'<small class="kh-bar-note">{quoted(member, view)}</small>')
    if group.in_percent and _ends(member)[1] > 100:
        beyond = words.charts["beyond"].format(hundred=_percent(Decimal(100), view), end=_percent(group.end, view))
        parts.append(f'<small class="kh-bar-note">{safe(beyond)}</small>')
    if member.confidence < SURE:
        parts.append(f'<small class="kh-bar-note">{safe(words.charts["unsure"])}</small>')
    return " ".join(parts)


def _draw_legend(groups: Sequence[Group], view: View) -> str:
    """The patterns that these groups use, and where the bars lead."""
    words = view.words
    members = [member for group in groups for member in group.members]
    changes = {member.change for member in members}
    used = {pattern: words.changes[change] for change, pattern in _PATTERNS.items() if change and change in changes}
    if any(member.confidence < SURE for member in members):
        used["kh-unsure"] = words.charts["unsure"]
    keys = [
        f'<span class="kh-key"><span class="kh-fill {pattern}" aria-hidden="true"></span> {safe(text)}</span>'
        for pattern, text in used.items()
    ]
    return f'<p class="kh-legend">{" ".join([*keys, safe(words.charts["hint"])])}</p>'


def _part(value: Decimal, group: Group) -> str:
    """`value` as a part of the scale, for CSS."""
    return f"{100 * value / group.end:.2f}%"


def _percent(value: Decimal, view: View) -> str:
    return format_percent(format_number(value, view.words), view.words)
