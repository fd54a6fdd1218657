"""The pages of the site that every check visits, over the bundled library.

A page added here is opened on a desktop and a phone, in the dark and without JavaScript, and is photographed.
"""

from collections.abc import Callable
from urllib.parse import quote

import httpx2


class Finder:
    """Looks up ids by the interface of a running server."""

    def __init__(self, address: str) -> None:
        self.address = address

    def entity(self, name: str, type: str) -> str:
        """The id of the entity with this name."""
        found = self._json("/api/v1/entities", name=name, type=type)["items"]
        return str(found[0]["id"])

    def evidence(self, q: str, type: str = "Achievement") -> str:
        """The address of the document's page with the best sentence marked."""
        evidence = self._json("/api/v1/search", q=q, type=type)["hits"][0]["evidence"][0]
        return f"/documents/{evidence['document']}?start={evidence['start']}&end={evidence['end']}#evidence"

    def chosen(self, path: str, q: str) -> str:
        """The address of a page about the first two experts for a problem."""
        experts = self._json("/api/v1/experts", q=q)["experts"]
        return f"{path}?q={quote(q)}" + "".join(f"&id={expert['id']}" for expert in experts[:2])

    def _json(self, path: str, **parameters: str) -> dict[str, list[dict[str, list[dict[str, object]]]]]:
        answer = httpx2.get(f"{self.address}{path}", params=parameters, timeout=30)
        answer.raise_for_status()
        found: dict[str, list[dict[str, list[dict[str, object]]]]] = answer.json()
        return found


def _at(path: str, **parameters: str) -> Callable[[Finder], str]:
    query = "&".join(f"{name}={quote(value)}" for name, value in parameters.items())
    return lambda _: f"{path}?{query}" if query else path


PAGES: dict[str, Callable[[Finder], str]] = {
    "home": _at("/"),
    "search": _at("/search", q="薄规格钢板成材率低"),
    "search-filtered": _at("/search", q="钢板缺陷", industry="黑色金属冶炼和压延加工业"),
    "search-passages": _at("/search", q="师徒", type="Passage"),
    "search-empty": _at("/search", q="qwxz"),
    "search-box": _at("/search"),
    "similar": lambda find: f"/entities/{find.entity('无极绳防掉道装置', 'Achievement')}/similar",
    "experts": _at("/experts", q="钢板表面有花斑"),
    "experts-box": _at("/experts"),
    "experts-none": _at("/experts", q="做蛋糕时塌陷"),
    "experts-compare": lambda find: find.chosen("/experts/compare", "从镍阳极泥里提铂钯"),
    "experts-sheet": lambda find: find.chosen("/experts/sheet", "从镍阳极泥里提铂钯"),
    "ask": _at("/ask", q="马志刚的徒弟是谁"),
    "ask-nearest": _at("/ask", q="孙健手把手教出来的人有谁"),
    "ask-untold": _at("/ask", q="马志刚的师傅是谁"),
    "ask-unknown": _at("/ask", q="今天天气怎么样"),
    "ask-box": _at("/ask"),
    "person": lambda find: f"/entities/{find.entity('孙健', 'Person')}",
    "studio": lambda find: f"/entities/{find.entity('周亚平劳模工作室', 'Studio')}",
    "achievement": lambda find: f"/entities/{find.entity('无极绳防掉道装置', 'Achievement')}",
    "enterprise": lambda find: f"/entities/{find.entity('锦州天晟重工有限公司', 'Organization')}",
    "region": lambda find: f"/entities/{find.entity('锦州市', 'Place')}",
    "honour": lambda find: f"/entities/{find.entity('全国五一劳动奖章', 'Award')}",
    "facts": lambda find: f"/entities/{find.entity('锦州市', 'Place')}?list=mentions&page=2",
    "lineage": lambda find: f"/lineage/{find.entity('孙健', 'Person')}",
    "lineages": _at("/lineage"),
    "pair": _at("/lineage/pair", master="孙健", apprentice="王明帅"),
    "paths": _at("/paths", **{"from": "孙健", "to": "王明帅"}),
    "graph": lambda find: f"/graph?id={find.entity('孙健', 'Person')}&depth=2",
    "graph-box": _at("/graph"),
    "dashboard": _at("/dashboard"),
    "dashboard-benefits": _at("/dashboard", topic="benefits"),
    "dashboard-list": _at("/dashboard/list", topic="honours", level="国家级"),
    "documents": _at("/documents"),
    "document": lambda find: find.evidence("薄规格钢板成材率低"),
    "document-repaired": lambda find: find.evidence("办了350余次培训班", type="Passage"),
    "statistics": _at("/statistics"),
    "interface": _at("/docs"),
}

FAILED = {"missing": _at("/entities/person-000000000000"), "no-such-page": _at("/nowhere")}
"""Pages that tell of an error."""
