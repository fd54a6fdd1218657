"""The steps that make the shipped model, each on a few words."""

import gzip
import json
import lzma
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from search.training.cases import Case, read_cases
from search.training.contrastive import TableTrainer
from search.training.cooccurrence import context_vectors
from search.training.dictionary import read_word_lists, shared_meanings
from search.training.encoded import encode_case, encode_texts
from search.training.examples import KINDS, Batch, Examples
from search.training.glossary import Term, documents, grouped, read_glossary, tokens
from search.training.held_out import as_cases, recall
from search.training.initial import Known, initial_vectors
from search.training.parts import token_parts
from search.training.sources import TrainingTexts, read_texts
from search.training.vocabulary import build_tokenizer, choose_tokens

FREQUENCIES = {
    "蓄电池": 184.0,
    "电池": 500.0,
    "放电": 385.0,
    "试验": 900.0,
    "蓄": 90.0,
    "电": 800.0,
    "池": 300.0,
    "放": 700.0,
}
CEDICT = """# CC-CEDICT
勞動模範 劳动模范 [lao2 dong4 mo2 fan4] /model worker/
勞模 劳模 [lao2 mo2] /abbr. for 勞動模範|劳动模范[lao2 dong4 mo2 fan4], model worker/
電池 电池 [dian4 chi2] /battery/CL:節|节[jie2],組|组[zu3]/
電瓶 电瓶 [dian4 ping2] /battery/accumulator/
銑床 铣床 [xi3 chuang2] /milling machine/
"""


