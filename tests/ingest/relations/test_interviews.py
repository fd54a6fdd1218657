"""Who taught whom by the questions of an interviewer and the answers."""

from ingest.facts import RelationType
from tests.ingest.conftest import Extract

TALK = """对话方学军：管道边上三十年

人物名片：方学军，江州燃气集团有限公司抢修中心高级技师。

记者：您入行时师傅是谁？

方学军：是老班长赵广义，话不多，手上有准头。

记者：林雅楠也是您的徒弟吧，她自己带徒弟了吗？

方学军：是最早的一个。

记者：林雅楠自己也带徒弟了？

方学军：带了，叫杨小曦。
"""


def test_an_answer_names_whom_the_question_asks_for(read: Extract) -> None:
    found = {(r.head.name, r.tail.name) for r in read(TALK).relations if r.type is RelationType.MENTORS}
    assert {("赵广义", "方学军"), ("林雅楠", "杨小曦"), ("方学军", "林雅楠")} == found


def test_the_master_one_followed_may_be_told_without_a_subject(read: Extract) -> None:
    text = "高文秀，江州铸造有限公司技师。\n\n高文秀：1993年进的厂。跟的师傅是周福安，老爷子话不多。\n"
    assert any(
        (r.type, r.head.name, r.tail.name) == (RelationType.MENTORS, "周福安", "高文秀") for r in read(text).relations
    )


def test_one_more_apprentice_is_named_in_the_next_sentence(read: Extract) -> None:
    text = (
        "沈德山是江汉机械厂的老车工，他的大徒弟是郑海波。\n\n"
        "沈德山其实还有一位女徒弟。总装车间电缆工汤慧芬1995年拜师，学的是师傅的脾气。\n"
    )
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert found == {("沈德山", "郑海波"), ("沈德山", "汤慧芬")}


def test_their_foreman_works_where_one_went(read: Extract) -> None:
    text = (
        "对话方学军\n\n人物名片：方学军，江州燃气集团有限公司高级技师。\n\n"
        "方学军：去年我去了吴州市的江北纸业有限公司。我跟他们的维修班长纳建业一块，把混气的管换了口径。\n"
    )
    works = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.WORKS_AT}
    assert ("纳建业", "江北纸业有限公司") in works
    assert ("纳建业", "江州燃气集团有限公司") not in works


def test_who_answers_tells_of_his_own_apprentices(read: Extract) -> None:
    text = (
        "——访高级技师毕成远\n\n记者：您带了几个徒弟？\n\n毕成远：正式签了协议的有6个。汤蕙是2012年跟我的，现在管化验，"
        "自己也带人了，舒静就是她徒弟。去年带的徒弟叫单立，小伙子肯钻。徒弟里最出息的是周海洋，当了技师。\n"
    )
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert found == {("毕成远", "汤蕙"), ("汤蕙", "舒静"), ("毕成远", "单立"), ("毕成远", "周海洋")}


def test_apprentices_are_asked_for_by_what_one_of_them_is(read: Extract) -> None:
    text = (
        "——访高级技师毕成远\n\n记者：您的徒弟里，听说有一位女电工？\n\n"
        "毕成远：汤蕙。她是学自动化的大学生。另一个是蒋大勇，机械方面很灵。\n\n"
        "记者：新人怎么带？\n\n毕成远：我带徒弟，头三个月还是让他们先听。\n"
    )
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert found == {("毕成远", "汤蕙"), ("毕成远", "蒋大勇")}
