"""Tables, lists of winners and forms written for these tests; persons and units are invented."""

from ingest.facts import RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

WINNERS = """关于公布2023年度云岭省职工优秀技术创新成果评选结果的通报
一等奖（2项）
1.配网带电作业绝缘平台　云岭电网有限责任公司江北供电局　杨志刚、段云飞
2.锡冶炼烟尘高效回收工艺　云岭锡业股份有限公司　李国荣
二等奖（1项）
1.烟叶烘烤温湿度自动调控装置　红岭烟叶复烤有限责任公司　白云峰
"""
TABLE = """江北石化2023年成果统计表
单位：万元
序号\t成果名称\t完成人\t所在单位\t专利（件）\t年创效
1\t裂解炉在线清焦装置\t鄂长林、修文静\t江北石化有限公司\t18\t5630.5
2\t给水泵密封改造技术\t关晓东\t江北石化有限公司\t7\t约90
"""
FORM = """工作室名称：艾山水表计量创新工作室
所在单位：西河水务集团有限公司

一、领衔人情况
姓　　名：艾山·吐尔逊
师　　从：崔守义

二、主要创新成果
（1）成果名称：寒区水表防冻模块
　　 完成人：艾山·吐尔逊、努尔兰
（2）成果名称：管网夜间流量分析软件
　　 完成人：上官磊
"""


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


def test_a_heading_gives_its_grade_to_the_lines_below(read: Extract) -> None:
    found = relations(read, WINNERS)
    first, second = (f"2023年度云岭省职工优秀技术创新成果{grade}" for grade in ("一等奖", "二等奖"))
    assert {
        f"配网带电作业绝缘平台 received {first}",
        f"锡冶炼烟尘高效回收工艺 received {first}",
        f"烟叶烘烤温湿度自动调控装置 received {second}",
        "白云峰 developed 烟叶烘烤温湿度自动调控装置",
    } <= found
    assert f"烟叶烘烤温湿度自动调控装置 received {first}" not in found


def test_a_prize_keeps_the_name_that_is_printed(read: Extract) -> None:
    (prize,) = [e for e in read(WINNERS).entities if e.key.name.endswith("创新成果一等奖")]
    assert "一等奖" in prize.aliases


def test_a_row_is_read_by_the_names_of_its_columns(read: Extract) -> None:
    found = read(TABLE)
    assert {
        "鄂长林 developed 裂解炉在线清焦装置",
        "修文静 developed 裂解炉在线清焦装置",
        "关晓东 works_at 江北石化有限公司",
    } <= {f"{r.head.name} {r.type} {r.tail.name}" for r in found.relations}
    assert {(m.subject.name, m.type.value, m.value, m.approx) for m in found.measures} == {
        ("裂解炉在线清焦装置", "patents", 18, False),
        ("裂解炉在线清焦装置", "economic_benefit", 56_305_000, False),
        ("给水泵密封改造技术", "patents", 7, False),
        ("给水泵密封改造技术", "economic_benefit", 900_000, True),
    }


def test_the_parts_of_a_form_belong_together_but_its_works_apart(read: Extract) -> None:
    found = relations(read, FORM)
    assert {
        "艾山·吐尔逊 leads 艾山水表计量创新工作室",
        "崔守义 mentors 艾山·吐尔逊",
        "艾山水表计量创新工作室 hosted_by 西河水务集团有限公司",
        "努尔兰 developed 寒区水表防冻模块",
        "上官磊 developed 管网夜间流量分析软件",
    } <= found
    assert "上官磊 developed 寒区水表防冻模块" not in found


def test_makers_below_a_work_are_its_makers(read: Extract) -> None:
    text = """关于公布临江市职工技术创新成果评选结果的通报

一等奖
1．烧结机台车栏板快拆销轴
临江钢铁公司 烧结车间  主要完成人：霍东升 卫小满
2．糖化锅排糟口防堵耙
临江啤酒有限公司  主要完成人：苗立秋
"""
    found = relations(read, text)
    assert {
        "霍东升 developed 烧结机台车栏板快拆销轴",
        "卫小满 developed 烧结机台车栏板快拆销轴",
        "卫小满 works_at 临江钢铁公司烧结车间",
        "苗立秋 developed 糖化锅排糟口防堵耙",
        "苗立秋 works_at 临江啤酒有限公司",
    } <= found
    assert not {fact for fact in found if fact.startswith("苗立秋 received")}


