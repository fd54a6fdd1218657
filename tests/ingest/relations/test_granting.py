"""Who gives honours, who is in charge of groups, who hosts what, whom a tour of help visits."""

import pytest

from corpus import Document
from ingest import Reader
from ingest.extraction import reading


def _relations(reader: Reader, text: str) -> dict[tuple[str, str, str], dict[str, str]]:
    found = reading(Document("0" * 16, "text.txt", text, "", "text/plain"), reader).extraction.relations
    return {(r.type.value, r.head.name, r.tail.name): dict(r.attrs) for r in found}


@pytest.mark.parametrize(
    ("text", "honour", "by"),
    [
        (
            "粟文广创新工作室被广西壮族自治区总工会命名为自治区级示范性工作室。",
            "自治区级示范性工作室",
            "广西壮族自治区总工会",
        ),
        ("2022年，岳阳市总工会授予缪春生“岳阳工匠”称号。", "岳阳工匠", "岳阳市总工会"),
        ("柯玉兰先后被株洲市总工会和湖南省总工会授予“株洲工匠”和“湖湘工匠”称号。", "湖湘工匠", "湖南省总工会"),
    ],
)  # fmt: skip
def test_the_giver_of_an_honour_is_kept_with_it(reader: Reader, text: str, honour: str, by: str) -> None:
    """Of as many givers as honours each gives one; who only honours somebody does not employ him."""
    found = _relations(reader, text)
    assert [attrs.get("by") for (kind, _, tail), attrs in found.items() if (kind, tail) == ("received", honour)] == [by]
    assert not any(kind == "works_at" for kind, _, _ in found)


def test_groups_are_led_by_who_is_in_charge_of_them(reader: Reader) -> None:
    found = _relations(reader, "仝志强负责电气组，芮晓东带软件组，机械组由郏丽牵头。")
    assert ("leads", "仝志强", "电气组") in found
    assert ("leads", "芮晓东", "软件组") in found
    assert ("leads", "郏丽", "机械组") in found


def test_his_own_shift_is_led_by_one_called_its_foreman(reader: Reader) -> None:
    found = _relations(reader, "班长陈乌力吉装了探头。陈乌力吉所在的挤奶二班，今年被评为全国工人先锋号。")
    assert ("leads", "陈乌力吉", "挤奶二班") in found
    assert ("member_of", "邰家豪", "磨工班") in _relations(reader, "磨工班副班长邰家豪说，磨工班现有9人。")


def test_hosts_and_organizers_of_a_campaign(reader: Reader) -> None:
    text = "由湖南省总工会主办、娄底市总工会承办的“湘钢匠心”劳模工匠助企行活动走进涟源经济开发区。"
    found = _relations(reader, text)
    assert ("issued", "湖南省总工会", "“湘钢匠心”劳模工匠助企行活动") in found
    assert ("issued", "娄底市总工会", "“湘钢匠心”劳模工匠助企行活动") in found


def test_a_hall_where_an_exhibition_is_held_does_not_host_it(reader: Reader) -> None:
    found = _relations(reader, "获奖成果将在长沙国际会展中心举行的第三届中部职工创新成果展上展出。")
    assert not any(kind == "issued" for kind, _, _ in found)


def test_an_alliance_stands_in_the_plant_that_it_is_named_after(reader: Reader) -> None:
    text = "滁州玻璃厂创新工作室联盟理事长是邬小红。去年，联盟在凤阳举办首届“匠心”职工技能擂台赛。"
    found = _relations(reader, text)
    assert ("hosted_by", "滁州玻璃厂创新工作室联盟", "滁州玻璃厂") in found
    assert ("leads", "邬小红", "滁州玻璃厂创新工作室联盟") in found
    assert any(kind == "issued" and head == "滁州玻璃厂创新工作室联盟" for kind, head, _ in found)


def test_studios_with_stars(reader: Reader) -> None:
    text = "谌国华劳模创新工作室、仉玉梅驾驶技师工作室被评为五星级，逄立工匠工作室由四星降为三星。"
    held = {head for kind, head, tail in _relations(reader, text) if (kind, tail) == ("received", "五星级")}
    assert held == {"谌国华劳模创新工作室", "仉玉梅驾驶技师工作室"}


def test_stations_of_a_tour_of_help(reader: Reader) -> None:
    text = "第一站，九江信德铜业有限公司。江西赣北铜材股份有限公司高级技师佘国梁看完现场，当场画了草图。"
    assert ("helps", "佘国梁", "九江信德铜业有限公司") in _relations(reader, text)


def test_fields_of_an_entry_in_prose_and_below_a_numbered_title(reader: Reader) -> None:
    prose = "1. 高炉探尺防卡装置。完成单位：安阳钢铁有限公司炼铁厂；完成人：汪海明。"
    assert ("works_at", "汪海明", "安阳钢铁有限公司炼铁厂") in _relations(reader, prose)
    lines = (
        "一等奖（1项）\n\n2. 高压线束绝缘故障分段定位仪\n   完成单位：合肥公共交通集团\n   主要完成人：隗永康、况小红\n"
    )
    assert ("developed", "况小红", "高压线束绝缘故障分段定位仪") in _relations(reader, lines)
