"""The main road, top to bottom: text → sentences, numbers → passages → statistics → claims → summary → report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from summarizer.article.layout import read_layout
from summarizer.claims import find_claims
from summarizer.errors import InputTypeError
from summarizer.model.encoder import Encoder, OnnxEncoder
from summarizer.model.heads import Heads
from summarizer.passages import read_passages
from summarizer.quantities.find import find_mentions
from summarizer.records import Claim, ModelInfo, Report, Statistic
from summarizer.stats import find_statistics
from summarizer.summary import choose_summary

MODEL = ModelInfo(name="khulasa-e5-small", version="4")
_FOLDER = Path(__file__).parent / "model" / MODEL.name


class Summarizer:
    """Reads articles with the embedded model; load it once and use it many times, from any thread.

    `encoder` and `heads` take the place of the embedded ones (heads are trained for one encoder). Raises
    ModelError where the embedded model's folder is damaged.
    """

    def __init__(self, encoder: Encoder | None = None, heads: Heads | None = None) -> None:
        self._encoder = encoder or OnnxEncoder(_FOLDER)
        self._heads = heads or Heads.load(_FOLDER)

    def summarize(self, text: str) -> Report:
        """The report of one article; any string at all gives one. Raises InputTypeError for anything else."""
        return next(self.summarize_many([text]))

    def summarize_many(self, texts: Iterable[str]) -> Iterator[Report]:
        """The reports of `texts`, lazily and in order; none depends on another."""
        for text in texts:
            yield self._report(_checked(text))

    def _report(self, text: str) -> Report:
        layout = read_layout(text)
        mentions = find_mentions(text)
        passages = read_passages(text, layout, mentions, self._encoder)
        statistics = find_statistics(text, layout.sentences, passages, mentions, self._heads)
        claims = find_claims(text, layout.sentences, passages, statistics, self._heads)
        statistics = _with_claims(statistics, claims)
        summary = choose_summary(text, layout.sentences, statistics, claims)
        return Report(layout.language, summary, statistics, claims, layout.ignored, MODEL)


def summarize(text: str) -> Report:
    """The report of one article, by the embedded model, which is loaded at the first call."""
    return _default().summarize(text)


@cache
def _default() -> Summarizer:
    return Summarizer()


def _checked(text: object) -> str:
    if not isinstance(text, str):
        raise InputTypeError(f"an article is a str, got {type(text).__name__}; decode bytes, or read the file first")
    return text


def _with_claims(statistics: Sequence[Statistic], claims: Sequence[Claim]) -> tuple[Statistic, ...]:
    """The statistics, each with the id of the claim that holds it."""
    holders = {name: claim.id for claim in claims for name in claim.statistics}
    return tuple(replace(statistic, claim=holders.get(statistic.id)) for statistic in statistics)