def test_names_of_two_characters_are_set_as_wide_as_others(read: Extract) -> None:
    text = """2024年临江市五一劳动奖章获得者名单

临江市五一劳动奖章（3名）
苗立秋（女）  临江啤酒有限公司包装工
钱　进  临江供电公司变电检修工
吴越（女，满族）  临江市水务集团水质检测中心主任
"""
    found = relations(read, text)
    for name, unit in (("苗立秋", "临江啤酒有限公司"), ("钱进", "临江供电公司")):
        assert {f"{name} works_at {unit}", f"{name} received 2024年临江市五一劳动奖章"} <= found
    assert "吴越 received 2024年临江市五一劳动奖章" in found


def test_a_review_gives_its_grades_and_a_titled_line_its_own_honour(read: Extract) -> None:
    text = """关于公布2024年临江市职工技术创新成果评审结果的通知

二等奖（1项）
1．糖化锅排糟口防堵耙
临江啤酒有限公司  主要完成人：苗 立 祁连生

优秀组织单位：平湖县总工会、临江钢铁公司
"""
    found = relations(read, text)
    assert {
        "糖化锅排糟口防堵耙 received 2024年临江市职工技术创新成果二等奖",
        "苗立 works_at 临江啤酒有限公司",
        "平湖县总工会 received 优秀组织单位",
    } <= found
    assert not {fact for fact in found if fact.startswith("平湖县总工会 received") and "二等奖" in fact}


def test_a_sentence_announces_the_winners_below_it(read: Extract) -> None:
    below = "：\n1. 段春生劳模创新工作室（江北冶炼有限公司）\n2. 关庆华职工创新工作室（江北纺织有限公司）\n"
    honour = "江北市劳模和工匠人才创新工作室"
    for announced in (f"江北市总工会决定，命名下列工作室为“{honour}”", f"市总工会决定授予以下单位“{honour}”称号"):
        found = {(r.head.name, r.tail.name) for r in read(announced + below).relations if r.type == "received"}
        assert found == {("段春生劳模创新工作室", honour), ("关庆华职工创新工作室", honour)}


REMARKS = """2023年度安山县电缆行业职工“五小”创新成果获奖名单

一等奖（1项）
序号｜成果名称｜完成单位｜主要完成人
1｜断线自动穿模引头装置｜安山晋江线缆公司｜霍强、张英
简介：断线后把线头送过各道模具，停机缩短到8分钟。
三等奖（2项）
2｜束线机防跑股停车器｜安山双龙导体厂｜李春台
简介：跑股即停。
3｜电缆端头封帽烘枪支架｜安山双龙导体厂｜李春台、安敏
"""


def test_remarks_between_its_rows_do_not_end_a_table(read: Extract) -> None:
    found = relations(read, REMARKS)
    assert {"李春台 developed 束线机防跑股停车器", "安敏 developed 电缆端头封帽烘枪支架"} <= found
    assert any(told.startswith("束线机防跑股停车器 received") and told.endswith("三等奖") for told in found)


def test_bars_set_columns_apart_without_their_names(read: Extract) -> None:
    found = relations(read, "集团职工技术创新成果\n\n1｜转炉氧枪快换夹具｜红山集团炼钢厂｜赵启明、孙立新\n")
    assert {"赵启明 developed 转炉氧枪快换夹具", "孙立新 developed 转炉氧枪快换夹具"} <= found


def test_a_row_of_column_names_does_not_end_a_list_of_winners(read: Extract) -> None:
    rows = "一等奖\n\n序号 成果名称 申报单位 主要完成人\n1 冰箱门体溢料自动刮除机 皖江电器股份有限公司 夏立新、童敏\n"
    more = "2 空调铜管焊接流量防错装置 庐山空调有限公司 汤国栋\n"
    heading = "关于公布2024年合肥市家电行业职工“五小”创新成果评选结果的通知\n\n一、获奖成果\n\n"
    prize = "2024年合肥市家电行业职工“五小”创新成果一等奖"
    won = {(r.head.name, r.tail.name) for r in read(heading + rows + more).relations if r.type is RelationType.RECEIVED}
    assert won == {("冰箱门体溢料自动刮除机", prize), ("空调铜管焊接流量防错装置", prize)}
