"""Lives told from job to job, forms with all that is said of their first author, and people called by nicknames."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

CAREER = (
    "孙国祥，1999年毕业于临山技校，分配到临山机床厂。2008年调入北江重工有限公司。2012年获北江市劳动模范称号。"
    "2015年牵头组建孙国祥劳模创新工作室。先后带徒夏荣、费佳、张帆三人。"
)
FORM = """成果名称：高速轧机导卫快换装置

申报单位：临山钢铁有限公司

第一完成人：周国平，男，1979年6月生，中共党员，轧钢车间主任助理，高级技师，齐鲁工匠

三、获奖情况

获发明专利2件。2023年获临山市职工“五小”创新成果一等奖；2024年5月参展第三届北方职工创新成果展。

四、其他成果

序号　成果名称　主要完成人　简要说明

1　空压机余热回收利用　钱立峰　将空压机排出的热风引至厂房屋顶送风口，冬季不再开蒸汽采暖，年节约蒸汽8600吨

2　毛毯在线高压水针清洗　陆建华　毛毯不停机清洗，使用周期由28天延长至41天
"""
NICKNAMED = (
    "金大伟是临江电厂的钳工。老金说，机器不会说话。老金的徒弟孙小宝在槽边加了一个测压的气路。"
    "这就是现在车间里的阀门漏水报警器。"
)


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


def test_a_unit_that_one_came_to_is_not_who_the_next_sentences_are_about(read: Extract) -> None:
    found = relations(read, CAREER)
    assert {
        "孙国祥 works_at 临山机床厂",
        "孙国祥 works_at 北江重工有限公司",
        "孙国祥 received 北江市劳动模范",
        "孙国祥 mentors 夏荣",
        "孙国祥 mentors 费佳",
        "孙国祥 mentors 张帆",
    } <= found


def test_a_studio_stands_where_its_leader_came_last(read: Extract) -> None:
    found = relations(read, CAREER)
    assert "孙国祥劳模创新工作室 hosted_by 北江重工有限公司" in found
    assert "孙国祥劳模创新工作室 hosted_by 临山机床厂" not in found


def test_what_a_form_tells_of_its_author_is_no_other_author(read: Extract) -> None:
    found = relations(read, FORM)
    makers = {one for one in found if one.endswith("developed 高速轧机导卫快换装置")}
    assert makers == {"周国平 developed 高速轧机导卫快换装置", "临山钢铁有限公司 developed 高速轧机导卫快换装置"}
    assert "周国平 received 齐鲁工匠" in found


def test_prizes_and_shows_without_a_subject_are_the_forms_works(read: Extract) -> None:
    assert {
        "高速轧机导卫快换装置 received 临山市职工“五小”创新成果一等奖",
        "高速轧机导卫快换装置 presented_at 第三届北方职工创新成果展",
    } <= relations(read, FORM)


def test_rows_that_end_in_prose_are_rows(read: Extract) -> None:
    assert {"钱立峰 developed 空压机余热回收利用", "陆建华 developed 毛毯在线高压水针清洗"} <= relations(read, FORM)


def test_a_nickname_that_is_a_word_too_means_whom_the_text_named(read: Extract) -> None:
    found = relations(read, NICKNAMED)
    assert {"金大伟 mentors 孙小宝", "孙小宝 developed 阀门漏水报警器"} <= found
    assert not relations(read, "石长林是临江电厂的钳工。他用一块老石磨平了刃口，获临江市工匠称号。") & {
        "石长林 developed 老石"
    }


@pytest.mark.parametrize("credit", ["文字：尚小雯　图片：临江电厂工会", "图文：李然　编辑：王可"])
def test_who_wrote_and_took_pictures_is_nobody_of_the_text(read: Extract, credit: str) -> None:
    found = read(f"金大伟研制成功阀门漏水报警器，在临江电厂使用。\n\n{credit}")
    assert {"尚小雯", "李然", "王可"}.isdisjoint(e.key.name for e in found.entities)
    assert not any(r.head.name.startswith("图片") for r in found.relations)


def test_a_small_thing_pointed_at_is_the_work_before(read: Extract) -> None:
    text = "金大伟做了一个阀门密封比对检测台。2018年，这个小台子获得了临江市职工创新成果一等奖。"
    assert "阀门密封比对检测台 received 临江市职工创新成果一等奖" in relations(read, text)


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("2019年，滚轮式导线除冰机获湖北省职工创新成果一等奖。", "滚轮式导线除冰机"),
        (
            "王建军画图，改了十一稿。2016年冬天，输电导线滚轮式除冰机第一次挂网试用，刀片切不动。",
            "输电导线滚轮式除冰机",
        ),
    ],
)
def test_a_name_that_the_tagger_cuts_up_ends_before_what_is_told(read: Extract, text: str, work: str) -> None:
    assert [e.key.name for e in read(text).entities if e.key.type == "Achievement"] == [work]


def test_how_long_it_took_is_no_work(read: Extract) -> None:
    text = "郑卫东带领成员马力、何亮，历时两年研制成功悬轨式翻曲机，机械手顺着轨道走。"
    assert [e.key.name for e in read(text).entities if e.key.type == "Achievement"] == ["悬轨式翻曲机"]
