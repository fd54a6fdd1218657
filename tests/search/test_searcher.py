import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import InvalidRequest, LibraryError, NotFound
from ingest.facts import EntityType
from kg import Store
from search import Filters, Searcher
from search.filters import FACETS
from tests.search.small_library import LABELS, REPORTS, WEIGHTS, CharacterEncoder, fill, id_of, report

LABEL = "无痕水洗标印制工艺"
RECORDER = "蓄电池放电自动记录仪KD-200A"
SHEETS, GUIDES, BEARINGS = "薄规格钢板控温轧制技术", "钢板轧制导卫装置", "轧机轴承激光修复技术"
TRUCKS, CLEANER = "矿车防掉道装置", "绝缘子带电清扫机"


def opened(store: Store, tmp_path: Path) -> Searcher:
    """Over all eight reports, free to be changed."""
    fill(store, *REPORTS)
    searcher = Searcher.open(store, tmp_path / "index", CharacterEncoder(), weights=WEIGHTS)
    searcher.sync()
    return searcher


def names(searcher: Searcher, query: str, **options) -> list[str]:
    return [hit.name for hit in searcher.search(query, **options).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("标签水洗后翘起开裂", [LABEL]),
        ("轨道运输掉道", [TRUCKS]),
        ("钢板轧制", [SHEETS, GUIDES]),
        ("轧机轴承坏了怎么修", [BEARINGS]),
        ("KD200A", [RECORDER]),
        ("ｋｄ－２００ａ", [RECORDER]),
        ("绝缘子", [CLEANER]),
        # over the graph: who made it, where, with what honour
        ("周小禾", [LABEL]),
        ("罗小兵", [TRUCKS]),
        ("丁凡班长", [CLEANER]),
        ("长湖供电公司", [CLEANER]),
        ("五小成果奖", [RECORDER, LABEL]),
    ],
)
def test_the_right_achievements_in_the_right_order(searcher, query, expected):
    assert names(searcher, query)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("kind", "query", "expected"),
    [
        ("Person", "徐大江", ["徐大江"]),
        ("Studio", "韩铁山工作室", ["韩铁山劳模创新工作室"]),
        ("Team", "带电作业", ["带电作业班"]),
        ("Organization", "煤矿", ["青石煤矿"]),
        ("Award", "技术能手", ["西原省技术能手"]),
        ("Event", "技能大赛", ["西原省煤炭技能大赛"]),
        ("Place", "西原", ["西原省"]),
    ],
)
def test_every_kind_of_thing_can_be_found(searcher, kind, query, expected):
    assert names(searcher, query, type=EntityType(kind)) == expected


def test_sentences_can_be_found(searcher):
    hits = searcher.search("人工抄表", type="Passage").hits
    assert hits[0].evidence[0].text.endswith("林致远发明了蓄电池放电自动记录仪KD-200A，不必再人工抄表。")
    assert hits[0].type == "Passage"
    assert hits[0].evidence[0].source == "测试报"


def test_why_tells_the_shares_and_the_words(searcher, known):
    (hit,) = searcher.search("轨道运输掉道").hits
    assert hit.id == id_of(known, TRUCKS)
    assert hit.why["words"] == ["轨道", "运输", "掉道"]
    assert hit.score == pytest.approx(hit.why["lexical"] + hit.why["dense"] + hit.why["graph"])
    sentence = hit.why["through"]["passage"]
    assert "轨道运输事故减少九成" in known.passage(sentence).evidence.text


def test_why_tells_over_which_relation_the_graph_lifted_it(searcher, known):
    hit = next(h for h in searcher.search("韩铁山和徒弟的成果").hits if h.name == TRUCKS)
    through = hit.why["through"]
    assert (through["relation"], through["id"]) == ("developed", id_of(known, "韩铁山劳模创新工作室"))
    assert through["name"] == "韩铁山劳模创新工作室"
    assert "徒弟罗小兵" in known.passage(through["passage"]).evidence.text


