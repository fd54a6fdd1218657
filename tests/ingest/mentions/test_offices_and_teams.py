"""Offices, teams and alliances that words around them cut wrong."""

from tests.ingest.conftest import Extract


def names(read: Extract, text: str) -> set[str]:
    return {entity.key.name for entity in read(text).entities}


def test_a_commission_of_a_city(read: Extract) -> None:
    text = "市总工会联合市交通运输委举办的“江轮杯”交通行业职工技能大赛已连续举办六届。\n"
    found = read(text)
    assert "市交通运输委" in {r.head.name for r in found.relations if r.type.value == "issued"}


def test_who_only_introduces_holds_no_contest(read: Extract) -> None:
    text = "江州市总工会经济部负责人介绍，市总工会、市人社局举办“匠心杯”焊工技能大赛。\n"
    assert "江州市总工会经济部" not in {r.head.name for r in read(text).relations if r.type.value == "issued"}


def test_a_team_called_like_somebody(read: Extract) -> None:
    text = "晨曦检修班班长谭光荣说，他所在的车辆二分公司晨曦检修班2024年获得“全国工人先锋号”。\n"
    assert "晨曦检修班" in names(read, text)
    assert "司晨曦" not in names(read, text)


def test_an_alliance_begins_behind_the_verb(read: Extract) -> None:
    text = "2023年4月，集团工会把佟立民劳模创新工作室等12个工作室串成江东钢铁劳模工匠创新联盟，佟立民任联盟理事长。\n"
    assert "江东钢铁劳模工匠创新联盟" in names(read, text)
