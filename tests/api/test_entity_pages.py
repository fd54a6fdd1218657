"""The pages of things: a lasting readable address, facts with years, regions, honours, and what machines read."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.addresses import entity_path
from api.library import Library
from kg import EntityRecord
from tests.api.conftest import ClientOf  # type: ignore[import-not-found]
from tests.kg.articles import article, said  # type: ignore[import-not-found]

HTML_LIMIT = 60_000
WORKERS = 400

SAID = (
    said("王大力在河州公司工作。", works_at=("王大力", "河州公司"), located_in=("河州公司", "临山市")),
    said("王大力工作室设在河州公司。", hosted_by=("王大力工作室", "河州公司"), leads=("王大力", "王大力工作室")),
    said("2012年王大力研制</script>吹扫装置。", developed=("王大力", "</script>吹扫装置")),
    said("河州公司研制测温装置。", developed=("河州公司", "测温装置")),
    said("王大力荣获全国五一劳动奖章。", received=("王大力", "全国五一劳动奖章"), attrs={"year": "2019"}),
    said("李小明荣获全国五一劳动奖章。", received=("李小明", "全国五一劳动奖章"), attrs={"year": "2022"}),
    said("2020年河州公司获专利12项。", measures=[("河州公司", "patents", 12, "项", "2020年")]),
)
OTHER = (said("2020年河州公司获专利15项。", measures=[("河州公司", "patents", 15, "项", "2020年")]),)
NAMES = tuple(f"王{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(WORKERS))
MANY = tuple(said(f"{name}在河州公司工作。", works_at=(name, "河州公司")) for name in NAMES)


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory, client_of: ClientOf) -> Iterator[TestClient]:
    """A client over a library whose facts stand above."""
    folder: Path = tmp_path_factory.mktemp("things")
    with Library.open(folder, create=True) as library:
        for id_, sentences in (("a", SAID), ("b", OTHER), ("c", MANY)):
            library.store.add(*article(id_, *sentences))
    with client_of(folder) as client:
        yield client


def address(client: TestClient, name: str) -> str:
    found = client.get("/api/v1/entities", params={"name": name}).json()["items"][0]
    return entity_path(found["id"], found["name"])


def shown(client: TestClient, name: str, **query: str) -> str:
    answer = client.get(address(client, name), params=query)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) <= HTML_LIMIT
    return answer.text


def machine(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])  # type: ignore[index]
    return found


def test_every_old_address_leads_to_the_readable_one(things: TestClient) -> None:
    path = address(things, "王大力")
    code = path.split("/")[2].split("-")[0]
    assert path == f"/person/{code}-王大力"
    for other in (f"/entities/person-{code}", f"/person/{code}", f"/person/{code}-别的名字"):
        answer = things.get(other, params={"list": "mentions"}, follow_redirects=False)
        assert answer.status_code == 307
        assert answer.headers["location"].startswith(f"/person/{code}-%E7%8E%8B")
        assert answer.headers["location"].endswith("?list=mentions")
    assert things.get("/person/000-王大力").status_code == 404


def test_names_in_addresses_cannot_break_out() -> None:
    entity = EntityRecord("award-1f", None, "“A/B?”#<奖 章>%&")  # type: ignore[arg-type]
    assert entity_path(entity.id, entity.name) == "/award/1f-“A-B-”-奖-章"


def test_a_person_is_told_in_sections_with_years(things: TestClient) -> None:
    text = shown(things, "王大力")
    headings = re.findall(r"<h2>(\S+)", text)
    assert headings[:3] == ["身份与归属", "成果", "荣誉"]
    years = text.split('class="timeline"')[1].split("</ol>")[0]
    assert re.findall(r"(\d{4})年</h3>", years) == ["2012", "2019"]
    assert 'href="/documents/a?start=' in years


def test_an_honour_lists_who_bears_it_the_latest_first(things: TestClient) -> None:
    text = shown(things, "全国五一劳动奖章")
    rows = re.findall(r'<td class="when"[^>]*>(\d+)</td>.*?</span>([^<]+)</a>', text)
    assert rows == [("2022", "李小明"), ("2019", "王大力")]


def test_a_region_lists_what_is_there_with_the_way_to_it(things: TestClient) -> None:
    text = shown(things, "临山市")
    for heading, name in (("创新工作室", "王大力工作室"), ("单位", "河州公司"), ("成果", "测温装置")):
        assert name in text.split(f"当地的{heading}")[1].split("</section>")[0]
    assert "河州公司</a>的完成的成果" in text


def test_figures_that_disagree_stand_side_by_side(things: TestClient) -> None:
    versions = shown(things, "河州公司").split('class="versions"')[1].split("</ul>")[0]
    assert re.findall(r"<strong>(\S+)</strong>", versions) == ["12项", "15项"]


def test_machines_read_the_thing_in_the_words_of_schema_org(things: TestClient) -> None:
    person = machine(shown(things, "王大力"))
    assert (person["@type"], person["name"]) == ("Person", "王大力")
    assert person["award"] == ["全国五一劳动奖章"]
    [employer] = person["worksFor"]  # type: ignore[misc]
    assert (employer["@type"], employer["name"]) == ("Organization", "河州公司")  # type: ignore[index]
    text = shown(things, "吹扫装置")
    assert machine(text)["@type"] == "CreativeWork"
    assert machine(text)["creator"][0]["name"] == "王大力"  # type: ignore[index]
    assert '<meta property="og:title" content="&lt;/script&gt;吹扫装置">' in text
    assert "</script>吹扫" not in text


def test_long_groups_have_lists_of_their_own(things: TestClient) -> None:
    text = shown(things, "河州公司")
    assert f"看全部{WORKERS + 1}条" in text
    first = shown(things, "河州公司", list="works_at-backward")
    second = shown(things, "河州公司", list="works_at-backward", page="2")
    names = [re.findall(r'class="what"><a [^>]+>([^<]+)', page) for page in (first, second)]
    assert len(set(names[0]) | set(names[1])) == 40
    assert 'rel="next"' in first and 'rel="prev"' in second
    assert things.get(address(things, "河州公司"), params={"list": "nothing"}).status_code == 404
