import pytest

from corpus.errors import NotFound
from ingest.facts import EntityType, RelationType
from kg import GraphView, LineageNode, Scope
from tests.kg.articles import article, said


@pytest.fixture
def view(store):
    """潘从明 and 李营 meet over a technology (2 steps) and over their employers' union (4), not over the province."""
    store.add(
        *article(
            "a",
            said("潘从明在金川公司工作。", works_at=("潘从明", "金川公司")),
            said("金川公司在甘肃省。", located_in=("金川公司", "甘肃省")),
            said("潘从明研制萃取技术。", developed=("潘从明", "萃取技术")),
            said("潘从明领导金川公司的贵金属班。", leads=("潘从明", "贵金属班"), hosted_by=("贵金属班", "金川公司")),
        )
    )
    store.add(
        *article(
            "b",
            said("李营在白银公司工作。", works_at=("李营", "白银公司")),
            said("白银公司在甘肃省。", located_in=("白银公司", "甘肃省")),
            said("李营也研制萃取技术。", developed=("李营", "萃取技术")),
            said("有色集团下属金川公司、白银公司。", part_of=[("金川公司", "有色集团"), ("白银公司", "有色集团")]),
        )
    )
    return GraphView.of(store)


def steps(path):
    return [(r.head.name, r.type.value, r.tail.name) for r in path]


def test_paths_are_the_shortest_ones_with_their_sentences(store, view, only):
    first, second = view.paths(only(store, "潘从明").id, only(store, "李营").id, k=5, cutoff=4)
    assert steps(first) == [("潘从明", "developed", "萃取技术"), ("李营", "developed", "萃取技术")]
    assert [r.evidence[0].text for r in first] == ["潘从明研制萃取技术。", "李营也研制萃取技术。"]
    assert steps(second) == [
        ("潘从明", "works_at", "金川公司"),
        ("金川公司", "part_of", "有色集团"),
        ("白银公司", "part_of", "有色集团"),
        ("李营", "works_at", "白银公司"),
    ]
    assert len(view.paths(only(store, "潘从明").id, only(store, "李营").id, k=1, cutoff=9)) == 1
    assert len(view.paths(only(store, "潘从明").id, only(store, "李营").id, k=9, cutoff=3)) == 1


def test_a_place_may_end_a_path_but_not_carry_it(store, view, only):
    place = only(store, "甘肃省").id
    (path, *_) = view.paths(only(store, "潘从明").id, place, k=1, cutoff=4)
    assert steps(path) == [("潘从明", "works_at", "金川公司"), ("金川公司", "located_in", "甘肃省")]
    over = view.paths(only(store, "金川公司").id, only(store, "白银公司").id, k=9, cutoff=9)
    assert all("甘肃省" not in {r.tail.name for r in path} for path in over)


def test_no_path_is_an_empty_answer(store, view, only):
    store.add(*article("c", said("王亮在大连工会工作。", works_at=("王亮", "大连工会"))))
    new = GraphView.of(store)
    assert new.paths(only(store, "王亮").id, only(store, "李营").id, k=3, cutoff=9) == ()
    assert new.paths(only(store, "王亮").id, only(store, "王亮").id, k=3, cutoff=9) == ()
    assert view.generation < new.generation == store.generation()
    with pytest.raises(NotFound, match="没有编号为“x”"):
        view.paths("x", only(store, "李营").id, k=3, cutoff=9)
    with pytest.raises(NotFound):
        view.neighbours(only(store, "王亮").id, 5)


def test_neighbours_come_from_both_directions_with_evidence(store, view, only):
    around = view.neighbours(only(store, "金川公司").id, 10)
    assert {(r.head.name, r.type.value, r.tail.name) for r in around} == {
        ("潘从明", "works_at", "金川公司"),
        ("金川公司", "located_in", "甘肃省"),
        ("金川公司", "part_of", "有色集团"),
        ("贵金属班", "hosted_by", "金川公司"),
    }
    assert all(r.evidence for r in around)
    assert len(view.neighbours(only(store, "金川公司").id, 2)) == 2


