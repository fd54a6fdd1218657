from ingest.facts import RelationType
from search.cards import EMBEDDED_LIMIT, Card, CardMaker
from search.links import LINK_LIMIT
from search.profile import TEXT_LIMIT
from tests.search.small_library import BATTERIES, CONTEST, DERAILING, LABELS, LIVE_WIRES, OFFICIAL, fill, id_of, report


def card_of(store, name: str) -> Card:
    (card,) = CardMaker(store).entities([id_of(store, name)]).values()
    assert card is not None
    return card


def test_an_achievement_shows_who_made_it_where_and_with_what_honour(store):
    fill(store, LABELS)
    card = card_of(store, "无痕水洗标印制工艺")
    assert card.type == "Achievement"
    assert [(link.relation, link.outgoing, link.name) for link in card.links] == [
        ("developed", False, "周小禾"),
        ("received", True, "江北省职工创新成果一等奖"),
    ]
    assert card.around == ("云岭针织公司",)
    assert card.facets == {
        "region": ("江北省",),
        "industry": ("纺织服装业",),
        "year": ("2023",),
        "organization": ("云岭针织公司",),
        "honour": ("江北省职工创新成果一等奖",),
        "honour_level": ("省级",),
        "honour_kind": ("创新成果奖",),
    }


def test_the_same_sentence_is_kept_once(store):
    fill(store, LABELS, OFFICIAL)
    text = card_of(store, "无痕水洗标印制工艺").text
    assert text.splitlines() == [
        "云岭针织公司技术员周小禾发明了无痕水洗标印制工艺，内衣标签洗几次就翘边开裂的难题解决了。",
        "这一无痕水洗标印制工艺获得江北省职工创新成果一等奖。",
        "江北省总工会副主席钱正要求各地推广无痕水洗标印制工艺，让内衣标签不再翘边开裂。",
    ]


def test_the_region_is_found_over_studio_and_host(store):
    fill(store, DERAILING, CONTEST)
    assert card_of(store, "矿车防掉道装置").regions == ("西原省",)
    assert card_of(store, "韩铁山劳模创新工作室").regions == ("西原省",)
    assert card_of(store, "罗小兵").regions == ("西原省",)
    assert card_of(store, "西原省").regions == ("西原省",)


def test_the_region_of_an_enterprise_reaches_what_it_made_and_its_branches(store):
    made = report(
        """江北机床公司研制了主轴校准仪。
        江北机床公司在江北省。
        江北机床公司有一个齿轮分厂，齿轮分厂吴刚改进了滚齿夹具。""",
        "单位:江北机床公司 单位:齿轮分厂 地:江北省 成果:主轴校准仪 成果:滚齿夹具 人:吴刚",
        [
            ("江北机床公司", "developed", "主轴校准仪"),
            ("江北机床公司", "located_in", "江北省"),
            ("齿轮分厂", "part_of", "江北机床公司"),
            ("吴刚", "works_at", "齿轮分厂"),
            ("吴刚", "developed", "滚齿夹具"),
        ],
    )
    fill(store, made)
    for name in ("主轴校准仪", "齿轮分厂", "吴刚", "滚齿夹具"):
        assert card_of(store, name).regions == ("江北省",)
    assert card_of(store, "主轴校准仪").organizations == ("江北机床公司",)
    assert card_of(store, "齿轮分厂").organizations == ("江北机床公司",)
    assert card_of(store, "滚齿夹具").organizations == ("齿轮分厂", "江北机床公司")
    assert card_of(store, "江北机床公司").organizations == ()


def test_of_many_relations_of_one_type_some_are_kept_and_of_the_others_all(store):
    tools = [f"检修工具{number}号" for number in range(LINK_LIMIT + 5)]
    fill(
        store,
        report(
            "河湾船厂郑明发明了" + "、".join(tools) + "。",
            "人:郑明 单位:河湾船厂 " + " ".join(f"成果:{tool}" for tool in tools),
            [("郑明", "works_at", "河湾船厂"), *(("郑明", "developed", tool) for tool in tools)],
        ),
    )
    card = card_of(store, "郑明")
    assert len(card.linked(RelationType.DEVELOPED, outgoing=True)) == LINK_LIMIT
    assert card.homes == ("河湾船厂",)


def test_a_person_shows_role_employer_and_pairs(store):
    fill(store, BATTERIES, DERAILING)
    lin, han = card_of(store, "林致远"), card_of(store, "韩铁山")
    assert [(link.relation, link.role) for link in lin.links] == [("developed", ""), ("works_at", "职工")]
    assert lin.homes == ("北河热电公司",)
    assert [(link.relation, link.outgoing, link.name) for link in han.links] == [
        ("leads", True, "韩铁山劳模创新工作室"),
        ("mentors", True, "罗小兵"),
    ]


def test_an_enterprise_is_not_swollen_by_everyone_who_works_there(store):
    fill(store, LABELS, OFFICIAL)
    assert [link.relation for link in card_of(store, "云岭针织公司").links] == ["located_in"]


def test_a_passage_knows_what_it_names(store):
    document, _ = LIVE_WIRES
    fill(store, LIVE_WIRES)
    [card] = CardMaker(store).passages([f"{document.id}-0"]).values()
    assert card.text == "长湖供电公司带电作业班由班长丁凡带领，研制了绝缘子带电清扫机。"
    assert card.entities == tuple(
        sorted(id_of(store, n) for n in ("长湖供电公司", "带电作业班", "丁凡", "绝缘子带电清扫机"))
    )
    assert card.years == (2020,)
    assert card.organizations == ("长湖供电公司",)
    assert card.industries == ("电力、热力生产和供应业",)


def test_what_is_gone_has_no_card(store):
    assert CardMaker(store).entities(["person-000000000000"]) == {"person-000000000000": None}
    assert CardMaker(store).passages(["nothing-0"]) == {"nothing-0": None}


def test_texts_are_bounded():
    card = Card("achievement-1", "Achievement", "名称", ("别名",), text="字" * TEXT_LIMIT)
    assert len(card.embedded) == EMBEDDED_LIMIT
    assert card.embedded.startswith("名称。别名。字")


def test_an_achievements_parts_are_its_name_with_each_sentence_about_it(store):
    fill(store, LABELS, OFFICIAL)
    card = card_of(store, "无痕水洗标印制工艺")
    told = [*card.context.splitlines(), *card.text.splitlines()]
    assert set(card.parts) == {f"{card.name}。{line.rstrip('。')}" for line in told}
    assert card_of(store, "周小禾").parts == ()
