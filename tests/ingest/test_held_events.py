"""Events that are only called by a quoted name, bracketed titles, leading units of alliances, and unnumbered lists."""

from pathlib import Path

from corpus import read_file
from ingest import Reader, extract


def facts(text: str, folder: Path) -> set[tuple[str, str, str]]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    (document,) = read_file(path)
    return {(r.head.name, r.type.value, r.tail.name) for r in extract(document, Reader.load()).relations}


def test_what_is_held_under_a_quoted_name_is_an_event(tmp_path: Path) -> None:
    told = facts("5月6日，济南市总工会联合济南市轴承行业协会举办“轴承企业技术问诊日”，8名工匠坐诊。", tmp_path)
    assert ("济南市总工会", "issued", "轴承企业技术问诊日") in told
    assert ("济南市轴承行业协会", "issued", "轴承企业技术问诊日") in told


def test_a_titles_brackets_are_part_of_it(tmp_path: Path) -> None:
    told = facts("钱大海劳模创新工作室2021年被湖北省总工会命名为湖北省职工（劳模、工匠）创新工作室。", tmp_path)
    assert ("钱大海劳模创新工作室", "received", "湖北省职工（劳模、工匠）创新工作室") in told


def test_the_leading_unit_of_an_alliance(tmp_path: Path) -> None:
    told = facts("沈阳机床有限公司是沈阳市装备制造创新工作室联盟的牵头单位。", tmp_path)
    assert ("沈阳市装备制造创新工作室联盟", "hosted_by", "沈阳机床有限公司") in told


def test_a_heading_with_a_count_and_a_row_of_units(tmp_path: Path) -> None:
    text = """济宁市总工会关于公布2024年度济宁市职工“五小”创新成果评选结果的通报

一等奖（1项）
1．链条张紧自动补偿器
完成单位：山东恒岳链条有限公司
完成人：赵永刚、钱小梅

优秀组织奖（2个）
邹城市总工会、曲阜市教育工会

济宁市总工会
2024年12月1日
"""
    won = {head for head, type_, tail in facts(text, tmp_path) if type_ == "received" and tail == "优秀组织奖"}
    assert won == {"邹城市总工会", "曲阜市教育工会"}
