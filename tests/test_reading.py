"""What the extractor is trained on: the marks of a text as words and tokens of its windows."""

from pathlib import Path

from summarizer.model import heads
from summarizer.model.encoder import OnnxEncoder
from summarizer.model.heads import NUMBER_ROLES
from summarizer.model.number_head import CHANGES
from summarizer.records import Change, ClaimKind
from summarizer.stats.traits import TRAITS
from summarizer.training.markup import read_marked
from summarizer.training.reading import WindowExample, window_examples

TOKENIZER = OnnxEncoder(Path(heads.__file__).with_name("khulasa-e5-small"))
MARKED = (
    "{S n1 n2 c1 c2|الدراسة} قالت إن {C c1 statistical|{N n1|37%} من {P n1 n2|المسوقين} {M n1|يستخدمون البريد}}. "
    "و{C c2 statistical hedged|قد ترتفع {M n2|حصتهم} بنسبة {N n2 change=increase|5%} {T n2|العام المقبل}}."
)


def windows(marked: str, full: bool = True) -> list[WindowExample]:
    return list(window_examples(read_marked(marked), full, TOKENIZER))


def words_of(window: WindowExample, run: tuple[int, int]) -> str:
    """The text of a run of words, from their tokens."""
    _, offsets = TOKENIZER.tokenize(window.text)
    inside = [place for place, word in enumerate(window.word_of) if run[0] <= word < run[1]]
    return window.text[offsets[inside[0], 0] : offsets[inside[-1], 1]]


def test_roles_are_runs_of_words() -> None:
    (window,) = windows(MARKED)
    first, second = window.numbers
    told = [[words_of(window, run) for run in role or ()] for role in first.roles]
    assert dict(zip(NUMBER_ROLES, told, strict=True)) == {
        "population": ["المسوقين"], "measure": ["يستخدمون البريد"], "time": [], "source": ["الدراسة"],
    }  # fmt: skip
    assert [words_of(window, run) for run in second.roles[2] or ()] == ["العام المقبل"]
    assert [CHANGES[number.change] for number in window.numbers] == [None, Change.INCREASE]
    assert all(number.statistic and len(number.traits) == len(TRAITS) for number in window.numbers)


def test_claims_are_clauses_with_their_kind_and_source() -> None:
    (window,) = windows(MARKED)
    claims = [clause for clause in window.clauses if clause.claim and clause.found]
    assert [clause.hedged for clause in claims] == [False, True]
    assert all(clause.kind is None for clause in claims)  # statistical ones are told by their numbers
    assert [[words_of(window, run) for run in clause.source or ()] for clause in claims] == [["الدراسة"], ["الدراسة"]]


def test_a_number_without_a_mark_is_no_statistic() -> None:
    (window,) = windows("من يشتري أكثر من 3 مرات يحصل على هدية، {C c1 assertion|والمتجر قديم}.")
    (number,) = window.numbers
    assert not number.statistic
    assert number.roles == (None,) * len(NUMBER_ROLES)


def test_where_only_claims_are_marked_nothing_is_said_of_numbers() -> None:
    (window,) = windows("{C statistical|اشترى 300 شخص الهاتف}. {X question|هل تصدق؟}", full=False)
    assert window.numbers == ()
    assert [clause.source for clause in window.clauses] == [None] * len(window.clauses)


def test_a_kind_is_told_of_claims_without_a_number() -> None:
    (window,) = windows("{C c1 causal|الإعلان يساعد المتاجر الصغيرة على البيع}. {X heading|عن المتاجر}")
    assert [clause.kind for clause in window.clauses if clause.claim] == [ClaimKind.CAUSAL]


def test_a_role_outside_the_window_is_not_held_against_anybody() -> None:
    filler = " ".join(["وهذه جملة طويلة لا تقول شيئا عن الأرقام ولا عن أحد من الناس في السوق."] * 20)
    found = windows("{P n1|المسوقون} كثيرون. " + filler + " قال {N n1|37%} منهم {M n1|لا}.")
    (number,) = [number for window in found for number in window.numbers]
    assert number.roles[0] is None
    assert number.roles[2] == ()
