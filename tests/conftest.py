"""What the tests share."""

import pytest
from fake_reports import Sample, load_sample

# It is no test, and would import Gradio's client before the page has told it to stay offline.
collect_ignore = ["bench_page.py"]


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    return {name: load_sample(name) for name in ("ar", "fa")}
