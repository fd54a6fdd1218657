import pytest

from ingest.honours import honour_ladder, told_best

LADDER = honour_ladder()


def level(name: str, before: str = "") -> str:
    return LADDER.describe(name, before).get("level", "")


def rank(name: str) -> int:
    return int(LADDER.describe(name)["rank"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("全国劳动模范", "国家"),
        ("全国总工会工人先锋号", "国家"),
        ("中华技能大奖", "国家"),
        ("大国工匠", "国家"),
        ("享受国务院特殊津贴", "国家"),
        ("国家科技进步二等奖", "国家"),
        ("人力资源和社会保障部全国技术能手", "国家"),
        ("日内瓦国际发明展金奖", "国际"),
        ("世界技能大赛金牌", "国际"),
        ("省劳模", "省"),
        ("甘肃省技术标兵", "省"),
        ("浙江工匠", "省"),
        ("新疆维吾尔自治区劳动模范", "省"),
        ("重庆市劳动模范", "省"),
        ("上海工匠", "省"),
        ("中央企业技术能手", "省"),
        ("国家能源局科技进步奖", "省"),
        ("全国煤炭工业劳动模范", "省"),
        ("省部级以上QC成果", "省"),
        ("锦州市五一劳动奖章", "市"),
        ("大连市工匠", "市"),
        ("第三届锦州市职工技能大赛金奖", "市"),
        ("甘肃省金昌市技术能手", "市"),
        ("延边朝鲜族自治州劳动模范", "市"),
        ("阿克苏地区工匠", "市"),
        ("全市技术状元", "市"),
        ("山西省工信厅技术能手", "市"),
        ("义乌市劳动模范", "县"),
        ("浙江省义乌市劳动模范", "县"),
        ("2022年度义乌市劳动模范", "县"),
        ("重庆市渝北区劳动模范", "县"),
        ("县劳动模范", "县"),
        ("洛阳市人社局技术能手", "县"),
        ("滨海新区五一劳动奖章", "县"),
        ("全国电力行业技术能手", "行业"),
        ("中国机械工业科学技术奖一等奖", "行业"),
        ("中国有色金属工业协会科学技术一等奖", "行业"),
        ("集团公司劳动模范", "企业"),
        ("市电力公司劳模", "企业"),
        ("国家电网公司劳动模范", "企业"),
        ("重庆市电力公司科技进步奖", "企业"),
        ("兰州铁路局劳动模范", "企业"),
        ("青石煤矿劳模", "企业"),
        ("厂级技术标兵", "企业"),
        ("五一劳动奖章", ""),
        ("冠军", ""),
        ("城市建设创新奖", ""),
    ],
)
def test_the_giver_in_the_name_tells_the_level(name, expected):
    assert level(name) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("张三被省总工会授予“", "省"),
        ("他先后被中华全国总工会授予", "国家"),
        ("，海城重工有限公司授予他“", "企业"),
        ("荣获锦州市总工会颁发的", "市"),
        ("张三在省总工会工作，是", ""),
        ("省总工会的张三获得", ""),
    ],
)
def test_who_gave_it_may_stand_before_the_name(before, expected):
    assert level("技术能手", before) == expected


def test_the_name_counts_for_more_than_what_stands_before_it():
    assert level("全国技术能手", "被甘肃省总工会授予") == "国家"


