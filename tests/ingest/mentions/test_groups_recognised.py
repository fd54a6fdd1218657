"""Teams and studios whose names end like a common word, or that the tagger cuts wrong."""

import pytest

from tests.ingest.conftest import Extract


def groups(read: Extract, text: str) -> set[str]:
    """The names of its teams and studios."""
    return {e.key.name for e in read(text).entities if e.key.type.value in {"Team", "Studio"}}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("罗大勇劳模志愿服务队走进红星食品厂，为三台包装机做了体检。", "罗大勇劳模志愿服务队"),
        ("由退休技师周汉文带队的第二技术服务队先后走访了八家小微企业。", "第二技术服务队"),
        ("该工艺由王建国与该公司热处理班共同完成。", "热处理班"),
        ("老赵所在的维护队负责全厂八十台行车。", "维护队"),
        ("钳工组的刘志斌拿出了自己做的靠模。", "钳工组"),
        ("机电队的三名职工申报了专利。", "机电队"),
        ("她所在的“满天星班组”获得全国巾帼文明岗。", "满天星班组"),
        ("这个点子来自包装车间甲班，师傅们都说好。", "甲班"),
        ("从机修班调到技术科，他用了六年。", "机修班"),
        ("供水公司抢修队队长马俊说，夜里挖开了三处。", "抢修队"),
        ("全矿的综掘二队、通风队都用上了这种支架。", "通风队"),
        ("筑路先锋队队员赵六一也在现场。", "筑路先锋队"),
    ],
)
def test_a_team_in_a_plain_sentence(read: Extract, text: str, name: str) -> None:
    assert name in groups(read, text + "\n")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小螺丝创新工作室2016年成立于北方机械厂装配车间。", "小螺丝创新工作室"),
        ("公司新成立的釉料创新工作室由顾明远领衔。", "釉料创新工作室"),
        ("县里首个餐饮业创新工作室——白云飞创新工作室揭牌。", "白云飞创新工作室"),
        ("宏图机械公司引进马千里工作室研发的自动上料机。", "马千里工作室"),
        ("变电所的严冬工作室结对试验班。", "严冬工作室"),
        ("方圆劳模工作室的带头人方圆今年五十一岁。", "方圆劳模工作室"),
        ("会议内容：1.丁元创新工作室汇报进展。", "丁元创新工作室"),
    ],
)
def test_a_studio_in_a_plain_sentence(read: Extract, text: str, name: str) -> None:
    assert name in groups(read, text + "\n")


@pytest.mark.parametrize(
    "text",
    [
        "孩子上小学三年级二班，他没时间接送。",
        "全厂实行四班三倒，甲班接乙班的时候最忙。",
        "工会举办了太极拳班和书法班。",
        "党委一班人下到工地。",
        "市总工会副主席李梅为工作室揭牌。",
        "企业创新工作室建设经验交流会召开。",
        "公司开展“学习型班组”创建活动。",
    ],
)
def test_what_is_no_group_of_workers(read: Extract, text: str) -> None:
    assert not groups(read, text + "\n")


def test_teams_of_a_field_are_named_one_by_one(read: Extract) -> None:
    assert {"炼胶二班", "压延一班"} <= groups(read, "班组名称：炼胶二班、压延一班、成型三班\n")


def test_a_team_that_made_a_work(read: Extract) -> None:
    assert "装配二班" in groups(read, "成果名称：自动送料架　完成单位：装配二班　完成人：高兴\n")
