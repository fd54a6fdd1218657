"""Pages of several articles: where one ends, what each is about, and that nothing is carried from one to the next."""

import pytest

from corpus import Document
from ingest import Reader, extract, to_gold
from ingest.facts import Extraction, RelationType
from ingest.page.layout import Kind

CRAFT = "某某矿务局的王强师傅带着两名徒弟反复试验，把合理化建议变成了技术革新成果，每年节约成本30万元。"
MORE = "如今，王强劳模创新工作室已经有十二名成员，大家在技能竞赛中多次获奖。"
WIRE = "据新华社某市12月28日电（记者李某）多家银行的总部先后在新区举行开工仪式，当地的交通条件正在改善。"
PARK = "新区还建成了三座公园，市民周末可以在湖边散步，孩子们也有了玩耍的地方。"


def articles(reader: Reader, *lines: str) -> list[list[str]]:
    found: list[list[str]] = []
    for paragraph in reader.page.paragraphs("\n\n".join(lines)):
        found += [[]] * (paragraph.article + 1 - len(found))
        found[paragraph.article] = [*found[paragraph.article], paragraph.text]
    return found


@pytest.mark.parametrize(
    "second",
    [
        ["银行总部开工", WIRE],
        ["新区建设提速", "银行总部开工", WIRE],
        ["银行总部开工", "本报讯（记者李某）" + PARK],
        ["银行总部开工", "本报记者 李强", PARK],
        ["记者手记", "公园里的风景", "李强", PARK],
    ],
)
def test_a_headline_with_a_dateline_or_a_byline_begins_an_article(reader: Reader, second: list[str]) -> None:
    first = ["老师傅的新夹具", "本报记者 张伟", CRAFT, MORE]
    assert articles(reader, *first, *second) == [first, second]


@pytest.mark.parametrize(
    "page",
    [
        ["老师傅的新夹具", "本报记者 张伟", CRAFT, "带出一支队伍", MORE, "成果走出车间", CRAFT[:-1] + "，很受欢迎。"],
        ["老师傅的新夹具", CRAFT, "本报讯（记者张某）" + MORE],
        ["老师傅的新夹具", CRAFT, "本报记者 张伟 摄", MORE],
        ["老师傅的新夹具", CRAFT, "记者：您是怎么想到的？", MORE],
        ["先进个人", CRAFT, "事迹选登", "王强", MORE],
        ["某厂创新工作总结", "一、基本情况", CRAFT, "二、主要做法", MORE, "第2页", "三、打算", PARK],
        ["老师傅的新夹具", CRAFT, MORE, "李强"],
    ],
)
def test_a_single_article_is_never_parted(reader: Reader, page: list[str]) -> None:
    assert len(articles(reader, *page)) == 1


def test_weaker_signs_count_on_a_page_of_several_articles(reader: Reader) -> None:
    photo = ["我国飞行器首飞", "当日，一架飞行器在某市完成了首次飞行，全程平稳。", "新华社发（李某摄）"]
    wire = ["银行总部开工", WIRE]
    craft = ["老师傅的新夹具", "本报讯（记者张某）" + CRAFT]
    assert articles(reader, *craft, *wire, *photo) == [craft, wire, photo]
    assert len(articles(reader, *craft, *photo)) == 1


def test_a_headline_on_top_of_a_new_page_begins_an_article_unless_it_is_continued(reader: Reader) -> None:
    craft = ["老师傅的新夹具", "本报讯（记者张某）" + CRAFT]
    wire = ["银行总部开工", WIRE, "第3版 综合"]
    park = ["公园里的风景", PARK]
    assert articles(reader, *craft, *wire, *park) == [craft, wire, park]
    assert len(articles(reader, *craft, *wire, "银行总部开工（上接第1版）", PARK)) == 2


def read(reader: Reader, *lines: str) -> Extraction:
    return extract(Document("0" * 16, "样例.txt", "\n\n".join(lines), "", "text/plain"), reader)


def test_an_article_off_the_topic_is_set_aside_with_the_reason(reader: Reader) -> None:
    found = read(reader, "老师傅的新夹具", "本报讯（记者张某）" + CRAFT, "银行总部开工", WIRE, PARK)
    assert [(a.title, a.on_topic) for a in found.articles] == [("老师傅的新夹具", True), ("银行总部开工", False)]
    assert found.articles[1].reason == "全文没有与职工创新有关的词"
    assert "徒弟" in found.articles[0].reason
    taken = found.on_topic()
    assert any("公园" in p.text for p in found.passages)
    assert not any("公园" in p.text for p in taken.passages)
    assert taken.articles == found.articles
    assert {r.evidence.text for r in taken.relations} <= {r.evidence.text for r in found.relations}


def test_a_document_of_one_article_is_taken_whatever_it_says(reader: Reader) -> None:
    found = read(reader, "银行总部开工", WIRE, PARK)
    assert [a.on_topic for a in found.articles] == [True]
    assert found.on_topic() == found


def test_no_subject_is_carried_into_the_next_article(reader: Reader) -> None:
    first = [
        "老师傅的新夹具",
        "本报讯（记者张某）金川机械公司职工王强是全国劳动模范。他带着徒弟们反复试验，改进了夹具。",
    ]
    told = "本报讯（记者李某）他获得省五一劳动奖章。"
    apart = read(reader, *first, "工匠大会召开", told)
    together = read(reader, *first, told.removeprefix("本报讯（记者李某）"))

    def honoured(extraction: Extraction) -> set[str]:
        return {
            r.head.name
            for r in extraction.relations
            if r.type is RelationType.RECEIVED and "五一劳动奖章" in r.tail.name
        }

    assert honoured(together) == {"王强"}
    assert honoured(apart) == set()


def test_the_lines_around_a_headline_are_decks(reader: Reader) -> None:
    page = ["政策直达班组", "老师傅的新夹具", "——某某矿务局职工创新纪实", "本报记者 张伟", CRAFT, "带出一支队伍", MORE]
    kinds = [p.kind for p in reader.page.paragraphs("\n\n".join(page))]
    deck, heading, body = Kind.DECK, Kind.HEADING, Kind.BODY
    assert kinds == [deck, heading, deck, Kind.BYLINE, body, heading, body]


def test_the_articles_are_in_the_printed_form(reader: Reader) -> None:
    text = "\n\n".join(["老师傅的新夹具", "本报讯（记者张某）" + CRAFT, "银行总部开工", WIRE])
    document = Document("0" * 16, "样例.txt", text, "", "text/plain")
    printed = to_gold(document, extract(document, reader))["articles"]
    assert [(a["title"], a["on_topic"]) for a in printed] == [("老师傅的新夹具", True), ("银行总部开工", False)]
    assert [text[start:end][:6] for a in printed for start, end in a["spans"]] == ["老师傅的新夹", "银行总部开工"]
