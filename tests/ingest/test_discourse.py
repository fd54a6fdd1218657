"""What a text leaves to its reader: who is meant, who taught whom, where people work; invented texts."""

from datetime import date

from corpus import Document
from ingest import Reader, extract
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

PROFILE = """走进苏北纺织集团，轰鸣的机器声中，挡车工顾秀兰正弯腰接头。

顾秀兰摸索出“顾秀兰六步接头法”，把接头时间缩短了一半，每年节约成本近210万元。

2016年，公司成立了顾秀兰劳模创新工作室。几年来，工作室先后完成技术攻关27项，获国家专利9项。

荣誉接踵而至：全国纺织工业劳动模范、江苏省五一劳动奖章，2020年，她又站上了全国劳动模范的领奖台。

徒弟陈慧敏2022年获江苏省技术能手称号。集团工会主席马国良介绍，公司计划每年拿出200万元支持一线攻关。
"""


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


def test_a_profile_is_about_its_person_and_enterprise(read: Extract) -> None:
    found = relations(read, PROFILE)
    assert {
        "顾秀兰 developed 顾秀兰六步接头法",
        "顾秀兰劳模创新工作室 hosted_by 苏北纺织集团",
        "顾秀兰 received 全国纺织工业劳动模范",
        "顾秀兰 received 江苏省五一劳动奖章",
        "顾秀兰 received 全国劳动模范",
        "顾秀兰 mentors 陈慧敏",
        "陈慧敏 received 江苏省技术能手",
        "马国良 works_at 苏北纺织集团",
    } <= found
    assert "顾秀兰 received 江苏省技术能手" not in found


def test_who_tells_a_figure_is_not_its_subject(read: Extract) -> None:
    planned = [m for m in read(PROFILE).measures if m.value == 2_000_000]
    assert [(m.subject.name, m.planned) for m in planned] == [("苏北纺织集团", True)]


def test_what_follows_from_two_places_shows_both(read: Extract) -> None:
    (found,) = [r for r in read(PROFILE).relations if r.rule == "employment.inside" and r.head.name == "陈慧敏"]
    assert "徒弟陈慧敏" in found.evidence.text and "苏北纺织集团" in found.evidence.text


def test_a_demonstrative_with_a_noun_means_the_work_before(read: Extract) -> None:
    text = "海城重工有限公司职工李大伟研制出“连铸坯自动喷号机”。目前，这套设备已在北山钢铁有限公司推广应用。"
    assert "连铸坯自动喷号机 applied_at 北山钢铁有限公司" in relations(read, text)


def test_relative_periods_count_from_the_day_of_publication(reader: Reader) -> None:
    text = "去年，河州市总工会培训职工3000人次。2019年以来，河州市总工会建成创新工作室35个。"
    document = Document("0" * 16, "报道.txt", text, "报道", "text/plain", published=date(2024, 5, 1))
    trained, studios = extract(document, reader).measures
    assert (trained.period, trained.since, trained.until) == ("去年", date(2023, 1, 1), date(2023, 12, 31))
    assert (studios.since, studios.until) == (date(2019, 1, 1), date(2024, 5, 1))


def test_a_sentence_tells_whom_it_means_without_a_name(read: Extract) -> None:
    text = "鲁长青是望江造船有限公司焊工。他把焊枪架改成了可转的，公司把它用到了两条产线上。"
    first, second = read(text).passages
    assert first.meant == frozenset()
    assert {key.name for key in second.meant} == {"鲁长青", "望江造船有限公司"}
