"""The heads as they are trained: the same as what is shipped, and losses that fall where the answer is right."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from summarizer.claims.shape import SHAPES  # noqa: E402
from summarizer.model import heads as runtime  # noqa: E402
from summarizer.model.asker import LONGEST  # noqa: E402
from summarizer.model.encoder import Encoded, OnnxEncoder  # noqa: E402
from summarizer.model.number_head import beside  # noqa: E402
from summarizer.model.runs import best_run  # noqa: E402
from summarizer.stats.traits import TRAITS  # noqa: E402
from summarizer.training.export import runtime_weights, write_heads  # noqa: E402
from summarizer.training.losses import loss  # noqa: E402
from summarizer.training.markup import read_marked  # noqa: E402
from summarizer.training.network import Heads, run_scores, word_vectors  # noqa: E402
from summarizer.training.reading import WindowExample, window_examples  # noqa: E402
from summarizer.training.train import rate_at  # noqa: E402

FOLDER = Path(runtime.__file__).with_name("khulasa-e5-small")
MARKED = (
    "{S n1 n2 c1 c2|الدراسة} قالت إن {C c1 statistical|{N n1|37%} من {P n1 n2|المسوقين} {M n1|يستخدمون البريد}}. "
    "و{C c2 statistical|ترتفع {M n2|حصتهم} بنسبة {N n2 change=increase|5%} {T n2|العام المقبل}}. {X question|كيف؟}"
)
SETTINGS = {
    "shapes": list(SHAPES),
    "statistic": {"temperature": 1.0, "agreed": 0.3, "alone": 0.8, "trust": 0.5},
    "claim": {"temperature": 1.0, "threshold": 0.5},
    "hedged": {"threshold": 0.4},
}


def window() -> WindowExample:
    (found,) = window_examples(read_marked(MARKED), True, OnnxEncoder(FOLDER))
    return found


def some_heads(dimensions: int = 16) -> Heads:
    torch.manual_seed(3)
    made = Heads(dimensions, 0.0).eval()
    for parameter in made.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
    return made


def some_tokens(example: WindowExample, dimensions: int = 16) -> "torch.Tensor":
    torch.manual_seed(4)
    return torch.randn(len(example.ids), dimensions)


def test_what_is_shipped_computes_the_same() -> None:
    example, trained = window(), some_heads()
    tokens = some_tokens(example)
    with torch.inference_mode():
        wanted = trained(tokens, example)
        words = word_vectors(tokens, example).numpy()
    weights = {name: value.astype(np.float32) for name, value in runtime_weights(trained).items()}
    shipped = runtime.Heads.of(weights, SETTINGS)
    known = [number.traits for number in example.numbers]
    means = [tokens[slice(*number.tokens)].numpy() for number in example.numbers]
    logits = shipped.number.logits(beside(means, known, 16 + len(TRAITS)))
    np.testing.assert_allclose(logits, wanted.numbers.numpy(), atol=0.02)
    clauses = [tokens[slice(*clause.tokens)].numpy() for clause in example.clauses]
    marks = shipped.claim.logits(clauses, [clause.shape for clause in example.clauses])
    np.testing.assert_allclose(marks, wanted.clauses.numpy(), atol=0.02)
    relations = [number.relations for number in example.numbers]
    answers = shipped.number_roles.ask(words, known, relations, [number.words[0] for number in example.numbers])
    for place, answer in enumerate(answers):
        for role, one in enumerate(answer.values()):
            run, confidence = best_run(wanted.number_runs[place, role].numpy(), wanted.number_none[place, role].item())
            assert one.run == run
            assert one.confidence == pytest.approx(confidence, abs=0.02)


def test_the_score_of_a_run_is_its_start_its_end_and_all_inside() -> None:
    start, end, inside = torch.tensor([1.0, 2, 3]), torch.tensor([10.0, 20, 30]), torch.tensor([100.0, 200, 300])
    scores = run_scores(start, end, inside)
    assert scores.shape == (3, LONGEST)
    assert scores[0, :3].tolist() == [111, 321, 631]
    assert scores[1, :2].tolist() == [222, 532]
    assert scores[2, 1] < -1000  # beyond the last word


def test_runs_and_none_share_the_probability() -> None:
    example = window()
    reading = some_heads()(some_tokens(example), example)
    total = reading.number_runs.exp().sum(dim=(2, 3)) + reading.number_none.exp()
    np.testing.assert_allclose(total.detach().numpy(), 1, atol=1e-4)


def test_training_on_a_window_makes_everything_less_wrong() -> None:
    example, heads = window(), some_heads()
    tokens = some_tokens(example)
    optimizer = torch.optim.Adam(heads.parameters(), lr=0.003)
    sums = []
    for _ in range(80):
        parts = loss(heads(tokens, example), example)
        optimizer.zero_grad()
        torch.stack([wrong for wrong, _ in parts.values()]).sum().backward()
        optimizer.step()
        sums.append({name: float(wrong.detach()) for name, (wrong, _) in parts.items()})
    asked = {name for name, value in sums[0].items() if value > 0}
    assert {"role", "source", "statistic", "change", "claim"} <= asked
    assert sum(sums[-1].values()) < 0.5 * sum(sums[0].values())
    assert all(sums[-1][name] < 0.5 * sums[0][name] for name in ("role", "source"))


def test_what_is_written_is_loaded_again(tmp_path: Path) -> None:
    made = some_heads()
    write_heads(tmp_path, made, SETTINGS)
    loaded = runtime.Heads.load(tmp_path)
    assert (loaded.number.agreed, loaded.number.alone, loaded.claim.hedged_threshold) == (0.3, 0.8, 0.4)
    tokens = Encoded(np.ones((2, 16), dtype=np.float32), np.array([[0, 2], [2, 4]], dtype=np.int32))
    wanted = made.meaning(torch.ones(16)).detach().numpy()
    found = loaded.meaning.of(tokens, 0, 4)
    np.testing.assert_allclose(found, wanted / np.linalg.norm(wanted), atol=1e-2)


def test_the_rate_rises_and_falls() -> None:
    rates = [rate_at(done / 20) for done in range(21)]
    assert max(rates) == pytest.approx(1)
    assert rates[0] < 0.1
    assert rates[-1] == pytest.approx(0)
    assert rates[2:] == sorted(rates[2:], reverse=True)
