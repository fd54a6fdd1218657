"""What a sentence says was renamed is one thing across documents, under its present name, with the sentence as why."""

from dataclasses import replace

from ingest.facts import Evidence, FormerName
from tests.kg.articles import article, said
from tests.kg.test_persons import people, works

NEW, OLD = "宏远精机公司", "锦河第一机床厂"
SAID = f"{NEW}（原{OLD}）成立于1958年。"


def renamed(id_: str, text: str = SAID, new: str = NEW, old: str = OLD):
    document, found = article(id_, said(text, names=[new]), aliases={new: [old]})
    (unit,) = found.entities
    unit = replace(unit, formerly=(FormerName(old, _evidence(found)),))
    return document, replace(found, entities=(unit,))


def _evidence(found):
    return Evidence(found.passages[0].text, found.passages[0].spans)


def test_the_two_names_are_one_across_documents_and_the_sentence_tells_why(store, only):
    store.add(*works("a", "李伟", OLD))
    store.add(*works("b", "李伟", NEW))
    assert only(store, OLD) != only(store, NEW)
    store.add(*renamed("c"))
    unit = only(store, OLD)
    assert (unit.name, unit.aliases) == (NEW, (OLD,)), "the present name, though the other is longer"
    reasons = {d.name: d.reason for d in store.decisions(unit.id)}
    assert reasons == dict.fromkeys([NEW, OLD], f"资料说明原名“{OLD}”：“{SAID}”")
    assert people(store, "李伟") == [{"a", "b"}], "so it is one employer"
    store.remove("c")
    assert only(store, OLD) != only(store, NEW)
    assert people(store, "李伟") == [{"a"}, {"b"}]


def test_where_only_the_renaming_is_known_it_is_told_too(store, only):
    store.add(*renamed("c"))
    assert [d.reason for d in store.decisions(only(store, NEW).id)] == [f"资料说明原名“{OLD}”：“{SAID}”"]


def test_a_former_name_that_two_claim_is_in_doubt(store, only):
    store.add(*works("a", "李伟", OLD))
    store.add(*renamed("b"))
    store.add(*renamed("c", f"远大机床公司的前身是{OLD}。", "远大机床公司"))
    assert only(store, NEW) != only(store, "远大机床公司")
    assert len(store.doubts(10)) == 2
    assert all(OLD in doubt.speaks_for[0] for doubt in store.doubts(10))


def test_studios_with_a_name_of_their_own_are_renamed_likewise(store, only):
    store.add(*article("a", said("输变电运检创新工作室成立。", names=["输变电运检创新工作室"])))
    store.add(
        *renamed(
            "b",
            "绿色电网先锋创新工作室（原输变电运检创新工作室）成立。",
            "绿色电网先锋创新工作室",
            "输变电运检创新工作室",
        )
    )
    assert only(store, "输变电运检创新工作室").name == "绿色电网先锋创新工作室"