def test_an_edge_that_was_removed_since_is_left_out(store, view, only):
    start, end = only(store, "金川公司").id, only(store, "有色集团").id
    store.remove("b")
    assert view.paths(start, end, k=1, cutoff=2) == ()
    assert {r.type for r in view.neighbours(start, 10)} == {
        RelationType.WORKS_AT,
        RelationType.LOCATED_IN,
        RelationType.HOSTED_BY,
    }


def tree(nodes: tuple[LineageNode, ...], side: str) -> dict:
    return {node.entity.name: tree(getattr(node, side), side) for node in nodes}


def test_lineage_tells_masters_and_apprentices_over_generations(store, only):
    pairs = [("王师", "张匠"), ("李师", "张匠"), ("张匠", "赵徒"), ("张匠", "孙徒"), ("赵徒", "周徒"), ("祖师", "王师")]
    store.add(*article("a", *(said(f"{m}带徒弟{a}。", mentors=(m, a)) for m, a in pairs)))
    lineage = GraphView.of(store).lineage(only(store, "张匠").id)
    assert lineage.root.name == "张匠"
    assert tree(lineage.mentors, "mentors") == {"李师": {}, "王师": {"祖师": {}}}
    assert tree(lineage.apprentices, "apprentices") == {"孙徒": {}, "赵徒": {"周徒": {}}}
    by_name = {node.entity.name: node for node in lineage.apprentices}
    assert [e.text for e in by_name["赵徒"].evidence] == ["张匠带徒弟赵徒。"]


def test_circles_and_shared_masters_end(store, only):
    pairs = [("甲", "乙"), ("甲", "丙"), ("乙", "丁"), ("丙", "丁"), ("丁", "戊"), ("戊", "乙"), ("丁", "甲")]
    store.add(*article("a", *(said(f"{m}带徒弟{a}。", mentors=(m, a)) for m, a in pairs)))
    lineage = GraphView.of(store).lineage(only(store, "甲").id)
    assert tree(lineage.apprentices, "apprentices") == {"丙": {"丁": {"戊": {"乙": {}}}}, "乙": {"丁": {}}}
    assert list(tree(lineage.mentors, "mentors")) == ["丁"]


def test_a_long_line_of_masters_needs_no_deep_stack(store, only):
    pairs = [(f"师{n}", f"师{n + 1}") for n in range(1200)]
    store.add(*article("a", said("代代相传。", mentors=pairs)))
    node = GraphView.of(store).lineage(only(store, "师0").id).apprentices[0]
    depth = 1
    while node.apprentices:
        (node,) = node.apprentices
        depth += 1
    assert depth == 1200


def test_who_neither_taught_nor_learned_has_an_empty_lineage(store, view, only):
    lineage = view.lineage(only(store, "潘从明").id)
    assert (lineage.mentors, lineage.apprentices) == ((), ())


def test_standings_count_apprentices_and_generations_and_circles_end(store):
    pairs = [("祖师", "王师"), ("王师", "张匠"), ("李师", "张匠"), ("张匠", "王师"), ("李师", "赵徒"), ("李师", "孙徒")]
    store.add(*article("a", *(said(f"{m}带徒弟{a}。", mentors=(m, a)) for m, a in pairs)))
    found = {
        s.person.name: (s.mentors, s.apprentices, s.generations, s.successors) for s in GraphView.of(store).standings()
    }
    assert found == {
        "祖师": (0, 1, 2, 2),
        "李师": (0, 3, 2, 4),
        "王师": (2, 1, 1, 1),
        "张匠": (2, 1, 1, 1),
        "赵徒": (1, 0, 0, 0),
        "孙徒": (1, 0, 0, 0),
    }
    assert [s.person.name for s in GraphView.of(store).standings()][:2] == ["李师", "祖师"]


