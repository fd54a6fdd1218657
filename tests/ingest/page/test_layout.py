from hypothesis import given
from hypothesis import strategies as st

from ingest.page.displaced import Proof, put_back
from ingest.page.joining import paragraphs
from ingest.page.layout import Cues, Kind, Paragraph
from ingest.tagging.words import one_word_across

LONG = "这家企业的职工在生产一线反复试验，把多年来困扰大家的难题一个一个地解决了，"


def named(line: str) -> bool:
    return line.startswith(("锦州", "张伟"))


def cut_name(before: str, after: str) -> bool:
    return before.endswith("科技") and after.startswith("公司")


CUES = Cues(
    named,
    one_word_across,
    cut_name,
    lambda line: line.startswith("完成人："),
    lambda line: line.startswith("来源："),
    ("同时", "目前"),
)


def texts(document: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(document, CUES) if paragraph.kind is not Kind.FILLER]


def test_a_paragraph_cut_in_mid_word_is_joined() -> None:
    assert texts(f"{LONG}还改进了焊接工\n\n艺，效率提高一倍。") == [f"{LONG}还改进了焊接工艺，效率提高一倍。"]


def test_the_halves_are_joined_over_a_caption() -> None:
    found = texts(
        f"{LONG}还改进了焊接工\n\n张伟在检修设备。\n\n艺，效率提高一倍。\n\n新的一段从这里开始，说的是别的事情。"
    )
    assert found == [
        f"{LONG}还改进了焊接工艺，效率提高一倍。",
        "张伟在检修设备。",
        "新的一段从这里开始，说的是别的事情。",
    ]


def test_headings_records_bylines_and_captions_are_told_apart() -> None:
    lines = [
        "# 职工创新见闻",
        "本报记者 王某",
        "技能大赛现场。",
        "完成人：张伟",
        "来源：某报",
        "他改进了夹具，效率翻倍。",
    ]
    kinds = {paragraph.text: paragraph.kind for paragraph in paragraphs("\n\n".join(lines), CUES)}
    assert kinds == {
        "职工创新见闻": Kind.HEADING,
        "本报记者 王某": Kind.BYLINE,
        "技能大赛现场。": Kind.CAPTION,
        "完成人：张伟": Kind.RECORD,
        "来源：某报": Kind.BYLINE,
        "他改进了夹具，效率翻倍。": Kind.BODY,
    }


def test_a_heading_is_not_joined_to_the_body() -> None:
    assert texts("班组创新结硕果\n\n去年以来，全厂职工提出合理化建议百余条。") == [
        "班组创新结硕果",
        "去年以来，全厂职工提出合理化建议百余条。",
    ]


def test_a_repeated_tail_is_left_out() -> None:
    whole = f"{LONG}于是参赛职工、竞赛工种和比赛场次再创历史新高。"
    assert texts(f"{whole}\n\n业{whole[-30:]}") == [whole]


def test_paragraphs_of_one_pattern_are_no_repeats() -> None:
    items = [f"{body}的议事方式和表决程序，除本法有规定的外，由公司章程规定。" for body in ("股东会", "监事会")]
    assert texts("\n\n".join(items)) == items


def test_list_marks_and_indents_are_no_part_of_the_text() -> None:
    assert texts("- 师傅带出了三名徒弟。\n　　段首空两格的一段话。") == ["师傅带出了三名徒弟。", "段首空两格的一段话。"]


def spelled(document: str, paragraph: Paragraph) -> str:
    return "".join(document[start:end] for start, end in paragraph.pieces)


@given(st.text(alphabet="工艺改进，。！\n 　张伟锦州#-“”ab1", max_size=200))
def test_every_paragraph_is_spelled_by_its_pieces(document: str) -> None:
    for paragraph in paragraphs(document, CUES):
        assert spelled(document, paragraph) == paragraph.text
        for start in range(len(paragraph.text)):
            (span,) = paragraph.spans(start, start + 1)
            assert document[span.start : span.end] == paragraph.text[start]


@given(st.lists(st.text(alphabet="工艺改进技术，、张伟", min_size=12, max_size=80).map(lambda s: s + "。"), max_size=6))
def test_whole_paragraphs_are_never_joined(lines: list[str]) -> None:
    distinct = list(dict.fromkeys(lines))
    found = texts("\n\n".join(distinct))
    assert all(line in distinct for line in found)


PROOF = Proof(
    one_word_across,
    lambda before, afters: [after.startswith("材料") for after in afters],
    lambda text: text.startswith("信息和指引，"),
    ("人", "项", "个", "对"),
    ("的", "和", "新", "实时"),
    ("在", "同时", "目前"),
)


def joined(*lines: str) -> list[str]:
    return [p.text for p in put_back(paragraphs("\n\n".join(lines), CUES), PROOF)]


def test_a_tail_printed_before_its_head_is_put_back() -> None:
    tails = ["热情，在企业形成了比较浓厚的创新风气和学习风气，人人争先。", "人，师徒结对1.6万对，覆盖全部班组。"]
    heads = [f"{LONG}这次行动激发了全厂几千名职工争当革新能手的", f"{LONG}三年来选树技能带头人1.4万"]
    assert joined(*tails, "中间的一个小标题", heads[0], "又一个小标题", heads[1]) == [
        "中间的一个小标题",
        heads[0] + tails[0],
        "又一个小标题",
        heads[1] + tails[1],
    ]


def test_a_new_paragraph_is_not_taken_for_a_tail() -> None:
    head = f"{LONG}这次行动激发了全厂职工的"
    for tail in [
        "同时，厂里设立了专项基金，奖励有贡献的职工和他们的班组。",
        "在杭州，类似的做法还有很多，大家都在学习。",
    ]:
        assert joined(tail, "一个小标题", head) == [tail, "一个小标题", head]


