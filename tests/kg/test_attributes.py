"""An honour's level, kind, grade and rank are one document's, the commonest, and never put together of several."""

from tests.kg.articles import article, said

PROVINCE = {"level": "省", "kind": "劳模", "rank": "380"}
CITY = {"level": "市", "kind": "劳模", "rank": "280"}
UNTOLD = {"kind": "劳模", "rank": "080"}


def add(store, id_: str, attrs: dict[str, str]) -> None:
    store.add(*article(id_, said("张伟获东山劳模奖。", names=["东山劳模奖"]), attrs={"东山劳模奖": attrs}))


def test_what_most_documents_tell_is_told_whole(store, only):
    add(store, "a", PROVINCE | {"year": "2020"})
    assert only(store, "东山劳模奖").attrs == PROVINCE | {"year": "2020"}
    add(store, "b", CITY | {"rank": "281"})
    add(store, "c", CITY | {"rank": "282"})
    assert only(store, "东山劳模奖").attrs in (PROVINCE | {"year": "2020"}, CITY | {"rank": "281", "year": "2020"})
    add(store, "d", CITY | {"rank": "282"})
    assert only(store, "东山劳模奖").attrs == CITY | {"rank": "282", "year": "2020"}
    store.remove("d")
    store.remove("c")
    store.remove("b")
    assert only(store, "东山劳模奖").attrs == PROVINCE | {"year": "2020"}


def test_one_that_tells_the_level_goes_before_many_that_do_not(store, only):
    for id_ in "abc":
        add(store, id_, UNTOLD)
    add(store, "d", PROVINCE)
    assert only(store, "东山劳模奖").attrs == PROVINCE
