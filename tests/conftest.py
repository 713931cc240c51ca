"""What the tests share."""

import pytest
from fake_reports import Sample, load_sample


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    return {name: load_sample(name) for name in ("ar", "fa")}
