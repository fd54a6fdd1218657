"""Where the links of all pages lead: there at once, not over another address."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from fastapi.testclient import TestClient

STARTS = (
    "/",
    "/search?q=装置",
    "/search?q=装置&type=Passage",
    "/search?q=赵德海&type=Person",
    "/experts?q=更换结晶器太慢",
    "/ask?q=赵德海的徒弟是谁",
    "/ask?q=赵德海都干过些什么",
    "/lineage",
    "/lineage/pair?master=赵德海&apprentice=孙立新",
    "/paths?from=赵德海&to=周小雨",
    "/paths?from=赵德海&to=没有这个人",
    "/graph?id=赵德海&depth=2",
    "/dashboard",
    "/documents",
    "/statistics",
)
EACH = 12
"""Addresses of one path that are visited: filters can be combined without end."""


class Links(HTMLParser):
    """Collects the addresses that can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)


def visited(client: TestClient, starts: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """What can be reached by clicking: the page that leads there, the address, and the status of the answer."""
    waiting = [(start, start) for start in starts]
    seen = set(starts)
    times: Counter[str] = Counter()
    while waiting:
        origin, address = waiting.pop(0)
        times[urlsplit(address).path] += 1
        if times[urlsplit(address).path] > EACH:
            continue
        answer = client.get(address, follow_redirects=False)
        yield origin, address, answer.status_code
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = Links()
            links.feed(answer.text)
            new = {urldefrag(link).url for link in links.found if link.startswith("/")} - seen
            seen |= new
            waiting += [(address, link) for link in sorted(new)]


def test_no_link_leads_over_another_address(client: TestClient) -> None:
    found = list(visited(client, STARTS))
    assert [one for one in found if one[2] != 200] == []
    addresses = [address for _, address, _ in found]
    kinds = {address.split("/")[1].split("?")[0] for address in addresses}
    assert {"person", "studio", "achievement", "organization", "award", "documents", "experts", "lineage"} <= kinds
    assert not any(address.startswith("/entities/") and not address.endswith("/similar") for address in addresses)
