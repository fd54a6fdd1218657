"""Who took a studio over, whither a work was taken, and apprentices told of in passing; all names are invented."""

import pytest

from ingest.facts import EntityType, RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]


def pairs(read: Extract, text: str, kind: RelationType) -> set[tuple[str, str]]:
    return {(r.head.name, r.tail.name) for r in read(text).relations if r.type is kind}


LEADERS = [
    "骆长河劳模创新工作室2012年挂牌。骆长河退休后，工作室的牌子没摘，带头人由闵晓东接任。",
    "骆长河劳模创新工作室2012年挂牌，2020年起由闵晓东接任领衔人。",
    "闵晓东从师傅骆长河手中接过骆长河劳模创新工作室的担子。",
    "骆长河劳模创新工作室2012年挂牌。去年骆长河退休，闵晓东从师傅手里接过了工作室的接力棒。",
    "骆长河劳模创新工作室2012年挂牌。去年骆长河退休，闵晓东接了班，成为工作室第二任带头人。",
]


@pytest.mark.parametrize("text", LEADERS)
def test_a_studio_is_taken_over(read: Extract, text: str) -> None:
    assert ("闵晓东", "骆长河劳模创新工作室") in pairs(read, text, RelationType.LEADS)


def test_what_is_taken_over_is_no_part_of_a_name(read: Extract) -> None:
    text = "骆长河创新工作室成立于2010年。闵晓东接过了工作室的接力棒。"
    studios = {e.key.name for e in read(text).entities if e.key.type is EntityType.STUDIO}
    assert studios == {"骆长河创新工作室"}


APPRENTICES = [
    (
        "季海峰、尹小曼都叫宗德海师傅。还有一个徒弟叫蓝冰，是厂里头一个女吊车司机。",
        {("宗德海", "季海峰"), ("宗德海", "尹小曼"), ("宗德海", "蓝冰")},
    ),
    ("季海峰拜宗德海为师。另一个徒弟叫蓝冰。", {("宗德海", "季海峰"), ("宗德海", "蓝冰")}),
    (
        "宗德海先后带出了8个徒弟，其中季海峰当了班长；尹小曼评上了高级技师，前年也带了徒弟蓝冰。",
        {("宗德海", "季海峰"), ("宗德海", "尹小曼"), ("尹小曼", "蓝冰")},
    ),
    ("宗德海说：“季海峰、尹小曼都是我带的。”", {("宗德海", "季海峰"), ("宗德海", "尹小曼")}),
    ("宗玉芝是上甑工。宗大姐收过6个徒弟，其中季海峰拿了全省金奖。", {("宗玉芝", "季海峰")}),
]


@pytest.mark.parametrize(("text", "expected"), APPRENTICES)
def test_apprentices_in_passing(read: Extract, text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(read, text, RelationType.MENTORS) == expected


USERS = [
    (
        "闵晓东研制的罐体自动清洗装置获市一等奖，后来被豫东制药有限公司和华康药业公司引了过去。",
        {"豫东制药有限公司", "华康药业公司"},
    ),
    ("闵晓东研制的罐体自动清洗装置被豫东制药有限公司一眼看中。", {"豫东制药有限公司"}),
    (
        "“罐体自动清洗装置”已由江州市总工会组织在当地推广，首批使用单位为豫东制药有限公司、华康药业公司。",
        {"豫东制药有限公司", "华康药业公司"},
    ),
    ("闵晓东研制的罐体自动清洗装置由江州市总工会向全市推广。", set()),
    (
        "闵晓东做了一套隔油池链式刮油装置。现在，望江大酒店和金谷饭庄也装上了这套东西。",
        {"望江大酒店", "金谷饭庄"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), USERS)
def test_who_uses_a_work(read: Extract, text: str, expected: set[str]) -> None:
    assert {tail for _, tail in pairs(read, text, RelationType.APPLIED_AT)} == expected


def test_who_holds_an_evaluation(read: Extract) -> None:
    text = "云岭省职工创新创效成果评选由云岭省总工会、云岭省科技厅联合主办，每两年一次。"
    assert {head for head, _ in pairs(read, text, RelationType.ISSUED)} == {"云岭省总工会", "云岭省科技厅"}


def test_an_apprentice_who_has_one_himself_teaches_him(read: Extract) -> None:
    text = "施长青带的另一个徒弟周玉敏，如今是质检员，去年也开始带徒弟了，徒弟叫段晓芳，是车间第一个女探伤工。"
    assert pairs(read, text, RelationType.MENTORS) == {("施长青", "周玉敏"), ("周玉敏", "段晓芳")}


def test_an_item_that_tells_which_studio_made_what(read: Extract) -> None:
    text = "（二）夏长琼劳模创新工作室研发检查井井盖免开挖抬升工艺。该工艺已在江州市市政养护中心推广。"
    made = {("夏长琼劳模创新工作室", "检查井井盖免开挖抬升工艺")}
    assert pairs(read, text, RelationType.DEVELOPED) == made


def test_an_item_that_tells_which_crew_made_what(read: Extract) -> None:
    text = "一、成果转化情况\n（二）换热站运行班总结二次网分时分温调节法。由班长任秀兰牵头，年节电46万千瓦时。"
    names = {e.key.name for e in read(text).entities if e.key.type is EntityType.ACHIEVEMENT}
    assert names == {"二次网分时分温调节法"}


def test_one_more_after_those_who_are_counted(read: Extract) -> None:
    text = (
        "——访供料道技师骆国添\n\n记者：您带了几个徒弟？\n\n骆国添：三个。邓惠芳、谭志豪，还有一个梁楚楚，"
        "梁楚楚现在当了工段长。\n"
    )
    taught = {("骆国添", "邓惠芳"), ("骆国添", "谭志豪"), ("骆国添", "梁楚楚")}
    assert pairs(read, text, RelationType.MENTORS) == taught


def test_units_that_work_together_are_two(read: Extract) -> None:
    found = read("3月25日，江阴市总工会联合江阴市锻造行业协会举办了技能比武。").entities
    names = {e.key.name for e in found if e.key.type is EntityType.ORGANIZATION}
    assert names == {"江阴市总工会", "江阴市锻造行业协会"}


def test_who_signed_with_whom_may_be_told_before(read: Extract) -> None:
    text = "岳海波2015年当上车间主任。近五年来与单立国、迟文娟结为师徒，单立国2022年被评为江州市金牌职工。"
    assert pairs(read, text, RelationType.MENTORS) == {("岳海波", "单立国"), ("岳海波", "迟文娟")}
