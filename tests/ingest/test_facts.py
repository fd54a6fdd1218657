"""Facts of sentences written for these tests; persons and units are invented."""

import pytest

from ingest.facts import EntityType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

SAID = [
    (
        "中原重型机器股份有限公司首席技师徐立强，男，1970年生，全国技术能手。",
        {"徐立强 works_at 中原重型机器股份有限公司"},
    ),
    (
        "由赵国梁领衔的赵国梁大师工作室成立于2012年，设在洛阳东风轴承有限公司。",
        {
            "赵国梁 leads 赵国梁大师工作室",
            "赵国梁大师工作室 hosted_by 洛阳东风轴承有限公司",
            "赵国梁 works_at 洛阳东风轴承有限公司",
        },
    ),
    (
        "湖北江河机电有限公司的闫敏师从全国劳模毛贵生，学习铸造技艺。",
        {"毛贵生 mentors 闫敏", "毛贵生 received 全国劳模", "闫敏 works_at 湖北江河机电有限公司"},
    ),
    ("据介绍，潘志民收陈小龙、赵海涛为徒。", {"潘志民 mentors 陈小龙", "潘志民 mentors 赵海涛"}),
    ("欧阳雪与司马光明签订师徒协议。", {"欧阳雪 mentors 司马光明"}),
    ("师傅孙立国手把手地教，徒弟赵敏进步很快。", {"孙立国 mentors 赵敏"}),
    ("近日，杨一帆、李晓娜结为师徒。", {"杨一帆 mentors 李晓娜"}),
    (
        "广西柳江钢铁集团有限公司炼铁厂高炉车间职工覃大勇研制出“高炉炉前自动开口机”，该成果在广西钢铁推广应用。",
        {
            "覃大勇 works_at 广西柳江钢铁集团有限公司炼铁厂高炉车间",
            "覃大勇 developed 高炉炉前自动开口机",
            "高炉炉前自动开口机 applied_at 广西钢铁",
        },
    ),
    (
        "皖江钢铁集团炼铁总厂的“焦炉自动测温系统”获2023年安徽省职工优秀技术创新成果一等奖，主要完成人为张建国、刘芳、陈志远。",
        {
            "张建国 developed 焦炉自动测温系统",
            "刘芳 developed 焦炉自动测温系统",
            "陈志远 developed 焦炉自动测温系统",
            "焦炉自动测温系统 received 2023年安徽省职工优秀技术创新成果一等奖",
        },
    ),
    (
        "阿依努尔·买买提是新疆油田公司准东采油厂采油工。",
        {
            "阿依努尔·买买提 works_at 新疆油田公司准东采油厂",
            "新疆油田公司准东采油厂 part_of 新疆油田公司",
        },
    ),
    (
        "林启航是江西铜川矿业有限公司选矿车间班长。",
        {
            "林启航 works_at 江西铜川矿业有限公司选矿车间",
            "江西铜川矿业有限公司选矿车间 part_of 江西铜川矿业有限公司",
        },
    ),
    (
        "陕西省总工会印发《陕西省职工创新工作室管理办法》，并举办第三届“秦岭杯”职工创新大赛。",
        {
            "陕西省总工会 issued 《陕西省职工创新工作室管理办法》",
            "陕西省总工会 issued 第三届“秦岭杯”职工创新大赛",
            "陕西省总工会 located_in 陕西省",
        },
    ),
    (
        "江苏沙河集团有限公司电炉炼钢厂青年技师吴凯说。他的师傅周建明是江苏大工匠，也是周建明劳模创新工作室的领衔人。",
        {
            "吴凯 works_at 江苏沙河集团有限公司电炉炼钢厂",
            "周建明 mentors 吴凯",
            "周建明 received 江苏大工匠",
            "周建明 leads 周建明劳模创新工作室",
        },
    ),
    (
        "黎向明劳模创新工作室为遵义钛业股份有限公司解决了破碎设备故障问题。",
        {"黎向明劳模创新工作室 helps 遵义钛业股份有限公司", "黎向明 leads 黎向明劳模创新工作室"},
    ),
    (
        "在第五届全国职工优秀技术创新成果交流活动上，他们的“电缆故障快速定位装置”项目荣获金奖。",
        {
            "电缆故障快速定位装置 received 金奖",
            "电缆故障快速定位装置 presented_at 第五届全国职工优秀技术创新成果交流活动",
        },
    ),
    (
        "全国劳动模范、晋阳重型机械集团有限公司焊接工人樊大志告诉记者。",
        {"樊大志 received 全国劳动模范", "樊大志 works_at 晋阳重型机械集团有限公司"},
    ),
    ("张家口市总工会党组书记、常务副主席刘春雨在会上强调。", {"刘春雨 works_at 张家口市总工会"}),
    (
        "2008年，沈秋萍拜全国劳动模范、公司首席技师梁国柱为师。",
        {"梁国柱 mentors 沈秋萍", "梁国柱 received 全国劳动模范"},
    ),
    (
        "川北精密研究院高级技师、四川工匠陈卫华与绵阳科力机械有限公司结成帮扶对子，每年节约成本120万元。",
        {"陈卫华 works_at 川北精密研究院", "陈卫华 received 四川工匠", "陈卫华 helps 绵阳科力机械有限公司"},
    ),
    (
        "酿酒车间的省劳模范国英带领团队走进宜宾市南溪河酒业有限公司，手把手传授“双轮底发酵操作法”。",
        {"范国英 received 省劳模", "范国英 helps 宜宾市南溪河酒业有限公司"},
    ),
    (
        "国网海东供电公司带电作业班班长胡洪波带领团队研制成功“绝缘斗臂车防倾覆装置”。",
        {"胡洪波 leads 带电作业班", "胡洪波 developed 绝缘斗臂车防倾覆装置", "带电作业班 hosted_by 国网海东供电公司"},
    ),
]


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


