"""Works named by an item's title and told below it, brought to an enterprise, prized in a table; heads of groups."""

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

ITEMS = """沈万青技能大师工作室简介

一、基本情况

沈万青技能大师工作室设在石桥发电厂，下设机械、电气、水工三个攻关组，组长分别为杨胜柏、龙晓梅、陆启山。

二、主要创新成果

1.拦污栅水下清污机器人。每年七八月间，水葫芦把进水口堵得严严实实。陆启山研制出履带吸附式的机器人。

2.由杨胜柏研发的集电环碳粉负压收集装置。滑环上磨出的黑粉飘得到处都是。"""
VISIT = (
    "秋天，做高压阀门的江源阀业有限公司派人上门求教：他们的阀座焊后开裂。孙大河在江源住了半个月，"
    "把“三段缓冷焊接法”用到阀座上，一次合格率从82%提到95%。"
)
TABLE = """云岭省第九届职工优秀技术创新成果评选结果公布

序号  成果名称  完成单位  主要完成人  等级
1  裂解炉管在线烧焦控制系统  云岭石化有限公司  孟大山、宋小薇  一等奖
2  轮对退卸液压同步工装  龙轨车辆有限公司  关东明  二等奖"""


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


def test_what_an_item_tells_the_making_of_is_its_title(read: Extract) -> None:
    found = read(ITEMS)
    assert "陆启山 developed 拦污栅水下清污机器人" in relations(read, ITEMS)
    assert not any("履带" in name for e in found.entities for name in (e.key.name, *e.aliases))


def test_who_made_it_is_no_part_of_a_title(read: Extract) -> None:
    assert "杨胜柏 developed 集电环碳粉负压收集装置" in relations(read, ITEMS)


def test_the_heads_of_a_studios_groups_are_members_with_that_role(read: Extract) -> None:
    heads = {r.head.name for r in read(ITEMS).relations if r.type == "member_of" and r.attrs.get("role") == "组长"}
    assert heads == {"杨胜柏", "龙晓梅", "陆启山"}


def test_a_work_brought_along_is_used_where_it_helps(read: Extract) -> None:
    assert "三段缓冷焊接法 applied_at 江源阀业有限公司" in relations(read, VISIT)


def test_grades_in_a_column_are_the_contests(read: Extract) -> None:
    prize = "云岭省第九届职工优秀技术创新成果"
    assert {
        f"裂解炉管在线烧焦控制系统 received {prize}一等奖",
        f"轮对退卸液压同步工装 received {prize}二等奖",
    } <= relations(read, TABLE)


def test_whom_a_plant_asks_for_help_does_not_work_there(read: Extract) -> None:
    found = relations(
        read,
        "江州新华铸造厂请来高级技师柏万林会诊。柏万林带来了自己研制的砂型在线测温仪，气孔少了七成。"
        "《企业技术难题揭榜手册》由市总工会印发。",
    )
    assert {
        "柏万林 helps 江州新华铸造厂",
        "砂型在线测温仪 applied_at 江州新华铸造厂",
        "市总工会 issued 《企业技术难题揭榜手册》",
    } <= found
    assert "柏万林 works_at 江州新华铸造厂" not in found


def test_a_named_apprentice_helps_and_not_the_master(read: Extract) -> None:
    found = relations(read, "柏万林的徒弟祁小山这次跟队，独自在江北县给江北县恒织衬衫有限公司解决了领角起泡的问题。")
    assert "祁小山 helps 江北县恒织衬衫有限公司" in found
    assert "柏万林 helps 江北县恒织衬衫有限公司" not in found