def _write_lines(path: Path, records: Sequence[Mapping[str, object]]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    with gzip.open(tmp_path / "cedict_1_0_ts_utf-8_mdbg.txt.gz", "wt", encoding="utf-8") as file:
        file.write(CEDICT)
    abstract = "研究了轧机轴承。结果表明寿命提高3.5倍。"
    _write_lines(tmp_path / "docs.law.jsonl.xz", [{"s": "law", "p": ["第一条。", "第二条。"]}])
    _write_lines(
        tmp_path / "docs.open.jsonl.xz", [{"s": "csl", "p": ["来历不明的摘要。"]}, {"s": "cook", "p": ["切菜"]}]
    )
    _write_lines(tmp_path / "pairs.law.jsonl.xz", [{"s": "law", "a": "总则", "b": "第一条。"}])
    unknown = [{"s": "csl", "a": f"未知 {number}", "b": "来历不明"} for number in range(5)]
    known = [{"s": "csl", "a": title, "b": abstract} for title in ("轧机轴承研究", "轧机 轴承") for _ in range(2000)]
    _write_lines(tmp_path / "pairs.open.jsonl.xz", known + unknown)
    return tmp_path


def test_texts_of_unstated_licence_are_not_read(data_folder: Path) -> None:
    texts = read_texts(data_folder)
    assert texts.documents["csl"] == [["研究了轧机轴承。", "结果表明寿命提高3.5倍。"]]
    assert texts.documents["cook"] == [["切菜"]]
    assert set(texts.pairs) == {"law", "csl_title", "csl_keywords"}
    assert {query for query, _ in texts.pairs["csl_title"]} == {"轧机轴承研究"}
    assert {query for query, _ in texts.pairs["csl_keywords"]} == {"轧机 轴承"}


def test_an_abbreviation_has_the_meaning_of_the_whole(data_folder: Path) -> None:
    words = read_word_lists(data_folder)
    assert words.glosses["劳模"] == ["model worker", "model worker"]
    assert words.glosses["电池"] == ["battery"]
    assert words.frequencies["蓄电池"] == 184
    assert shared_meanings(words.glosses) == {
        "劳动模范": ["劳模"],
        "劳模": ["劳动模范"],
        "电池": ["电瓶"],
        "电瓶": ["电池"],
    }


def test_the_tokenizer_cuts_as_jieba_does() -> None:
    tokenizer = build_tokenizer({**FREQUENCIES, "mems": 3.0, "2": 1.0})
    assert tokenizer.encode("蓄电池，放电试验 ＭＥＭＳ-2").tokens == ["蓄电池", "放电", "试验", "mems", "2"]
    assert tokenizer.encode("焊").ids == [0]


def test_words_of_industry_are_kept_though_the_texts_lack_them(data_folder: Path) -> None:
    words = read_word_lists(data_folder)
    kept = choose_tokens({"的": 0.5, "铣床": 1e-9, "电瓶": 1e-9}, Counter(), words, ["鬼脸"], 20_000)
    assert "铣床" in kept  # milling machine
    assert "鬼脸" in kept  # a term of ours
    assert "采煤机" not in kept  # cut into 采煤 and 机
    assert "轧机" in kept  # by its ending
    assert "劳模" in kept  # by name
    assert kept[0] == "的"


def test_a_word_falls_into_its_likeliest_parts() -> None:
    tokens = ["[UNK]", *FREQUENCIES]
    parts = token_parts(tokens, {token: count / 5000 for token, count in FREQUENCIES.items()})
    named = {tokens[number]: [tokens[part] for part in of] for number, of in enumerate(parts)}
    assert named["蓄电池"] == ["蓄", "电池"]
    assert named["电池"] == ["电", "池"]
    assert named["电"] == []
    assert named["试验"] == []  # neither character is a token


def test_tokens_of_one_company_are_near() -> None:
    random = np.random.default_rng(0)
    # 1 and 2 both stand beside 3 and 4; 5 and 6 beside 7 and 8.
    lines = [
        np.array([random.choice(left), *random.permutation(right)], dtype=np.int32)
        for left, right in [((1, 2), (3, 4)), ((5, 6), (7, 8))] * 200
    ]
    vectors = context_vectors(lines, 9, 3, random, thinning=1.0)
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    assert unit[1] @ unit[2] > 0.9 > unit[1] @ unit[5]


def test_frequent_tokens_weigh_little_and_the_unknown_token_nothing() -> None:
    random = np.random.default_rng(0)
    known = Known(random.standard_normal((40, 6)).astype(np.float32), np.arange(40) < 38)
    frequency = np.full(40, 1e-6)
    frequency[5] = 0.05
    vectors = initial_vectors(known, known, [[1, 2]] * 40, frequency, 4)
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[0] == 0
    assert lengths[5] == pytest.approx(1e-3 / (1e-3 + 0.05), rel=1e-3)
    assert lengths[39] == pytest.approx(1.0, rel=1e-2)  # filled in from its parts


def _single(*numbers: int) -> list[np.ndarray]:
    return [np.array([number], dtype=np.int32) for number in numbers]


def _trainer(steps: int) -> TableTrainer:
    initial = np.random.default_rng(0).standard_normal((9, 8)).astype(np.float32)
    return TableTrainer(initial, [[] for _ in range(9)], steps)


ASKED = Batch(_single(1, 2, 3), _single(4, 5, 6), np.arange(3))


def test_training_brings_a_query_to_its_passage() -> None:
    table = _trainer(300).run(lambda step: ASKED)
    unit = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    assert (unit[[1, 2, 3]] @ unit[[4, 5, 6]].T).argmax(axis=1).tolist() == [0, 1, 2]
    assert not table[0].any()


def test_the_first_numbers_of_the_vectors_serve_too() -> None:
    table = _trainer(300).run(lambda step: ASKED)[:, :4]
    unit = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    assert (unit[[1, 2, 3]] @ unit[[4, 5, 6]].T).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_passage_that_belongs_to_nobody_is_pushed_away() -> None:
    before = _trainer(1).table()
    with_wrong = Batch(_single(1, 2), _single(4, 5, 7), np.arange(3))
    table = _trainer(100).run(lambda step: with_wrong)

    def cosine(vectors: np.ndarray, one: int, other: int) -> float:
        return float(vectors[one] @ vectors[other] / np.linalg.norm(vectors[one]) / np.linalg.norm(vectors[other]))

    assert cosine(table, 1, 7) < cosine(before, 1, 7)
    assert cosine(table, 1, 4) > cosine(before, 1, 4)


def test_a_rare_word_learns_with_its_parts() -> None:
    initial = np.random.default_rng(0).standard_normal((9, 8)).astype(np.float32)
    trainer = TableTrainer(initial, [[] for _ in range(8)] + [[1, 7]], 100)
    before = trainer.table()
    table = trainer.run(lambda step: ASKED)
    assert np.abs(table[8] - before[8]).max() > 0.01  # of 1 and 7; no batch holds it
    assert np.array_equal(table[7], before[7])


def test_training_that_was_stopped_ends_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.training.contrastive.CHECKPOINT_EVERY", 10)
    whole = _trainer(40).run(lambda step: ASKED)

    def stops(step: int) -> Batch:
        if step == 25:
            raise KeyboardInterrupt
        return ASKED

    with pytest.raises(KeyboardInterrupt):
        _trainer(40).run(stops, tmp_path / "checkpoint.pt")
    taken_up: list[int] = []
    again = _trainer(40).run(lambda step: taken_up.append(step) or ASKED, tmp_path / "checkpoint.pt")  # type: ignore[func-returns-value]
    assert taken_up[0] == 20
    assert np.array_equal(whole, again)
    with pytest.raises(ValueError, match="other settings"):
        _trainer(41).run(lambda step: ASKED, tmp_path / "checkpoint.pt")


CASES = [
    Case("蓄电池放电试验", ("电池", "池"), ("放电试验", "蓄电池"), ("电池试验",)),
    Case("放电", ("放", "电"), ("试验放电",), ()),
]


def test_a_batch_of_cases_asks_each_once_with_lookalikes_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.training.examples.KINDS", {"cases": 1.0})
    tokenizer = build_tokenizer(FREQUENCIES)
    texts = encode_texts(TrainingTexts({}, {}, CASES, [], [], []), tokenizer, {})
    batch = Examples(texts, 8, seed=1).batch(0)
    assert (len(batch.queries), len(batch.passages)) == (2, 3)
    assert batch.same.tolist() == [0, 1, 2]
    assert tokenizer.decode(batch.passages[2]).replace(" ", "") == "电池试验"
    again = Examples(texts, 8, seed=1).batch(0)
    assert [q.tolist() for q in again.queries] == [q.tolist() for q in batch.queries]


TERMS = [
    Term("蓄电池", ("电池",), "放电", ("蓄",)),
    Term("试验", (), "电", ("池", "放")),
    Term("池", ("蓄电池",), "放", ()),
]


def test_terms_that_share_a_name_are_one_group() -> None:
    first, second, third = TERMS
    assert grouped(TERMS) == [(second,), (first, third)]
    joining = Term("放", ("试验", "池"), "电", ())
    assert grouped([*TERMS, joining]) == [(second, first, third, joining)]
    assert documents([(first,)]) == [["蓄电池，电池", "蓄电池，放电", "蓄电池蓄"]]
    assert tokens([(first, third), (Term("放电试验", (), "", ()),)]) == ["蓄电池"]


def test_a_batch_of_the_glossary_holds_one_term_of_each_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.training.examples.KINDS", {"glossary": 1.0})
    tokenizer = build_tokenizer(FREQUENCIES)
    texts = encode_texts(TrainingTexts({}, {}, [], [], grouped(TERMS), []), tokenizer, {})

    def read(ids: np.ndarray) -> str:
        return str(tokenizer.decode(ids.tolist())).replace(" ", "")

    seen = set()
    for step in range(200):
        batch = Examples(texts, 8, seed=1).batch(step)
        assert batch.same.tolist() == [0, 1]
        seen |= {(read(q), read(p)) for q, p in zip(batch.queries, batch.passages, strict=True)}
    of_first = {("放电", "蓄电池"), ("电池", "蓄电池"), ("电池", "放电"), ("蓄", "蓄电池放电"), ("蓄电池蓄", "放电")}
    of_second = {("电", "试验"), ("试验池", "电"), ("试验放", "电"), ("池", "试验电"), ("放", "试验电")}
    assert of_first | of_second <= seen
    assert {pair for pair in seen if pair[1] == "池"} == {("放", "池"), ("蓄电池", "池")}


def test_the_answers_to_cases_are_counted() -> None:
    tokenizer = build_tokenizer(FREQUENCIES)
    numbers = tokenizer.get_vocab()
    table = np.zeros((len(numbers), 2), dtype=np.float32)
    for token, vector in {
        "电池": (1, 0),
        "池": (1, 0),
        "蓄电池": (1, 0),
        "放": (0, 1),
        "电": (0, 1),
        "放电": (0, 1),
    }.items():
        table[numbers[token]] = vector
    table[numbers["试验"]] = (0.1, 0.1)
    assert recall(CASES, tokenizer, table) == 1.0
    table[numbers["池"]] = (0, 1)
    assert recall(CASES, tokenizer, table) == 0.75


def test_every_line_of_the_glossary_is_complete() -> None:
    learned, held_out = read_glossary()
    assert "glossary" in KINDS
    assert len(held_out) == len(learned + held_out) // 10
    names: dict[str, int] = {}
    for number, group in enumerate(learned + held_out):
        for term in group:
            assert term.gloss, term.name
            assert term.troubles, term.name
            assert {names.setdefault(name, number) for name in (term.name, *term.others)} == {number}, term.name
    assert [case.passages for case in as_cases(held_out[:1])] == [(held_out[0][0].name,)]


def test_every_written_case_is_complete() -> None:
    learned, held_out = read_cases()
    assert "cases" in KINDS
    assert len(held_out) == len(learned + held_out) // 10
    for case in learned + held_out:
        assert len(case.asked) >= 4, case.title
        assert len(case.passages) >= 2, case.title
        assert case.title not in case.near
    titles = Counter(case.title for case in learned + held_out)
    assert titles.most_common(1)[0][1] == 1
    assert len(encode_case(CASES[0], build_tokenizer(FREQUENCIES)).asked) == 2