def names(around):
    return [entity.name for entity in around.entities]


def test_a_neighbourhood_grows_by_depth_and_by_what_is_opened(store, view, only):
    union, plant = only(store, "潘从明"), only(store, "金川公司")
    near = view.neighbourhood(union.id, Scope())
    assert set(names(near)) == {"潘从明", "金川公司", "萃取技术", "贵金属班"} and names(near)[0] == "潘从明"
    assert ("贵金属班", "hosted_by", "金川公司") in steps(near.relations)
    assert {e.name: near.left_out[e.id] for e in near.entities if near.left_out[e.id]} == {"金川公司": 2, "萃取技术": 1}
    assert near.total_left_out == 3 and not near.full
    opened = view.neighbourhood(union.id, Scope(opened=frozenset({plant.id})))
    assert set(names(opened)) == {*names(near), "甘肃省", "有色集团"}
    assert set(names(view.neighbourhood(union.id, Scope(depth=2)))) == {*names(opened), "李营"}


def test_a_neighbourhood_is_filtered_and_bounded(store, view, only):
    plant = only(store, "金川公司").id
    people = view.neighbourhood(plant, Scope(depth=3, types=frozenset({EntityType.PERSON})))
    assert names(people) == ["金川公司", "潘从明"] and people.total_left_out == 0
    where = view.neighbourhood(plant, Scope(relations=frozenset({RelationType.LOCATED_IN})))
    assert names(where) == ["金川公司", "甘肃省"]
    few = view.neighbourhood(plant, Scope(depth=3, limit=3))
    assert len(few.entities) == 3 and few.full
    assert few.total_left_out > 0
    with pytest.raises(NotFound):
        view.neighbourhood("x", Scope())


def test_one_goes_on_through_few_neighbours_of_what_was_not_asked_for(store, only):
    pairs = [(f"工{n}", "大厂") for n in range(100)]
    store.add(*article("a", said("大厂的职工。", works_at=pairs), said("工0有徒弟工1。", mentors=("工0", "工1"))))
    view = GraphView.of(store)
    around = view.neighbourhood(only(store, "工0").id, Scope(depth=2))
    assert len(around.entities) == 63 and around.total_left_out == 38 and not around.full
    plant = only(store, "大厂").id
    assert len(view.neighbourhood(plant, Scope()).entities) == 101
    assert len(view.neighbourhood(only(store, "工0").id, Scope(opened=frozenset({plant}))).entities) == 101


def test_surroundings_join_the_neighbours_too(store, view, only):
    found = view.surroundings(only(store, "潘从明").id, limit=9)
    assert ("潘从明", "works_at", "金川公司") in steps(found)
    assert steps(found)[-1] == ("贵金属班", "hosted_by", "金川公司")
    assert not any("白银公司" in step for step in steps(found))
    assert len(view.surroundings(only(store, "潘从明").id, limit=1)) == 1


def test_local_is_what_stands_there_what_it_hosts_and_what_it_made(store, only):
    store.add(
        *article(
            "a",
            said("临山公司在甘肃省。", located_in=("临山公司", "甘肃省")),
            said("王大力工作室设在临山公司。", hosted_by=("王大力工作室", "临山公司")),
            said("王大力工作室研制吹扫装置。", developed=("王大力工作室", "吹扫装置")),
            said(
                "临山公司用上了青川公司的测温装置。",
                applied_at=("测温装置", "临山公司"),
                developed=("青川公司", "测温装置"),
            ),
        )
    )
    found = GraphView.of(store).local(only(store, "甘肃省").id)
    assert steps(found) == [
        ("临山公司", "located_in", "甘肃省"),
        ("王大力工作室", "hosted_by", "临山公司"),
        ("测温装置", "applied_at", "临山公司"),
        ("王大力工作室", "developed", "吹扫装置"),
    ]
    assert found[1].evidence[0].text == "王大力工作室设在临山公司。"
