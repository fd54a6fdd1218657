import pytest

from ingest.facts import Entity, EntityKey, EntityType, Span, Suspicion
from ingest.lexicon import Lexicon
from ingest.misprints.proofreader import Proofreader
from ingest.page.layout import Kind, Paragraph
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

PROOFREADER = Proofreader(Lexicon.load())


def proofread(*paragraphs: str, entities: tuple[Entity, ...] = (), kind: Kind = Kind.BODY) -> tuple[Suspicion, ...]:
    text, made = "\n".join(paragraphs), []
    for line in paragraphs:
        start = sum(len(p.text) + 1 for p in made)
        made.append(Paragraph(line, (Span(start, start + len(line)),), kind))
    return PROOFREADER.read(made, entities, text)


def said(text: str) -> list[tuple[str, str]]:
    return [(suspicion.text, suspicion.suggestion) for suspicion in proofread(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("纤维用聚乙稀醇制成。", ("聚乙稀醇", "聚乙烯醇")),
        ("合成丁二稀的装置", ("丁二稀", "丁二烯")),
        ("项目己经完成。", ("己经", "已经")),
        ("轨距为标淮尺寸", ("标淮", "标准")),
        ("价格扣除同位索的影响", ("同位索", "同位素")),
        ("重点项目招投际活动", ("招投际", "招投标")),
        ("采用氩孤焊修补", ("氩孤焊", "氩弧焊")),
    ],
)
def test_a_look_alike_character_in_a_word(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("回收金、铂、钨等贵金属", ("金、铂、钨", "金、铂、钯")),
        ("提取铂钯佬铱", ("铂钯佬铱", "铂钯铑铱")),
        ("分离镧、饰、镨、钕", ("镧、饰、镨、钕", "镧、铈、镨、钕")),
    ],
)
def test_the_odd_one_among_elements(text, expected):
    assert said(text) == [expected]


def test_an_odd_element_is_surer_where_the_text_names_the_group():
    named, unnamed = proofread("回收金、铂、钨等贵金属"), proofread("触头用金、铂、钨制成")
    assert named[0].confidence > unnamed[0].confidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("职工职工队伍的素质", ("职工职工", "职工")),
        ("由市里表彰表彰了十人", ("表彰表彰", "表彰")),
        ("省里的杰杰出工匠", ("杰杰出", "杰出")),
        ("共评出二、三等项二十个", ("项", "奖")),
        ("获一等浆", ("浆", "奖")),
        ("节约成本30方元", ("方元", "万元")),
        ("工会争取多大支持，办好大赛。", ("多大", "更大")),
    ],
)
def test_words_printed_twice_and_wrong_units(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "金、银、铜、铁、锡样样都炼。",
        "触点用银、钨、铜的合金。",
        "铝、镁、钛、锂等轻金属",
        "他一个一个试，一步一步改，越来越好。",
        "这件事要研究研究再说。",
        "国家主张和和平共处，有有关部门负责。",
        "三等项目有五个，一等奖一项。",
        "空间有多大？争取多大支持？",
        "五十名职工参加，日前已经完成；未来三天，自己干。",
        "土壤修复，人才入选，末端治理，戊戌年。",
        "张三（技师）说：“行。”（一）开工；1）备料；2）焊接。",
        "“天下兴亡，匹夫有责。”他写下《劳动者之歌》。",
    ],
)
def test_sound_text_is_left_alone(text):
    assert said(text) == []


def test_single_marks_are_told_with_little_confidence():
    (suspicion,) = proofread("舞台有多大”让每个人都有机会。")
    assert (suspicion.text, suspicion.suggestion, suspicion.confidence) == ("”", "", 0.3)
    assert suspicion.reason == "前面缺少相配的 “"
    assert [s.text for s in proofread("《职工创新办法已经印发。")] == ["《"]
    assert proofread("（见图1)") == ()
    assert proofread("姓名：张三；备注：见附件）", kind=Kind.RECORD) == ()


def test_a_quotation_may_run_over_paragraphs():
    assert proofread("他说：“好。”", "“第一段。", "“第二段。”") == ()
    assert proofread("“第一段。", "第二段。”") == ()


def test_what_a_document_prints_often_is_a_term():
    assert len(proofread("测量同位索。", "通道同位索。")) == 2
    assert proofread("测量同位索。", "通道同位索。", "同位索数据。") == ()


def person(name: str, *starts: int) -> Entity:
    return Entity(EntityKey(EntityType.PERSON, name), (), tuple(Span(s, s + len(name)) for s in starts))


def test_a_name_one_character_short_of_a_frequent_one_in_the_same_office():
    text = "总工会主席周明说。总工会主席周明明强调。总工会主席周明明要求。"
    people = person("周明", text.index("周明")), person("周明明", 14, 24)
    (suspicion,) = proofread(text, entities=people)
    assert (suspicion.text, suspicion.suggestion, suspicion.span) == ("周明", "周明明", Span(5, 7))
    other = text.replace("主席周明说", "职工周明说")
    assert proofread(other, entities=people) == ()


@pytest.mark.parametrize(("printed", "told"), [("周析明", True), ("周大明", False)])
def test_a_name_with_a_look_alike_character(printed, told):
    text = f"总工会主席{printed}说。总工会主席周折明强调。总工会主席周折明要求。"
    people = person(printed, 5), person("周折明", 15, 26)
    assert [s.suggestion for s in proofread(text, entities=people) if s.text == printed] == ["周折明"] * told


def test_names_are_no_misprints():
    text = "记者到张江看了看"
    assert [s.text for s in proofread(text)] == ["张江"]
    assert proofread(text, entities=(Entity(EntityKey(EntityType.PLACE, "张江"), (), (Span(3, 5),)),)) == ()


def test_extraction_tells_where_in_the_document(read: Extract):
    text = "海城化工有限公司职工高建军研制了聚乙稀醇过滤装置。"
    (suspicion,) = read(text).suspicions
    assert text[suspicion.span.start : suspicion.span.end] == suspicion.text == "聚乙稀醇"
    assert any("聚乙稀醇" in entity.key.name for entity in read(text).entities), "the text stays as it is"