@pytest.mark.parametrize(
    ("name", "kind", "grade"),
    [
        ("全国先进工作者", "劳动模范", None),
        ("甘肃省五一劳动奖状", "五一劳动奖", None),
        ("国家最高科学技术奖", "最高科学技术奖", None),
        ("国家自然科学奖一等奖", "科学技术奖", "一等奖"),
        ("国家科学技术进步奖特等奖", "科学技术奖", "特等奖"),
        ("中国专利银奖", "专利奖", "银奖"),
        ("中国专利优秀奖", "专利奖", "优秀奖"),
        ("2020年辽宁省职工创新大赛职工组一等奖", "竞赛名次", "一等奖"),
        ("省总工会“工匠杯”技能大赛一等奖", "竞赛名次", "一等奖"),
        ("第三届全市职工技能大赛第四名", "竞赛名次", "第四名"),
        ("省职工焊接比武亚军", "竞赛名次", "第二名"),
        ("甘肃省群众性技术革新二、三等奖", "创新成果奖", "二等奖"),
        ("省先进操作法一二三等奖", "创新成果奖", "一等奖"),
        ("全国赛第一名", "竞赛名次", "第一名"),
        ("全国发明展览会铜奖", "展会奖", "铜奖"),
        ("全国三八红旗手标兵", "三八红旗手", None),
        ("全国青年岗位能手", "青年荣誉", None),
        ("全国技术能手", "技术能手", None),
        ("甘肃省首席技师", "技能大师", None),
        ("省级示范性劳模和工匠人才创新工作室", "示范工作室", None),
        ("集团公司特等劳动模范", "劳动模范", None),
        ("党的二十大代表", None, None),
    ],
)
def test_kind_and_grade(name, kind, grade):
    told = LADDER.describe(name)
    assert (told.get("kind"), told.get("grade")) == (kind, grade)


@pytest.mark.parametrize(
    "higher_first",
    [
        ["全国劳动模范", "省劳动模范", "市劳动模范", "县劳动模范", "公司劳动模范"],
        ["国家科技进步特等奖", "国家科技进步一等奖", "国家科技进步二等奖", "省科技进步一等奖"],
        ["全国劳动模范", "全国五一劳动奖章", "全国技术能手", "全国工人先锋号", "全国三八红旗手"],
        ["中华技能大奖", "享受国务院特殊津贴", "全国技术能手"],
        ["中国专利金奖", "中国专利银奖", "中国专利优秀奖"],
        ["省技能大赛特等奖", "省技能大赛一等奖", "省技能大赛二等奖", "省技能大赛三等奖", "省技能大赛优秀奖"],
        ["市技能大赛金奖", "市技能大赛银奖", "市技能大赛铜奖", "市技能大赛提名奖"],
        ["省职工比武冠军", "省职工比武亚军", "省职工比武季军", "省职工比武第五名"],
        ["甘肃省技术状元", "甘肃省技术标兵", "甘肃省技术能手"],
        ["省首席技师", "省特级技师", "省高级技师"],
        ["厂级技术能手", "技术能手"],
    ],
)
def test_honours_are_ordered(higher_first):
    ranks = [rank(name) for name in higher_first]
    assert ranks == sorted(set(ranks), reverse=True)


def test_two_ways_to_write_an_honour_rank_alike():
    assert LADDER.describe("全国劳模") == LADDER.describe("全国劳动模范")
    assert rank("省技能大赛第一名") == rank("省技能大赛冠军")


def test_the_year_is_kept():
    assert LADDER.describe("2025年度甘肃省职工技术创新竞赛特等奖")["year"] == "2025"


def test_what_says_nothing_has_no_attributes():
    assert LADDER.describe("奖") == {}


def test_the_ladder_of_skills():
    titles = ["学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"]
    assert [LADDER.skill(title) for title in titles] == list(range(8))
    assert LADDER.skill("焊工高级技师") == LADDER.skill("高级技师")
    assert LADDER.skill("班长") is None


def test_levels_and_kinds_are_listed_in_order():
    assert LADDER.levels == ("企业", "县", "市", "行业", "省", "国际", "国家")
    assert LADDER.kinds.index("劳动模范") < LADDER.kinds.index("技术能手") < LADDER.kinds.index("竞赛名次")


def test_what_two_places_tell_of_an_honour_is_not_mixed():
    full, short = {"kind": "竞赛", "rank": "040", "year": "2020"}, {"level": "省", "kind": "竞赛", "rank": "341"}
    assert told_best([full, short]) == {"level": "省", "kind": "竞赛", "rank": "341", "year": "2020"}
    other = {"level": "市", "kind": "竞赛", "grade": "一等奖", "rank": "249"}
    assert told_best([short, other]) == short
    assert told_best([full, {"year": "2021"}]) == full
    assert told_best([]) == {}
