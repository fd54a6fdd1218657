"""Members of a studio by lists, tables, and rows with something in brackets."""

from ingest.facts import RelationType
from tests.ingest.conftest import Extract

STUDIO = "冯立群劳模创新工作室"


def members(read: Extract, text: str) -> set[str]:
    return {r.head.name for r in read(text).relations if r.type is RelationType.MEMBER_OF and r.tail.name == STUDIO}


def test_a_row_goes_on_behind_brackets(read: Extract) -> None:
    text = f"{STUDIO}设在江州泵业有限公司。骨干成员有：吴小军（钳工）、林玉梅（装配班班长）、贺春兰（质检员）。\n"
    assert members(read, text) == {"吴小军", "林玉梅", "贺春兰"}
    leads = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.LEADS}
    assert ("林玉梅", "装配班") in leads
    assert ("贺春兰", "装配班") not in leads


def test_a_table_under_the_heading_of_members(read: Extract) -> None:
    text = (
        f"{STUDIO}设在江州化工有限公司。\n\n三、团队成员\n姓名      岗位              分工\n"
        "高小琴    工艺工程师        数据分析\n刘大满    机修班班长        设备改造\n"
        "曹  磊    仪表技师          联锁与自控\n"
    )
    assert members(read, text) == {"高小琴", "刘大满", "曹磊"}


def test_a_numbered_table_of_members(read: Extract) -> None:
    text = (
        f"{STUDIO}设在江州化工有限公司。\n\n工作室成员：\n| 序号 | 姓名 | 职称 |\n|---|---|---|\n"
        "| 1 | 高小琴 | 高级工程师 |\n| 2 | 曹　磊 | 技师 |\n"
    )
    assert members(read, text) == {"高小琴", "曹磊"}


def test_two_who_sign_with_a_third_are_no_pair(read: Extract) -> None:
    text = "周立平与年轻钳工马志强、丁海生签订师徒协议。\n"
    pairs = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert pairs == {("周立平", "马志强"), ("周立平", "丁海生")}


def test_a_team_without_its_name_is_the_only_one(read: Extract) -> None:
    text = (
        "永川县泵阀产业工匠服务队成立于2021年，队长是项长彬。\n\n"
        "2023年3月，县总工会调整了由项长彬、金绍文、潘雪琴等21人组成的服务队，建立了机制。\n"
    )
    tied = {(r.head.name, r.type) for r in read(text).relations if r.tail.name == "永川县泵阀产业工匠服务队"}
    assert {("金绍文", RelationType.MEMBER_OF), ("潘雪琴", RelationType.MEMBER_OF)} <= tied
    assert ("项长彬", RelationType.MEMBER_OF) not in tied


def test_two_who_are_honoured_as_a_pair(read: Extract) -> None:
    text = (
        "熊立生与舒晓畅被评为2023年度江州市“十佳师徒”，同时入选的还有江北机械有限公司的褚正明、米小兰师徒。\n\n"
        "高文胜、江小月、吴小英获评“金牌师徒”。\n"
    )
    pairs = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert pairs == {("熊立生", "舒晓畅"), ("褚正明", "米小兰")}
