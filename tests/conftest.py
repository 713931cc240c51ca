"""What the tests share."""

import pytest
from fake_reports import Sample, load_sample

import ui  # noqa: F401  # Gradio's client is told to stay offline before any test imports it.


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    return {name: load_sample(name) for name in ("ar", "fa")}
