from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import ModelUnavailable
from ingest.facts import Span
from kg import EvidenceRecord, Store
from search import Searcher
from search.reranker import RERANKED, SHARE, CrossEncoderReranker, reranked
from search.results import Hit
from tests.search.small_library import CharacterEncoder
from tests.search.tiny_models import cross_encoder

QUESTION = "钢板轧制"


class Preferring:
    """Prefers the texts that hold a word; notes what it is asked."""

    def __init__(self, word: str) -> None:
        self.word, self.asked = word, []

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((query, list(texts)))
        return [0.9 if self.word in text else 0.1 for text in texts]


def hits(count: int) -> list[Hit]:
    def evidence(number: int) -> EvidenceRecord:
        text = f"第{number}句。"
        return EvidenceRecord("d", "报", None, None, text, (Span(0, len(text)),))

    def hit(number: int) -> Hit:
        score = 1 - number / 100
        why = {"lexical": score / 2, "dense": score / 2, "graph": 0.0, "cosine": 0.5, "words": ["轧"]}
        return Hit(str(number), "Achievement", f"成果{number}", score, why, (evidence(number),))

    return [hit(number) for number in range(count)]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cross_encoder(tmp_path_factory.mktemp("models") / "reranker")


def searcher(known: Store, folder: Path, reranker=None) -> Searcher:
    opened = Searcher.open(known, folder / "index", CharacterEncoder(), reranker=reranker)
    opened.sync()
    return opened


def test_name_and_best_sentence_are_judged_and_the_better_come_first() -> None:
    reranker = Preferring("成果2")
    found = list(reranked(iter(hits(4)), "问", reranker))
    assert [hit.id for hit in found] == ["2", "0", "1", "3"]
    assert reranker.asked == [("问", [f"成果{n}\n第{n}句。" for n in range(4)])]


def test_the_shares_add_up_to_the_score() -> None:
    best = next(reranked(iter(hits(3)), "问", Preferring("成果1")))
    assert best.score == pytest.approx(SHARE * 0.9 + (1 - SHARE) * 0.99)
    assert best.why["rerank"] == pytest.approx(SHARE * 0.9)
    parts = [best.why[name] for name in ("lexical", "dense", "graph", "rerank")]
    assert sum(parts) == pytest.approx(best.score)
    assert (best.why["cosine"], best.why["words"]) == (0.5, ["轧"])


def test_only_the_first_are_judged_and_none_behind_them_is_above() -> None:
    reranker = Preferring("第39句")
    found = list(reranked(iter(hits(40)), "问", reranker))
    assert len(reranker.asked[0][1]) == RERANKED
    assert [hit.id for hit in found] == [str(n) for n in range(40)]
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert found[-1].why["rerank"] == 0


def test_nothing_found_asks_nothing(tmp_path: Path) -> None:
    assert list(reranked(iter(()), "问", CrossEncoderReranker(tmp_path / "nowhere"))) == []


def test_a_search_follows_the_cross_encoder(known: Store, tmp_path: Path, tiny: Path) -> None:
    plain = searcher(known, tmp_path).search(QUESTION)
    model = CrossEncoderReranker(tiny)
    own = dict(
        zip(
            [hit.name for hit in plain.hits],
            model.scores(QUESTION, [f"{hit.name}\n{hit.evidence[0].text}" for hit in plain.hits]),
            strict=True,
        )
    )
    assert len(own) >= 3
    assert max(own.values()) - min(own.values()) > 0.2
    found = searcher(known, tmp_path, model).search(QUESTION)
    before = {hit.name: hit.score for hit in plain.hits}
    wanted = sorted(own, key=lambda name: -(SHARE * own[name] + (1 - SHARE) * before[name]))
    assert [hit.name for hit in found.hits] == wanted
    assert wanted != list(before)
    for hit in found.hits:
        assert hit.why["rerank"] == pytest.approx(SHARE * own[hit.name], abs=1e-5)
    assert found.facets == plain.facets


def test_passages_are_put_in_order_too(known: Store, tmp_path: Path) -> None:
    reranker = Preferring("导卫装置")
    found = searcher(known, tmp_path, reranker).search(QUESTION, type="Passage").hits
    assert "导卫装置" in found[0].evidence[0].text
    assert "rerank" in found[0].why


def test_more_than_wanted_are_judged(known: Store, tmp_path: Path) -> None:
    """The best may come from behind those that would have been given out."""
    plain = searcher(known, tmp_path).search(QUESTION, k=3).hits
    last = plain[-1].name
    (found,) = searcher(known, tmp_path, Preferring(f"{last}\n")).search(QUESTION, k=1).hits
    assert found.name == last


def test_without_one_nothing_is_said_of_it(known: Store, tmp_path: Path) -> None:
    assert all("rerank" not in hit.why for hit in searcher(known, tmp_path).search(QUESTION).hits)


def test_the_model_is_loaded_when_first_asked(known: Store, tmp_path: Path) -> None:
    opened = searcher(known, tmp_path, CrossEncoderReranker(tmp_path / "nowhere"))
    assert opened.similar(known.named("矿车防掉道装置")[0].id) is not None
    with pytest.raises(
        ModelUnavailable, match=r"重排模型目录 .*nowhere 里没有模型（缺少 config\.json）.*JIANGPU_RERANKER"
    ):
        opened.search(QUESTION)


def test_a_model_of_several_scores_is_refused(tmp_path: Path) -> None:
    several = CrossEncoderReranker(cross_encoder(tmp_path / "several", labels=3))
    with pytest.raises(ModelUnavailable, match="3 个分数"):
        several.scores("问", ["答"])


def test_scores_do_not_depend_on_company(tiny: Path) -> None:
    model = CrossEncoderReranker(tiny)
    texts = ["轧机轴承", "焊接", "标签翘边" * 40]
    together = model.scores("轴承", texts)
    assert together == pytest.approx([model.scores("轴承", [text])[0] for text in texts], abs=1e-5)
    assert model.scores("轴承", []) == []
