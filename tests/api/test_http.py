"""Every call of /api/v1, asked once of the tiny library; every answer is held against its shape."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import document_schema, expert_schema, schema


def get(client: TestClient, path: str, shape: type[schema.Shape], **parameters: object) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    shape.model_validate_json(answer.content)
    body: dict[str, Any] = answer.json()
    return body


def id_of(client: TestClient, name: str, type: str) -> str:
    items = get(client, "entities", schema.EntitiesReply, name=name, type=type)["items"]
    assert items[0]["name"] == name
    return str(items[0]["id"])


def test_search_finds_the_achievement_by_the_problem_and_shows_the_sentence(client: TestClient) -> None:
    body = get(client, "search", schema.SearchReply, q="井下皮带总是跑偏怎么办", k=3)
    best = body["hits"][0]
    assert (best["name"], best["type"]) == ("皮带机自动纠偏装置", "Achievement")
    evidence = best["evidence"][0]
    assert "解决了井下皮带跑偏撕裂的难题" in evidence["text"]
    text = get(client, f"documents/{evidence['document']}", document_schema.DocumentReply)["text"]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert set(body["facets"]) == {
        "region",
        "industry",
        "year",
        "organization",
        "honour",
        "honour_level",
        "honour_kind",
    }


def test_search_for_other_types(client: TestClient) -> None:
    studios = get(client, "search", schema.SearchReply, q="赵德海", type="Studio")
    assert [h["name"] for h in studios["hits"]] == ["赵德海劳模创新工作室"]
    passages = get(client, "search", schema.SearchReply, q="停电清扫", type="Passage")
    assert "带电清扫机器人" in passages["hits"][0]["evidence"][0]["text"]


def test_search_filters_by_year(client: TestClient) -> None:
    hits = get(client, "search", schema.SearchReply, q="快速装置", year=2023)["hits"]
    assert [h["name"] for h in hits] == ["连铸结晶器快速对中装置"]


def test_search_filters_by_organization_and_the_count_is_what_stays(client: TestClient) -> None:
    counts = get(client, "search", schema.SearchReply, q="装置")["facets"]["organization"]
    assert counts["河州钢铁公司"] == 1
    for name, count in counts.items():
        assert len(get(client, "search", schema.SearchReply, q="装置", organization=name)["hits"]) == count
    assert get(client, "search", schema.SearchReply, q="装置", organization="河州钢铁公司", year=2019)["hits"] == []


def test_experts(client: TestClient) -> None:
    best = get(client, "experts", expert_schema.ExpertsReply, q="更换结晶器太慢")["experts"][0]
    assert (best["name"], best["employer"]) == ("赵德海", "河州钢铁公司")
    assert best["honours"] == ["2023年全国五一劳动奖章"]
    assert best["evidence"]
    assert 0 < best["fit"] <= 1
    path = best["paths"][0]
    assert path["nodes"][0] == {"type": "Problem", "name": "更换结晶器太慢"}
    assert path["nodes"][-1]["id"] == best["id"]
    assert len(path["relations"]) == len(path["nodes"]) - 1
    assert best["load"]["total"] == len(best["load"]["enterprises"]) + len(best["load"]["apprentices"]) == 1


def test_experts_are_filtered(client: TestClient) -> None:
    def names(**filters: object) -> list[str]:
        found = get(client, "experts", expert_schema.ExpertsReply, q="更换结晶器太慢", **filters)
        return [expert["name"] for expert in found["experts"]]

    assert "赵德海" in names(near="河州")
    assert "赵德海" not in names(max_load=0)
    assert "赵德海" not in names(industry="纺织")
    assert names(honour="国际级") == []


def test_a_team(client: TestClient) -> None:
    team = get(client, "experts/team", expert_schema.TeamReply, q="更换结晶器太慢", size=2)["team"]
    assert team["members"][0]["adds"]["words"]
    assert "结晶器" in team["covered"]
    assert client.get("/api/v1/experts/team", params={"q": "结晶器", "size": 9}).status_code == 422


def test_entity_by_name_and_its_relations(client: TestClient) -> None:
    id = id_of(client, "赵德海", "Person")
    assert id.startswith("person-")
    entity = get(client, f"entities/{id}", schema.EntityReply)
    assert (entity["type"], entity["name"]) == ("Person", "赵德海")
    assert len(entity["mentions"]) == 4
    relations = get(client, f"entities/{id}/relations", schema.RelationsReply)["relations"]
    told = {(r["type"], r["head"]["name"], r["tail"]["name"]) for r in relations}
    assert ("works_at", "赵德海", "河州钢铁公司") in told
    assert ("developed", "赵德海", "连铸结晶器快速对中装置") in told
    assert ("mentors", "赵德海", "孙立新") in told
    assert all(r["evidence"] for r in relations)
    only = get(client, f"entities/{id}/relations", schema.RelationsReply, type="mentors")["relations"]
    assert [(r["head"]["name"], r["tail"]["name"]) for r in only] == [("赵德海", "孙立新")]


def test_entity_figures(client: TestClient) -> None:
    studio = get(client, f"entities/{id_of(client, '赵德海劳模创新工作室', 'Studio')}", schema.EntityReply)
    assert [(m["measure"], m["value"], m["unit"]) for m in studio["measures"]] == [("patents", 12.0, "项")]


def test_similar(client: TestClient) -> None:
    id = id_of(client, "皮带机自动纠偏装置", "Achievement")
    hits = get(client, f"entities/{id}/similar", schema.SearchReply, k=5)["hits"]
    assert id not in [h["id"] for h in hits]
    assert {h["type"] for h in hits} <= {"Achievement"}


@pytest.mark.parametrize("by_name", [True, False])
def test_lineage_over_two_generations(client: TestClient, by_name: bool) -> None:
    whom = "赵德海" if by_name else id_of(client, "赵德海", "Person")
    tree = get(client, f"lineage/{whom}", schema.LineageReply)
    assert tree["root"]["name"] == "赵德海"
    assert tree["mentors"] == []
    [apprentice] = tree["apprentices"]
    assert apprentice["name"] == "孙立新"
    assert "赵德海的徒弟孙立新" in apprentice["evidence"][0]["text"]
    assert [a["name"] for a in apprentice["apprentices"]] == ["周小雨"]
    above = get(client, "lineage/周小雨", schema.LineageReply)["mentors"]
    assert above[0]["name"] == "孙立新"
    assert above[0]["mentors"][0]["name"] == "赵德海"


def test_paths_explain_how_two_people_hang_together(client: TestClient) -> None:
    ends = {"from": id_of(client, "赵德海", "Person"), "to": id_of(client, "周小雨", "Person")}
    body = get(client, "paths", schema.PathsReply, **ends)
    assert (body["from"]["name"], body["to"]["name"]) == ("赵德海", "周小雨")
    steps = [(r["head"]["name"], r["type"], r["tail"]["name"]) for r in body["paths"][0]["relations"]]
    assert steps == [("赵德海", "mentors", "孙立新"), ("孙立新", "mentors", "周小雨")]


def test_ask_answers_and_says_what_the_library_does_not_tell(client: TestClient) -> None:
    body = get(client, "ask", schema.AskReply, q="赵德海的徒弟是谁？")
    assert [a["name"] for a in body["answers"]] == ["孙立新"]
    unknown = get(client, "ask", schema.AskReply, q="欧阳无名的徒弟是谁？")
    assert unknown["answers"] == []
    assert unknown["message"]


def test_statistics_with_time_and_paging(client: TestClient) -> None:
    body = get(client, "statistics", schema.StatisticsReply, measure="patents")
    [figure] = body["figures"]
    assert (figure["subject"]["name"], figure["value"], figure["as_of"]) == ("赵德海劳模创新工作室", 12.0, "2024")
    assert figure["conflict"] is False
    first = get(client, "statistics", schema.StatisticsReply, limit=1)
    second = get(client, "statistics", schema.StatisticsReply, limit=1, cursor=first["cursor"])
    assert first["figures"][0]["id"] != second["figures"][0]["id"]
    assert client.get("/api/v1/statistics", params={"cursor": "gone"}).status_code == 400


def test_documents_are_listed_page_by_page(client: TestClient) -> None:
    first = get(client, "documents", document_schema.DocumentsReply, limit=2)
    rest = get(client, "documents", document_schema.DocumentsReply, limit=2, cursor=first["cursor"])
    names = [d["name"] for d in first["items"] + rest["items"]]
    assert sorted(names) == ["煤矿.txt", "网页.txt", "钢铁.txt"]
    assert "cursor" not in rest


def test_document_with_its_facts(client: TestClient) -> None:
    items = get(client, "documents", document_schema.DocumentsReply)["items"]
    [coal] = [d for d in items if d["name"] == "煤矿.txt"]
    document = get(client, f"documents/{coal['id']}", document_schema.DocumentReply)
    assert document["title"] == "井下小改革解决大问题"
    assert ("developed", "钱大勇", "皮带机自动纠偏装置") in {
        (r["type"], r["head"]["name"], r["tail"]["name"]) for r in document["relations"]
    }
    assert [m["value"] for m in document["measures"]] == [460000.0]


def test_the_description_covers_every_call(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    v1 = "/api/v1/"
    assert {p.removeprefix(v1) for p in paths if p.startswith(v1)} == {
        "search",
        "suggest",
        "experts",
        "experts/team",
        "entities",
        "entities/{id}",
        "entities/{id}/relations",
        "entities/{id}/similar",
        "lineage/{id}",
        "paths",
        "graph",
        "ask",
        "statistics",
        "documents",
        "documents/{id}",
        "jobs/{id}",
        "entities/{id}/identity",
        "review",
        "decisions",
        "decisions/{id}",
    }
    assert {"/healthz", "/readyz", "/metrics"} <= set(paths)
