"""The main road, top to bottom: text → sentences → vectors → statistics → claims → summary → report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from summarizer.article.layout import read_layout
from summarizer.claims import find_claims
from summarizer.errors import InputTypeError
from summarizer.model.encoder import Encoder, OnnxEncoder
from summarizer.model.heads import ClaimHead
from summarizer.records import Claim, ModelInfo, Report, Statistic
from summarizer.stats import find_statistics
from summarizer.summary import choose_summary

MODEL = ModelInfo(name="khulasa-e5-small", version="1")
_FOLDER = Path(__file__).parent / "model" / MODEL.name


class Summarizer:
    """Reads articles with the embedded model; load it once and use it many times, from any thread.

    `encoder` and `head` take the place of the embedded ones (the head must fit the encoder's vectors). Raises
    ModelError where the embedded model's folder is damaged.
    """

    def __init__(self, encoder: Encoder | None = None, head: ClaimHead | None = None) -> None:
        self._encoder = encoder or OnnxEncoder(_FOLDER)
        self._head = head or ClaimHead.load(_FOLDER)

    def summarize(self, text: str) -> Report:
        """The report of one article; any string at all gives one. Raises InputTypeError for anything else."""
        return next(self.summarize_many([text]))

    def summarize_many(self, texts: Iterable[str]) -> Iterator[Report]:
        """The reports of `texts`, lazily and in order; none depends on another."""
        for text in texts:
            yield self._report(_checked(text))

    def _report(self, text: str) -> Report:
        layout = read_layout(text)
        encoded = self._encoder.encode([text[sentence.start : sentence.end] for sentence in layout.sentences])
        statistics = find_statistics(text, layout.sentences, encoded)
        claims = find_claims(text, layout.sentences, encoded, statistics, self._head)
        statistics = _with_claims(statistics, claims)
        summary = choose_summary(text, layout.sentences, encoded, statistics, claims)
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