def test_the_graph_decides_between_equals(store, tmp_path):
    # so far behind that it is no part of what is said of the work
    between = "食堂的菜换了花样。\n班车改了时间。\n宿舍添了热水器。\n"
    one = report(
        f"甲厂张一研制了滤芯再生装置。\n{between}张一说，滤芯从此没有堵塞过。",
        "人:张一 成果:滤芯再生装置",
        [("张一", "developed", "滤芯再生装置")],
    )
    other = report(
        f"乙厂李二研制了滤芯清理装置。\n{between}",
        "人:李二 成果:滤芯清理装置",
        [("李二", "developed", "滤芯清理装置")],
    )
    fill(store, one, other)
    scores = {}
    for weight in (0.0, 0.2):
        searcher = Searcher.open(store, tmp_path / "index", CharacterEncoder(), weights=replace(WEIGHTS, graph=weight))
        searcher.sync()
        scores[weight] = {hit.name: hit.score for hit in searcher.search("滤芯从此没有堵塞过的装置").hits}
    assert scores[0.0]["滤芯再生装置"] == pytest.approx(scores[0.0]["滤芯清理装置"], abs=0.001)
    assert scores[0.2]["滤芯再生装置"] > scores[0.2]["滤芯清理装置"] + 0.01


def test_what_is_only_related_is_no_hit(searcher):
    assert names(searcher, "轧机轴承坏了怎么修") == [BEARINGS]


def test_the_best_sentence_comes_first(searcher):
    (hit,) = searcher.search("江北省一等奖", filters=Filters(region="江北")).hits
    assert hit.evidence[0].text == "这一无痕水洗标印制工艺获得江北省职工创新成果一等奖。"
    hit = searcher.search("技术员发明标签").hits[0]
    assert hit.evidence[0].text.startswith("云岭针织公司技术员周小禾发明了")
    assert len(hit.evidence) == 3


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(region="西原"), [TRUCKS]),
        (Filters(region="西原省"), [TRUCKS]),
        (Filters(region="北河"), [RECORDER]),
        (Filters(region="天山"), []),
        (Filters(industry="煤矿"), [TRUCKS]),
        (Filters(industry="黑色金属"), [SHEETS, GUIDES]),
        (Filters(year=2022), [TRUCKS]),
        (Filters(year=2024), [GUIDES]),
        (Filters(year=1999), []),
        (Filters(honour="五小"), [RECORDER]),
        (Filters(honour="省级"), [LABEL]),
        (Filters(honour="县级以上"), [RECORDER, LABEL]),
        (Filters(honour="省级创新成果奖"), [LABEL]),
        (Filters(honour="省部级以上一等奖"), [LABEL]),
        (Filters(honour="国家级"), []),
        (Filters(honour="市级一等奖"), []),
        (Filters(region="江北", year=2023, honour="一等奖"), [LABEL]),
        (Filters(region="江北", year=2021), []),
        (Filters(organization="东岭钢铁公司"), [SHEETS]),
        (Filters(organization="东岭钢铁公司", year=2024), [SHEETS]),
        (Filters(organization="东岭钢铁公司", year=2022), []),
        (Filters(organization="青石煤矿", region="西原"), [TRUCKS]),
        (Filters(organization="青石"), []),
    ],
)
def test_filters(searcher, filters, expected):
    query = "装置工艺记录仪的翘边轧制"
    found = names(searcher, query, filters=filters)
    assert set(expected) <= set(found)
    assert len(found) <= len(expected) + 1
    assert (found == []) == (expected == [])


def test_facets_count_all_that_was_found(searcher):
    result = searcher.search("钢板轧制", k=1)
    assert [hit.name for hit in result.hits] == [SHEETS]
    assert result.facets == {
        "region": {},
        "industry": {"黑色金属冶炼和压延加工业": 3, "通用设备和专用设备制造业": 1},
        "year": {"2024": 3},
        "organization": {"东岭钢铁公司": 2, "南坪钢铁公司": 1},
        "honour": {},
        "honour_level": {},
        "honour_kind": {},
    }
    assert searcher.search("江北省一等奖", k=1).facets["honour"] == {"江北省职工创新成果一等奖": 1}
    both = searcher.search("装置工艺记录仪的翘边轧制").facets
    assert list(both["honour"]) == ["江北省职工创新成果一等奖", "北河市五小成果奖"]
    assert list(both["honour_level"]) == ["省级", "县级"], "北河 is in no list of prefectures"


