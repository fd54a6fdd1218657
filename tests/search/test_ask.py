"""Questions to a small library of invented people, units and figures: the exact answers to many ways of asking."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import InvalidRequest
from kg import Store
from search.ask import ask
from search.questions import Reply
from tests.search.asked_library import fill

DOCUMENTS = Path(__file__).with_name("ask_library.txt")
NAMES = {
    "Person": "陆青山 何秀兰 贺知明 秦守业 沈如月 林涛 顾长河 韩小满",
    "Studio": "陆青山劳模创新工作室 沈如月技能大师工作室 东岭攻关小组",
    "Team": "电焊一班",
    "Organization": "云岭机械厂 云岭重工集团有限公司 云岭重工集团有限公司工会 "
    "东泽化工有限公司 海桥港务公司 云岭市总工会",
    "Achievement": "高炉冷却壁在线更换装置 微孔滤芯再生工艺 窄缝焊接工装",
    "Award": "全国劳动模范 云岭市技术标兵 云岭市“名师高徒”奖 云岭省科技进步二等奖 海桥工匠 全国示范性劳模创新工作室",
    "Place": "云岭市 云岭省 东泽省",
    "Event": "首届云岭职工创新成果展 第三届云岭市焊工技能大赛",
    "Policy": "《云岭市职工创新工作室管理办法》 《云岭市“名师带徒”实施方案》",
}
ALIASES = {"云岭重工集团有限公司": ("云岭重工",), "云岭市“名师高徒”奖": ("名师高徒",)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("library") / "library.db"
    with Store.open(f"sqlite:///{path}") as library:
        fill(library, DOCUMENTS, NAMES, ALIASES)
        yield library


def names(reply: Reply) -> list[str | None]:
    return [answer.name for answer in reply.answers]


def values(reply: Reply) -> list[float | None]:
    return [answer.value for answer in reply.answers]


MECHANIC, CHEMICAL, PORT = "云岭机械厂", "东泽化工有限公司", "海桥港务公司"
LU, SHEN = "陆青山劳模创新工作室", "沈如月技能大师工作室"
DEVICE, PROCESS = "高炉冷却壁在线更换装置", "微孔滤芯再生工艺"
HONOURS = ["云岭市“名师高徒”奖", "全国劳动模范", "云岭省科技进步二等奖"]
RULES, PLAN = "《云岭市职工创新工作室管理办法》", "《云岭市“名师带徒”实施方案》"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # masters
        ("陆青山的师傅是谁", ["秦守业"]),
        ("陆青山师从谁？", ["秦守业"]),
        ("陆青山是谁的徒弟", ["秦守业"]),
        ("陆青山是谁带出来的", ["秦守业"]),
        ("谁教的何秀兰", ["陆青山"]),
        ("请问何秀兰的师父叫什么名字", ["陆青山"]),
        ("谁是贺知明的师傅？", ["陆青山"]),
        ("何秀兰拜谁为师", ["陆青山"]),
        ("何秀兰跟谁学的手艺", ["陆青山"]),
        # apprentices
        ("陆青山的徒弟有谁", ["何秀兰", "贺知明"]),
        ("陆青山带了哪些徒弟", ["何秀兰", "贺知明"]),
        ("陆青山带的徒弟叫什么", ["何秀兰", "贺知明"]),
        ("陆青山教过哪些人", ["何秀兰", "贺知明"]),
        ("秦守业带出了谁", ["陆青山"]),
        ("秦守业收过徒弟吗", ["陆青山"]),
        ("谁师从陆青山", ["何秀兰", "贺知明"]),
        ("谁的师傅是秦守业", ["陆青山"]),
        ("秦守业是谁的师傅", ["陆青山"]),
        ("陆青山工作室带了哪些徒弟", ["何秀兰", "贺知明"]),
        # pairs
        ("云岭市“名师高徒”奖有哪些师徒对", ["陆青山—何秀兰", "沈如月—韩小满"]),
        ("“名师高徒”有哪些对", ["陆青山—何秀兰", "沈如月—韩小满"]),
        ("云岭机械厂有哪些师徒", ["陆青山—何秀兰", "陆青山—贺知明", "秦守业—陆青山"]),
        ("资料里有哪些师徒对子", ["秦守业—陆青山", "陆青山—何秀兰", "陆青山—贺知明", "沈如月—韩小满"]),
        ("陆青山的师徒传承关系", ["何秀兰", "秦守业", "贺知明"]),
        # studios
        ("陆青山劳模创新工作室的带头人是谁", ["陆青山"]),
        ("沈如月工作室的领衔人是谁", ["沈如月"]),
        ("谁领衔沈如月技能大师工作室", ["沈如月"]),
        ("陆青山工作室由谁负责", ["陆青山"]),
        ("沈如月领衔哪个工作室", [SHEN]),
        ("何秀兰是哪个工作室的", [LU]),
        ("陆青山工作室属于哪个单位", [MECHANIC]),
        ("陆青山工作室在哪家企业", [MECHANIC]),
        ("陆青山劳模创新工作室设在哪里", [MECHANIC]),
        ("云岭机械厂有哪些创新工作室", [LU]),
        ("云岭重工有哪些工作室", [LU]),
        ("云岭市有哪些劳模工作室", [LU]),
        ("陆青山工作室有哪些成员", ["何秀兰"]),
        ("陆青山工作室的成员都有谁", ["何秀兰"]),
        ("电焊一班的班长是谁", ["贺知明"]),
        ("云岭机械厂有哪些班组", ["电焊一班"]),
        # employers
        ("陆青山在哪个单位工作", [MECHANIC]),
        ("何秀兰是哪个单位的", [MECHANIC]),
        ("沈如月在哪家公司上班", [CHEMICAL]),
        ("贺知明的工作单位是哪里", [MECHANIC]),
        ("云岭机械厂属于哪个集团", ["云岭重工集团有限公司"]),
        ("云岭重工下属有哪些单位", [MECHANIC, "云岭重工集团有限公司工会"]),
        ("云岭重工集团工会隶属于谁", ["云岭重工集团有限公司"]),
        ("云岭市总工会的主席是谁", ["顾长河"]),
        ("云岭市总工会有哪些劳模工匠", []),
        ("海桥港务公司有哪些劳模", ["林涛"]),
        ("贺知明担任什么职务", [MECHANIC, "电焊一班"]),
        # honours
        ("陆青山得过哪些奖", HONOURS),
        ("陆青山获得过什么荣誉称号", HONOURS[:2]),
        ("全国劳模陆青山有哪些荣誉", HONOURS[:2]),
        ("陆青山工作室获得过什么称号", ["全国示范性劳模创新工作室"]),
        ("谁获得了云岭市技术标兵称号", ["何秀兰", "贺知明"]),
        ("哪些人获得过云岭市技术标兵", ["何秀兰", "贺知明"]),
        ("2023年谁获得了云岭市技术标兵", ["贺知明"]),
        ("哪些成果获得云岭省科技进步奖", [DEVICE]),
        ("云岭机械厂有哪些全国劳动模范", ["陆青山"]),
        ("海桥港务公司有哪些全国劳动模范", []),
        # achievements
        ("陆青山研发了什么", [DEVICE]),
        ("陆青山有哪些创新成果", [DEVICE]),
        ("沈如月有哪些成果", [PROCESS]),
        ("高炉冷却壁在线更换装置是谁研发的", ["陆青山"]),
        ("谁发明了微孔滤芯再生工艺", [SHEN]),
        ("微孔滤芯再生工艺的完成单位是哪家", [CHEMICAL]),
        ("高炉冷却壁在线更换装置的研发单位", [MECHANIC]),
        ("高炉冷却壁更换装置在哪里应用", [CHEMICAL]),
        ("哪些单位用上了高炉冷却壁在线更换装置", [CHEMICAL]),
        ("东泽化工有限公司应用了哪些成果", [DEVICE]),
        # help, papers, events, places
        ("谁帮过海桥港务公司", [LU]),
        ("陆青山工作室帮过哪些企业", [PORT]),
        ("云岭市总工会出台了哪些文件", [RULES, PLAN]),
        ("云岭市总工会出台了哪些职工创新方面的办法和方案", [RULES, PLAN]),
        ("云岭市职工创新工作室管理办法是谁出台的", ["云岭市总工会"]),
        ("云岭市总工会举办了哪些比赛", ["第三届云岭市焊工技能大赛"]),
        ("第三届云岭市焊工技能大赛是谁主办的", ["云岭市总工会"]),
        ("贺知明参加了什么比赛", ["第三届云岭市焊工技能大赛"]),
        ("贺知明在什么比赛拿了第一名", ["第三届云岭市焊工技能大赛"]),
        ("首届云岭职工创新成果展上展出了哪些成果", [PROCESS]),
        ("东泽化工有限公司在哪个省", ["东泽省"]),
        ("沈如月在哪个省", ["东泽省"]),
        ("东泽有哪些企业", [CHEMICAL]),
        # about the answers to another question
        ("陆青山的徒弟得过哪些奖", ["云岭市技术标兵", "云岭市“名师高徒”奖"]),
        ("陆青山工作室带头人的师傅是谁", ["秦守业"]),
        ("研发微孔滤芯再生工艺的人在哪个单位", [CHEMICAL]),
        ("陆青山的工作室属于哪个单位", [MECHANIC]),
        ("贺知明所在的班组属于哪个单位", [MECHANIC]),
        ("何秀兰的师傅叫什么名字，师傅得过哪些奖", ["陆青山", *HONOURS]),
        ("陆青山和何秀兰是什么关系", ["何秀兰"]),
        ("何秀兰是陆青山的徒弟吗", ["陆青山"]),
        ("陆青山是谁", ["陆青山"]),
        ("陆青山获得过全国劳动模范吗", ["全国劳动模范"]),
        ("何秀兰获得过全国劳动模范吗", []),
        # two questions in one
        ("陆青山劳模创新工作室属于哪个企业，获得过什么称号", [MECHANIC, "全国示范性劳模创新工作室"]),
        ("沈如月工作室的带头人是谁，在哪个单位", ["沈如月", CHEMICAL]),
        ("秦守业带的徒弟叫什么，在哪个单位", ["陆青山", MECHANIC]),
        ("贺知明在什么比赛拿了冠军，单位在哪里", ["第三届云岭市焊工技能大赛", MECHANIC, "云岭市"]),
        ("陆青山，他的师傅是谁", ["秦守业"]),
        ("谁研发了微孔滤芯再生工艺？在哪些展览上亮相过？", [SHEN, "首届云岭职工创新成果展"]),
    ],
)  # fmt: skip
def test_names(store: Store, question: str, expected: list[str]) -> None:
    reply = ask(question, store)
    assert sorted(map(str, names(reply))) == sorted(expected), reply
    assert all(answer.evidence for answer in reply.answers)
    assert reply.understood_as["intent"] != "unknown"
    assert expected or reply.message


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("陆青山工作室创造了多少效益", [(3600000, "元", "2021年报道", "约数")]),
        ("陆青山工作室的经济效益有多少", [(3600000, "元", "2021年报道", "约数")]),
        ("陆青山有多少专利", [(12, "项", "2021年报道", "陆青山劳模创新工作室")]),
        ("陆青山工作室有多少专利", [(12, "项", "2021年报道", None)]),
        ("陆青山劳模创新工作室带了多少对师徒", [(8, "对", "2021年报道", None)]),
        ("陆青山工作室培训了多少人", [(450, "人次", "2020年", None)]),
        (
            "陆青山工作室创造了多少效益，取得多少项专利",
            [(3600000, "元", "2021年报道", "约数"), (12, "项", "2021年报道", None)],
        ),
        (
            "云岭市有多少个劳模创新工作室",
            [
                (62, "个", "目前（2024年报道）", None),
                (35, "个", "截至2021年11月", None),
                (100, "个", "三年内（2024年报道）", "计划"),
            ],
        ),
        (
            "按年份比较云岭市的工作室数量",
            [
                (35, "个", "截至2021年11月", None),
                (62, "个", "目前（2024年报道）", None),
                (100, "个", "三年内（2024年报道）", "计划"),
            ],
        ),
        ("2021年云岭市有多少工作室", [(35, "个", "截至2021年11月", None)]),
        (
            "云岭市计划建多少工作室",
            [
                (100, "个", "三年内（2024年报道）", "计划"),
                (62, "个", "目前（2024年报道）", None),
                (35, "个", "截至2021年11月", None),
            ],
        ),
        (
            "云岭市有多少全国示范性劳模创新工作室",
            [
                (62, "个", "目前（2024年报道）", None),
                (35, "个", "截至2021年11月", None),
                (100, "个", "三年内（2024年报道）", "计划"),
            ],
        ),
        ("云岭市投入多少钱", [(800000, "元", "2024年报道", "云岭市总工会")]),
        ("云岭市各企业的创新工作室数", [(4, "个", "2024年报道", "云岭重工集团有限公司")]),
    ],
)
def test_figures(store: Store, question: str, expected: list[tuple[float, str, str, str | None]]) -> None:
    reply = ask(question, store)
    assert [(answer.value, answer.unit, answer.as_of, answer.note) for answer in reply.answers] == expected
    assert all(answer.evidence for answer in reply.answers)


@pytest.mark.parametrize(
    ("question", "count", "note"),
    [
        ("秦守业带了几个徒弟", 1, "陆青山"),
        ("云岭机械厂有多少个班组", 1, "电焊一班"),
        ("陆青山工作室有多少成员", 1, "何秀兰"),
        ("沈如月技能大师工作室有多少成果", 1, "微孔滤芯再生工艺"),
        ("陆青山获得过多少项荣誉", 3, "云岭市“名师高徒”奖、全国劳动模范、云岭省科技进步二等奖"),
    ],
)
def test_without_a_figure_the_named_ones_are_counted(store: Store, question: str, count: int, note: str) -> None:
    (answer,) = ask(question, store).answers
    assert (answer.name, answer.value) == (None, count)
    assert answer.note == f"资料没有写总数，这是资料库里点名的个数：{note}"
    assert answer.evidence


def test_the_named_achievements_of_a_place_are_no_total(store: Store) -> None:
    reply = ask("云岭市有多少成果", store)
    assert reply.answers == ()
    assert reply.message == "资料里没有写云岭市的成果项目数是多少。"


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("秦守业的师傅是谁", "资料里没有说秦守业的师傅是谁。"),
        ("贺知明有哪些徒弟", "资料里没有说贺知明的徒弟是谁。"),
        ("沈如月得过什么奖", "资料里没有说沈如月获得过荣誉。"),
        ("谁帮过东泽化工有限公司", "资料里没有说谁帮过东泽化工有限公司。"),
        ("东岭攻关小组的带头人是谁", "资料里没有说东岭攻关小组的带头人是谁。"),
        ("何秀兰有多少专利", "资料里没有写何秀兰的专利数是多少。"),
        ("沈如月工作室创造了多少效益", "资料里没有写沈如月技能大师工作室的经济效益是多少。"),
        ("海桥港务公司有哪些全国劳动模范", "资料里没有说谁获得了全国劳动模范（限于海桥港务公司）。"),
        ("欧阳铁柱的师傅是谁", "资料里没有“欧阳铁柱”这个名称，请核对写法，或先用全称查找。"),
        (
            "欧阳铁柱劳模创新工作室的带头人是谁",
            "资料里没有“欧阳铁柱劳模创新工作室”这个名称，请核对写法，或先用全称查找。",
        ),
        ("陆青工作室有哪些成员", "资料里没有“陆青工作室”这个名称，请核对写法，或先用全称查找。"),
        ("秦守业工作室属于哪个单位", "资料里没有“秦守业工作室”这个名称，请核对写法，或先用全称查找。"),
        ("云岭市钢铁协会获得过哪些荣誉", "资料里没有“云岭市钢铁协会”这个名称，请核对写法，或先用全称查找。"),
        ("海桥港务公司的师傅是谁", "资料里的“海桥港务公司”是单位，答不了这样的问题。"),
        ("欧阳铁柱的师傅是谁，在哪个单位", "资料里没有“欧阳铁柱”这个名称，请核对写法，或先用全称查找。"),
        ("何秀兰获得过全国劳动模范吗", "资料里没有说何秀兰、全国劳动模范之间有什么关系。"),
        ("师傅是谁", "没有看出问的是谁：请在问题里写出人名、工作室、单位或成果的名称。"),
    ],
)
def test_what_the_library_does_not_say(store: Store, question: str, message: str) -> None:
    reply = ask(question, store)
    assert (reply.answers, reply.message) == ((), message)


@pytest.mark.parametrize("question", ["今天天气怎么样", "陆青山喜欢吃苹果", "hello", "欧阳铁柱"])
def test_what_is_not_understood_is_not_answered(store: Store, question: str) -> None:
    reply = ask(question, store)
    assert reply.answers == ()
    assert reply.understood_as == {"intent": "unknown", "question": question}
    assert "可以问：师傅和徒弟是谁" in reply.message


@pytest.mark.parametrize("question", ["", "   ", "？？？！", "“”《》", "@@", "陆青山的师傅是谁" * 625])
def test_no_question_at_all(store: Store, question: str) -> None:
    with pytest.raises(InvalidRequest, match="问题"):
        ask(question, store)


@pytest.mark.parametrize(
    "question",
    [
        "' OR 1=1 --",
        "%_%的师傅是谁",
        "陆青山\x00的师傅是谁",
        "((((的师傅是谁",
        "[陆青山]*+?",
        "1+1等于几",
        "哪" * 200,
        "谁的徒弟" * 50,
    ],
)
def test_hostile_questions_get_a_reply(store: Store, question: str) -> None:
    assert ask(question, store).understood_as["intent"]


def test_an_unknown_name_does_not_spoil_the_other_question(store: Store) -> None:
    reply = ask("陆青山的师傅是谁，欧阳铁柱在哪个单位", store)
    assert names(reply) == ["秦守业"]
    assert reply.message == "资料里没有“欧阳铁柱”这个名称，请核对写法，或先用全称查找。"
    assert reply.understood_as["intent"] == "mentors+belongs"


def test_namesakes_are_answered_apart(store: Store) -> None:
    reply = ask("林涛在哪个单位", store)
    assert sorted(map(str, names(reply))) == [MECHANIC, PORT]
    assert reply.message == "资料里有2个名为“林涛”的人物，分别列出。"
    honours = ask("林涛得过什么奖", store).answers
    assert [(answer.name, answer.note) for answer in honours] == [("海桥工匠", "林涛（海桥港务公司）")]


def test_another_name_tells_namesakes_apart(store: Store) -> None:
    reply = ask("海桥港务公司的林涛得过什么奖", store)
    assert [(answer.name, answer.note) for answer in reply.answers] == [("海桥工匠", None)]
    assert reply.message == ""


def test_how_a_question_was_understood(store: Store) -> None:
    assert ask("陆青山工作室属于哪个企业，获得过什么称号", store).understood_as == {
        "intent": "belongs+honours",
        "question": "陆青山劳模创新工作室属于哪个单位；陆青山劳模创新工作室获得过哪些荣誉",
        "subject": "陆青山劳模创新工作室",
        "relation": "hosted_by、received",
    }
    assert ask("云岭市有多少工作室", store).understood_as == {
        "intent": "figure",
        "question": "云岭市的创新工作室数是多少",
        "subject": "云岭市",
        "measure": "studios",
    }


def test_what_is_known_in_a_roundabout_way_says_so(store: Store) -> None:
    (host,) = ask("沈如月工作室属于哪个单位", store).answers
    assert (host.name, host.note) == (CHEMICAL, "依据带头人沈如月的工作单位")
    (unit,) = ask("微孔滤芯再生工艺的完成单位是哪家", store).answers
    assert (unit.name, unit.note) == (CHEMICAL, "依据带头人沈如月的工作单位")
    (relation,) = ask("陆青山和何秀兰是什么关系", store).answers
    assert (relation.name, relation.note) == ("何秀兰", "陆青山是何秀兰的师傅")


def test_what_is_said_directly_comes_first(store: Store) -> None:
    assert [(answer.name, answer.note) for answer in ask("陆青山得过哪些奖", store).answers] == [
        ("云岭市“名师高徒”奖", None),
        ("全国劳动模范", None),
        ("云岭省科技进步二等奖", "其成果“高炉冷却壁在线更换装置”所获"),
    ]


def test_evidence_is_the_sentence_that_says_it(store: Store) -> None:
    (answer,) = ask("陆青山的师傅是谁", store).answers
    assert [(said.document, said.text) for said in answer.evidence] == [("pupils", "陆青山当年的师傅是秦守业。")]


def test_the_same_answer_from_several_documents_is_one_with_all_sentences(store: Store) -> None:
    (answer,) = ask("陆青山在哪个单位工作", store).answers
    assert answer.note == "职务：高级技师"
    assert [said.document for said in answer.evidence] == ["studio", "pupils", "device"]


def test_founding_years(store: Store) -> None:
    answers = ask("陆青山工作室和东岭攻关小组是哪年成立的", store).answers
    assert [(answer.name, answer.as_of) for answer in answers] == [(LU, "2016年3月"), ("东岭攻关小组", "2019年")]


def test_a_year_restricts_or_is_remarked_on(store: Store) -> None:
    assert names(ask("2022年谁获得了云岭市技术标兵", store)) == ["何秀兰"]
    reply = ask("1998年谁获得了云岭市技术标兵", store)
    assert names(reply) == ["何秀兰", "贺知明"]
    assert reply.message == "资料没有写明哪些是1998年的，全部列出。"
