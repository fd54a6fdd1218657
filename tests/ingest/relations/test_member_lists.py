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
