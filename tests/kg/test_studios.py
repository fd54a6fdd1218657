"""Studios that are called after a person: the same under several names, and not another person's of the same name."""

import pytest

from tests.kg.articles import article, said

WORKS = "东山钢铁公司"


def led(id_, studio, host=WORKS, leader="张伟", *more):
    hosted = {"hosted_by": (studio, host)} if host else {}
    return article(id_, said(f"{host or ''}{studio}由{leader}领衔。", leads=(leader, studio), **hosted), *more)


def studios(store):
    return sorted(
        sorted({d.document for d in store.decisions(e.id)}) for e in store.all_entities() if e.type == "Studio"
    )


@pytest.mark.parametrize(
    "variant",
    [
        "张伟创新工作室",
        "张伟工作室",
        "张伟劳模和工匠人才创新工作室",
        "“张伟”技能大师工作室",
        "东山钢铁公司张伟劳模创新工作室",
    ],
)
def test_a_studio_has_many_names_at_one_host(store, variant):
    store.add(*led("a", "张伟劳模创新工作室"))
    store.add(*led("b", variant))
    assert studios(store) == [["a", "b"]]


def test_the_reason_is_told(store):
    store.add(*led("a", "张伟劳模创新工作室"))
    store.add(*led("b", "张伟创新工作室"))
    (studio,) = [e for e in store.all_entities() if e.type == "Studio"]
    assert {d.reason for d in store.decisions(studio.id)} == {f"同名，且单位同为“{WORKS}”"}


def test_studios_of_namesakes_are_apart_and_do_not_make_them_one(store):
    store.add(*led("a", "张伟创新工作室"))
    store.add(*led("b", "张伟创新工作室", "西河电厂"))
    assert studios(store) == [["a"], ["b"]]
    assert len(store.named("张伟")) == 2


def test_a_studio_without_a_host_is_the_only_one_known_unless_there_are_two(store):
    store.add(*led("a", "张伟创新工作室"))
    store.add(*led("b", "张伟工作室", None))
    assert studios(store) == [["a", "b"]]
    store.add(*led("c", "张伟创新工作室", "西河电厂"))
    assert studios(store) == [["a"], ["b"], ["c"]]
    store.remove("c")
    assert studios(store) == [["a", "b"]]


def test_what_proves_the_leader_proves_the_studio(store):
    made = said("张伟研制浸出萃取技术。", developed=("张伟", "浸出萃取技术"))
    store.add(*led("a", "张伟创新工作室", WORKS, "张伟", made))
    store.add(*led("b", "张伟创新工作室", "西河电厂"))
    store.add(*led("c", "张伟工作室", None, "张伟", made))
    assert studios(store) == [["a", "c"], ["b"]]


def test_members_of_one_studio_are_one_under_any_of_its_names(store, only):
    store.add(*article("a", said("李营是张伟劳模创新工作室成员。", member_of=("李营", "张伟劳模创新工作室"))))
    store.add(*article("b", said("李营是张伟创新工作室成员。", member_of=("李营", "张伟创新工作室"))))
    assert {d.reason for d in store.decisions(only(store, "李营").id)} == {"同名，且工作室或班组同为“张伟”"}