@pytest.mark.parametrize("kind", ["Achievement", "Person", "Studio", "Passage"])
def test_an_organizations_count_is_what_stays_when_it_is_chosen(searcher, kind):
    query = "钢板轧制矿车掉道云岭针织青石煤矿"
    counts = searcher.search(query, type=kind).facets["organization"]
    assert counts
    for name, count in counts.items():
        chosen = searcher.search(query, type=kind, k=100, filters=Filters(organization=name))
        assert len(chosen.hits) == count == chosen.facets["organization"][name]


def test_similar_things_without_the_thing_itself(searcher, known):
    similar = searcher.similar(id_of(known, SHEETS), 2)
    assert [hit.name for hit in similar.hits] == [GUIDES, BEARINGS]
    people = searcher.similar(id_of(known, "韩铁山"), 5)
    assert {hit.type for hit in people.hits} == {"Person"}
    assert "韩铁山" not in [hit.name for hit in people.hits]


@pytest.mark.parametrize(
    "query", ["紫色大象跳芭蕾舞", "asdfgh qwerty", "，。！？", "😀🤖", '"(AND) OR*', "的了吗", "\x00\x01"]
)
def test_nonsense_finds_nothing(searcher, query):
    assert searcher.search(query).hits == ()
    assert searcher.search(query).facets == {name: {} for name in FACETS}
    assert searcher.experts(query) == ()


@pytest.mark.parametrize("query", ['"轨道运输" AND (掉道', "轨道运输掉道？！！", "  轨道运输掉道\n", "轨道运输掉道😀"])
def test_odd_writing_does_not_matter(searcher, query):
    assert names(searcher, query) == [TRUCKS]


def test_a_pasted_report_is_searched_by_its_beginning(searcher):
    assert names(searcher, "轨道运输掉道。" + "此处省略若干字。" * 2000)[0] == TRUCKS


@pytest.mark.parametrize("query", ["", "   ", "\n\t", "\u3000"])
def test_an_empty_question_is_refused(searcher, query):
    with pytest.raises(InvalidRequest, match="查什么"):
        searcher.search(query)
    with pytest.raises(InvalidRequest):
        searcher.experts(query)


@pytest.mark.parametrize("k", [0, -1, 101])
def test_an_odd_number_of_hits_is_refused(searcher, k):
    with pytest.raises(InvalidRequest, match="1 到 100"):
        searcher.search("钢板", k=k)


def test_an_unknown_type_is_refused(searcher):
    with pytest.raises(InvalidRequest, match="Achievement"):
        searcher.search("钢板", type="Machine")


def test_similar_to_nothing_known_is_said(searcher):
    with pytest.raises(NotFound, match="person-000000000000"):
        searcher.similar("person-000000000000")


def test_an_empty_library_answers_with_nothing(store: Store, tmp_path, encoder):
    searcher = Searcher.open(store, tmp_path / "index", encoder)
    assert searcher.search("钢板").hits == ()
    assert searcher.experts("钢板") == ()
    searcher.sync()
    assert searcher.search("钢板").hits == ()


def test_a_library_without_its_index_says_so(store: Store, tmp_path, encoder):
    fill(store, LABELS)
    with pytest.raises(LibraryError, match="rebuild"):
        Searcher.open(store, tmp_path / "index", encoder).search("钢板")


def test_what_the_store_has_lost_meanwhile_is_no_hit(store, tmp_path):
    searcher = opened(store, tmp_path)
    store.remove(LABELS[0].id)
    assert LABELS[1].passages[0].text not in [
        e.text for hit in searcher.search("内衣标签翘边开裂", type="Passage").hits for e in hit.evidence
    ]


def test_the_same_question_gets_the_same_answer(searcher, known, tmp_path):
    other = Searcher.open(known, tmp_path / "other", CharacterEncoder(), weights=WEIGHTS)
    other.sync()
    for query in ("钢板轧制", "内衣标签翘边开裂", "成果"):
        assert searcher.search(query) == searcher.search(query) == other.search(query)
        assert searcher.experts(query) == other.experts(query)


def test_several_threads_may_ask_while_another_writes(store, tmp_path):
    searcher = opened(store, tmp_path)
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(10):
                assert names(searcher, "轨道运输掉道") == [TRUCKS]
        except BaseException as error:  # noqa: BLE001 (handed to the main thread)
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    store.remove(LABELS[0].id)
    searcher.sync()
    fill(store, LABELS)
    searcher.sync()
    for thread in threads:
        thread.join()
    assert failures == []
