"""Studios and teams, masters and apprentices, help to enterprises: in several clauses; all names are invented."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

SAID = [
    (
        "颜立群劳模创新工作室设在右江糖业集团公司。工作室领衔人是公司设备部主管颜立群，骨干成员韦东、闭春燕、农志强均来自生产一线。",
        {"韦东 member_of 颜立群劳模创新工作室", "农志强 member_of 颜立群劳模创新工作室"},
    ),
    (
        "滨海发电公司成立“海鸥”女子创新工作室，由运行部女值长沈蔓任负责人，成员宋瑶、单冬雪、黎晓兰平均年龄只有29岁。",
        {
            "沈蔓 leads 海鸥女子创新工作室",
            "海鸥女子创新工作室 hosted_by 滨海发电公司",
            "宋瑶 member_of 海鸥女子创新工作室",
            "黎晓兰 member_of 海鸥女子创新工作室",
        },
    ),
    (
        "“凌霄”焊接攻关队成立于2016年，队长由天穹航空装备公司总装厂的祁卫东担任，队员有冯冬、巴特尔、欧阳倩等8人。",
        {
            "祁卫东 leads 凌霄焊接攻关队",
            "巴特尔 member_of 凌霄焊接攻关队",
            "欧阳倩 member_of 凌霄焊接攻关队",
        },
    ),
    (
        "庄浪水电站检修班班长苟建业说，班里的六个人都考下了技师证。",
        {"苟建业 leads 检修班", "检修班 hosted_by 庄浪水电站"},
    ),
    (
        "拉巴次仁，藏族，1985年6月出生，现任雅江水利工程局机电安装处起重班班长。",
        {"拉巴次仁 leads 起重班", "拉巴次仁 works_at 雅江水利工程局机电安装处"},
    ),
    (
        "国网临泽县供电公司营销部的“阳光”共产党员服务队由12名党员组成，队长侯玉峰。",
        {"侯玉峰 leads 阳光共产党员服务队", "阳光共产党员服务队 hosted_by 国网临泽县供电公司营销部"},
    ),
    (
        "在师徒结对仪式上，天长供电公司的技师崔岩与新入职大学生任思远、殷悦签下了“一对一”师徒合同。",
        {"崔岩 mentors 任思远", "崔岩 mentors 殷悦"},
    ),
    (
        "仪式上，工段长纳文斌与青年焙烧工靳小平、首席技师白桂兰与大学生丁学义分别结为师徒。",
        {"纳文斌 mentors 靳小平", "白桂兰 mentors 丁学义"},
    ),
    (
        "宇文德海带着两名徒弟孙铭、乌兰巴特尔来到金穗农机配件有限公司，为企业把脉问诊，当场解决了齿轮箱漏油的难题。",
        {
            "宇文德海 mentors 孙铭",
            "宇文德海 mentors 乌兰巴特尔",
            "宇文德海 helps 金穗农机配件有限公司",
            "孙铭 helps 金穗农机配件有限公司",
        },
    ),
    ("现在，龙小凤、覃卫东都是老师傅金国盛一手带出来的。", {"金国盛 mentors 龙小凤", "金国盛 mentors 覃卫东"}),
    ("王富又是当年老班长郭长海的关门弟子。", {"郭长海 mentors 王富"}),
    (
        "去年秋天，清河镇永兴铸造有限公司的老板找上门来求助。劳模芮长贵二话没说，带上徒弟孔秋生连夜赶去，查明了缩孔的原因。",
        {"芮长贵 helps 清河镇永兴铸造有限公司", "芮长贵 mentors 孔秋生"},
    ),
]
NOT_SAID = [
    ("梁志远不服气，拉上技术员曹可和徒弟鲍建成，在炉边守了四个月。", "曹可 mentors 鲍建成"),
    ("工段长纳文斌与青年焙烧工靳小平、首席技师白桂兰与大学生丁学义分别结为师徒。", "纳文斌 mentors 白桂兰"),
    ("林晓东1998年技校毕业来到永兴铸造有限公司，解决了不少难题。", "林晓东 helps 永兴铸造有限公司"),
    ("高玉成计划下个月到永兴铸造有限公司开展技术指导。", "高玉成 helps 永兴铸造有限公司"),
    ("高玉成到东华职业技术学院讲课，传授焊接技术。", "高玉成 helps 东华职业技术学院"),
]


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


@pytest.mark.parametrize(("text", "facts"), SAID)
def test_several_clauses_say_these_facts(read: Extract, text: str, facts: set[str]) -> None:
    assert facts <= relations(read, text)


@pytest.mark.parametrize(("text", "fact"), NOT_SAID)
def test_what_only_looks_like_it_is_no_fact(read: Extract, text: str, fact: str) -> None:
    assert fact not in relations(read, text)
