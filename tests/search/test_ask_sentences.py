"""What the graph does not tell and sentences do: of an invented library."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kg import PassageRecord, Store
from search import Searcher, load_encoder
from search.ask import ask
from search.questions.reading import Fit
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("untold_library.txt")
NAMES = {
    "Person": "温九龄 谷穗儿",
    "Organization": "岫河阀门厂 凤台泵业公司 辉南机床厂 岫河市总工会 麦口纺织公司 绿洲农场",
    "Achievement": "阀杆防转夹具",
    "Event": "岫河工匠节",
}
FIT = Fit(
    -3.5,
    {"here": 3.0, "in document": 3.0, "best document": 1.4, "names": -2.5, "untold": -3.0, "said": 1.5}
    | {"written": 0.7, "gap": -1.3, "asked 0": 1.5},
    0.5,
)
ELSEWHERE = "阀杆防转夹具用在了哪些单位"


@pytest.fixture(autouse=True)
def fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shipped is fitted anew now and then."""
    monkeypatch.setattr("search.questions.reading.shipped_fit", lambda: FIT)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("untold"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.fixture(scope="module")
def searcher(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    search = Searcher.open(store, tmp_path_factory.mktemp("index"), load_encoder())
    search.sync()
    yield search
    search.close()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (ELSEWHERE, {"凤台泵业公司", "辉南机床厂"}),
        ("阀杆防转夹具在哪个活动上展出过", {"岫河工匠节"}),
        # two people in a sentence: who taught whom is not guessed
        ("温九龄的徒弟是谁", set()),
        ("谷穗儿的师傅是谁", set()),
        # a number is not read
        ("阀杆防转夹具推广了多少台", set()),
        # nobody of that name
        ("鲍不平的夹具用在了哪些单位", set()),
        ("月球车充电托盘用在了哪些单位", set()),
    ],
)
def test_names(store: Store, searcher: Searcher, question: str, expected: set[str]) -> None:
    assert not ask(question, store).answers
    reply = ask(question, store, searcher.sentences)
    assert {answer.name for answer in reply.answers} == expected, reply


def test_says_that_it_was_only_read(store: Store, searcher: Searcher) -> None:
    reply = ask(ELSEWHERE, store, searcher.sentences)
    assert reply.understood_as["intent"] == "nearest"
    assert reply.message == "图谱里没有这样的事实，下面是从最接近的语句里读到的，请核对原句。"
    for answer in reply.answers:
        assert answer.note == "从语句里读到，未经图谱核实"
        assert [said.text for said in answer.evidence] == [
            "阀杆防转夹具后来送到了凤台泵业公司和辉南机床厂，两家都照着配齐了。"
        ]


def test_what_the_graph_tells_is_not_read(store: Store) -> None:
    def never(question: str) -> Sequence[tuple[PassageRecord, float]]:
        raise AssertionError(question)

    assert [answer.name for answer in ask("阀杆防转夹具是谁琢磨的", store, never).answers] == ["温九龄"]