@pytest.mark.parametrize(("text", "facts"), SAID)
def test_a_sentence_says_these_facts(read: Extract, text: str, facts: set[str]) -> None:
    assert facts <= relations(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "王志国没有获得过全国技术能手称号。",
        "李建军希望今后获得全国五一劳动奖章。",
        "师徒结对1.6万对，培养技能人才3万人。",
        "企业要让师傅带徒弟，让徒弟超师傅。",
        "各劳模创新工作室要发挥示范引领作用。",
    ],
)
def test_denials_hopes_totals_and_general_words_are_no_facts(read: Extract, text: str) -> None:
    assert relations(read, text) == set()


def test_reporters_are_not_persons_of_the_story(read: Extract) -> None:
    text = "本报讯（记者康小东 通讯员李志强）近日，青年职工任大海荣获冠军。\n\n（文/毛小乔 图/周建业）\n\n朱敬业"
    persons = {e.key.name for e in read(text).entities if e.key.type is EntityType.PERSON}
    assert persons == {"任大海"}


def test_short_forms_are_names_of_the_same_thing(read: Extract) -> None:
    found = read("辽宁省总工会近日召开会议。省总工会要求，各单位要落实责任。辽宁工会还将开展检查。").entities
    (union,) = [e for e in found if e.key.type is EntityType.ORGANIZATION]
    assert union.key.name == "辽宁省总工会"
    assert set(union.aliases) == {"省总工会", "辽宁工会"}


def test_a_subsidiary_is_not_its_parent(read: Extract) -> None:
    found = read("银河集团公司召开大会。银河集团铜业有限公司的职工参加了会议。").entities
    names = {e.key.name for e in found if e.key.type is EntityType.ORGANIZATION}
    assert names == {"银河集团公司", "银河集团铜业有限公司"}


def test_the_carried_subject_of_a_sentence_without_one(read: Extract) -> None:
    text = "周大勇劳模创新工作室成立于2015年。先后研发了“钢包自动开浇装置”，获得专利12项。"
    assert "周大勇劳模创新工作室 developed 钢包自动开浇装置" in relations(read, text)
    (measure,) = [m for m in read(text).measures if m.type == "patents"]
    assert (measure.subject.name, measure.value, measure.unit) == ("周大勇劳模创新工作室", 12, "项")


def figures(read: Extract, text: str) -> list[tuple[str, str, float, str, bool, bool, str | None]]:
    return [(m.subject.name, m.type.value, m.value, m.unit, m.approx, m.planned, m.period) for m in read(text).measures]


def test_figures_with_their_subject_unit_and_period(read: Extract) -> None:
    text = "截至2023年底，海东市已创建劳模创新工作室230余个，其中省级28个，完成攻关项目1.2万项，创造经济效益近60亿元。"
    assert figures(read, text) == [
        ("海东市", "studios", 230, "个", True, False, "截至2023年底"),
        ("海东市", "studios", 28, "个", False, False, "截至2023年底"),
        ("海东市", "achievements", 12_000, "项", False, False, "截至2023年底"),
        ("海东市", "economic_benefit", 6_000_000_000, "元", True, False, "截至2023年底"),
    ]


def test_targets_are_marked_as_plans(read: Extract) -> None:
    text = "海东市总工会计划3年内建成500个劳模创新工作室。"
    assert figures(read, text) == [("海东市总工会", "studios", 500, "个", False, True, None)]


def test_every_fact_points_to_the_words_that_say_it(read: Extract) -> None:
    text = "标题\n\n　　海东钢铁集团有限公司职工李大伟研制出“连铸坯自动喷号机”，节\n\n约成本80万元。"
    found = read(text)
    assert found.relations
    assert found.measures
    for fact in (*found.relations, *found.measures):
        assert "".join(text[start:end] for start, end in fact.evidence.spans) == fact.evidence.text
    for entity in found.entities:
        assert entity.mentions
        for start, end in entity.mentions:
            assert text[start:end]


