"""Who runs a studio together, with which unit a work was made, which works won, and the pairs of a unit's report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("shared_library.txt")
NAMES = {
    "Person": "蔺广田 郜晚晴 亓大同 瞿小满",
    "Studio": "蔺广田劳模工作室",
    "Organization": "云岭橡胶集团 云岭橡胶集团工会 山南区总工会 炼胶公司 远山研究所",
    "Achievement": "渗压甄别系统 胶片托架",
    "Award": "五小成果奖",
}
UNIONS = {"云岭橡胶集团工会", "山南区总工会"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("shared"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("蔺广田劳模工作室由哪两家工会共建", UNIONS),
        ("蔺广田劳模工作室是哪些单位共建的", {*UNIONS, "云岭橡胶集团"}),
        ("蔺广田劳模工作室是谁和谁合建的", {*UNIONS, "云岭橡胶集团"}),
        ("渗压甄别系统是跟哪个科研单位合作做的", {"远山研究所", "云岭橡胶集团"}),
        ("云岭橡胶集团有哪些五小成果获奖", {"渗压甄别系统"}),
        ("云岭橡胶集团有什么项目拿了奖", {"渗压甄别系统"}),
        ("云岭橡胶集团的金牌师徒有哪几对", {"蔺广田—郜晚晴", "亓大同—瞿小满"}),
        ("云岭橡胶集团的金牌师徒有哪些人", {"蔺广田", "郜晚晴", "亓大同", "瞿小满"}),
    ],
)
def test_asked(store: Store, question: str, expected: set[str]) -> None:
    assert {answer.name for answer in ask(question, store).answers} == expected