def test_a_number_waits_for_its_counter() -> None:
    head = f"{LONG}三年来选树技能带头人1.4万"
    tail = "热情，在企业形成了比较浓厚的创新风气和学习风气，人人争先。"
    assert joined(tail, "一个小标题", head) == [tail, "一个小标题", head]


def test_the_items_of_a_list_are_not_joined() -> None:
    lines = [
        "申报工作室应当具备下列条件：",
        "（一）有一名领衔的劳模或者工匠，并有固定的活动场所；",
        "（二）有不少于五名成员，成员来自生产一线；",
    ]
    assert texts("\n\n".join(lines)) == lines


def test_a_speech_goes_on_after_its_colon() -> None:
    assert texts(f"{LONG}他说：\n\n“正是因为公司支持，我们才做成了这件事。”") == [
        f"{LONG}他说：“正是因为公司支持，我们才做成了这件事。”"
    ]


def test_marked_items_of_a_list_are_not_joined() -> None:
    lines = [
        "- 清洁作业用的工具和技术，研发的时间比较长，参加的人也比较多",
        "- 专用工具按用途开发，一共有十二大类，都是职工自己做的",
    ]
    assert texts("\n".join(lines)) == [line[2:] for line in lines]


def test_a_repeated_row_is_kept() -> None:
    row = "完成人：张伟；所在单位：某某某某某某某某某某某某某某某某有限公司"
    assert texts(f"{row}\n\n{row}") == [row, row]


def test_whole_paragraphs_follow_a_tail_of_their_column() -> None:
    column = ["热情，在企业形成了比较浓厚的创新风气，人人争先。", "近两年，全厂职工提出的合理化建议有百余条。"]
    head = f"{LONG}这次行动激发了全厂几千名职工争当革新能手的"
    assert joined(*column, "劳模创新工作", head, "下一个小标题") == [
        "劳模创新工作",
        head + column[0],
        column[1],
        "下一个小标题",
    ]


def test_a_tail_below_a_heading_brings_its_head_there() -> None:
    head, tail = f"{LONG}职工在手机上可以获取培训的实时", "信息和指引，让技能触手可及，受到职工欢迎。"
    assert joined(head, "绘蓝图的一节", "这一节另有自己的话。", "筑基础的一节", tail) == [
        "绘蓝图的一节",
        "这一节另有自己的话。",
        "筑基础的一节",
        head + tail,
    ]


def test_a_row_of_like_words_is_completed() -> None:
    head, tail = f"{LONG}研究运用新技术、新工艺、新", "材料推动工程建设，各部门一起开展竞赛。"
    assert joined(tail, "一个小标题", head) == ["一个小标题", head + tail]
    assert joined(tail, "一个小标题", f"{LONG}面貌一新") == [tail, "一个小标题", f"{LONG}面貌一新"]


def test_a_name_cut_in_a_short_line_is_joined() -> None:
    assert texts("“启发性创建”是某某科技\n\n公司在实际工作中总结出的经验。") == [
        "“启发性创建”是某某科技公司在实际工作中总结出的经验。"
    ]


def test_announced_items_chronicles_and_tables_are_not_joined() -> None:
    for lines in [
        [f"{LONG}有下列情形之一的，奖励如下：", "“（一）无偿提供技术和设备、材料的，给予奖励；"],
        [f"{LONG}本办法所称：", "“工作室”是指由劳模领衔、职工参加的创新组织，每年考核。"],
        [
            "2011年9月30日 某市总工会第九次会议通过，自公布之日起施行，第一次修正",
            "2015年8月2日 第十次会议第二次修正，施行",
        ],
        [
            "某厂张某，焊接工艺改进，二等奖，奖金两千元，推广到三个车间 |",
            "| 某厂李某，夹具改进，三等奖，奖金一千元，推广 |",
        ],
        [f"{LONG}把夹具冲洗干净，涂抹均匀", "（时间越长，效果就越明显，推荐三十分钟以上）"],
    ]:
        assert texts("\n\n".join(lines)) == [line.strip() for line in lines]


def kinds(*lines: str) -> list[Kind]:
    return [paragraph.kind for paragraph in paragraphs("\n\n".join(lines), CUES)]


def test_what_stands_between_the_halves_of_a_paragraph_is_a_caption() -> None:
    head, tail = f"{LONG}还改进了焊接工", "艺，效率提高一倍，职工们都很高兴。"
    assert kinds(head, "张伟在检修设备。", tail) == [Kind.BODY, Kind.CAPTION]


def test_short_sentences_in_a_row_with_a_caption_are_captions() -> None:
    row = ["技能大赛现场。", "劳模带领徒弟进行产品校验。", "工人代表参加比赛。"]
    assert kinds(f"{LONG}大家都高兴。", *row, f"{LONG}效率提高一倍。") == [Kind.BODY, *[Kind.CAPTION] * 3, Kind.BODY]
    assert kinds("技能大赛现场。", "工人代表参加了比赛，取得好成绩。") == [Kind.CAPTION, Kind.BODY]


def test_the_marks_of_links_are_no_part_of_the_text() -> None:
    document = "[某某矿务局](https://example.org/a)的王强改进了夹具![图](b.png)，效率翻倍（见[附表](c)）。"
    (found,) = paragraphs(document, CUES)
    assert found.text == "某某矿务局的王强改进了夹具，效率翻倍（见附表）。"
    assert spelled(document, found) == found.text
    assert texts("见文献[1](2020)和[3]。") == ["见文献[1](2020)和[3]。"]