def test_reading_twice_gives_the_same(read: Extract) -> None:
    text = "\n\n".join(text for text, _ in SAID)
    assert read(text) == read(text)


def test_text_without_facts_gives_none(read: Extract) -> None:
    for text in ["", "\n\n", "。。。", "今天天气很好，大家都很高兴。", "😀" * 50]:
        found = read(text)
        assert (found.relations, found.measures) == ((), ())


def test_enumerated_achievements_need_no_quotation_marks(read: Extract) -> None:
    text = "近三年，海城钢铁厂先后完成了高炉自动布料控制、转炉一键炼钢模型、连铸坯在线测温等12项技术攻关。"
    assert {
        "海城钢铁厂 developed 高炉自动布料控制",
        "海城钢铁厂 developed 转炉一键炼钢模型",
        "海城钢铁厂 developed 连铸坯在线测温",
    } <= relations(read, text)
    general = "工作室开展了技术交流、岗位练兵、师徒结对等活动。"
    assert [e for e in read(general).entities if e.key.type is EntityType.ACHIEVEMENT] == []


def test_the_example_of_the_readme_is_so(read: Extract) -> None:
    text = (
        "海城重工有限公司职工李大伟研制出“连铸坯自动喷号机”，每年为公司节约成本80万元，"
        "该成果获2023年辽宁省职工技术创新成果二等奖。"
    )
    assert {
        "李大伟 works_at 海城重工有限公司",
        "李大伟 developed 连铸坯自动喷号机",
        "连铸坯自动喷号机 received 2023年辽宁省职工技术创新成果二等奖",
    } <= relations(read, text)
    assert [(m.type.value, m.value, m.unit, m.period) for m in read(text).measures] == [
        ("economic_benefit", 800_000, "元", "每年")
    ]


def test_a_pronoun_means_the_subject_not_whom_a_preposition_names(read: Extract) -> None:
    text = "沈秋萍是电焊工。在梁国柱的指导下，她夺得广东省职工焊工技能大赛第一名。"
    assert "沈秋萍 received 广东省职工焊工技能大赛第一名" in relations(read, text)
    assert "梁国柱 received 广东省职工焊工技能大赛第一名" not in relations(read, text)


def test_a_prize_of_a_work_is_not_its_studios(read: Extract) -> None:
    text = "周大勇劳模创新工作室成果不断，其中，“薄壁管自动焊工装”获得全国职工优秀技术创新成果三等奖。"
    found = relations(read, text)
    assert "薄壁管自动焊工装 received 全国职工优秀技术创新成果三等奖" in found
    assert "周大勇劳模创新工作室 received 全国职工优秀技术创新成果三等奖" not in found


def test_a_surname_with_a_form_of_address_is_no_name(read: Extract) -> None:
    persons = [e for e in read("多亏了冯师傅和王主任，难题解决了。").entities if e.key.type is EntityType.PERSON]
    assert persons == []


def test_that_of_somebody_is_no_name(read: Extract) -> None:
    persons = [e for e in read("我想把冯师傅那一套听音的本事编成图册。").entities if e.key.type is EntityType.PERSON]
    assert persons == []


def test_a_place_of_the_sentence_itself_is_meant_by_its_anaphor(read: Extract) -> None:
    text = "大会在巴山区召开。渝东区总工会在全区开展创建活动。目前该区已建成劳模创新工作室7个。"
    assert ("渝东区", "studios", 7, "个", False, False, "目前") in figures(read, text)


def test_a_figure_of_a_work_is_the_works(read: Extract) -> None:
    text = "徐立强主持的《大吨位起重机臂架镗孔工艺》荣获江苏省机械工业科学技术奖二等奖，该成果已创造效益2300万元。"
    assert [row[:3] for row in figures(read, text)] == [("大吨位起重机臂架镗孔工艺", "economic_benefit", 23_000_000)]


def test_masters_with_their_apprentices(read: Extract) -> None:
    found = relations(read, "黔南集团杨再明与徒弟罗世伟、都云供电局石玉英与徒弟韦小玲等10对师徒上榜。")
    assert {"杨再明 mentors 罗世伟", "石玉英 mentors 韦小玲"} <= found
    assert not {"石玉英 mentors 罗世伟", "杨再明 mentors 韦小玲"} & found


def test_numbers_between_two_do_not_stop_the_reading(read: Extract) -> None:
    text = "上世纪五六十月间，江南水泥厂先后获得专利三四十项。\n五六十日后再看。"
    assert [e.key.name for e in read(text).entities if e.key.type is EntityType.ORGANIZATION] == ["江南水泥厂"]
