"""A newspaper page with an article off the topic: it is shown with the reason, and not taken into the graph."""

from pathlib import Path

from fastapi.testclient import TestClient

from api import document_schema
from api.ingestion import ingest
from api.library import Library
from tests.api.conftest import ClientOf

PAGE = (
    "老师傅的新夹具\n\n"
    "本报讯（记者张某）河州钢铁公司高级技师赵德海研制的快速对中装置，每年为企业节约成本320万元。"
    "他还带出两名徒弟，在技能竞赛中获奖。\n\n"
    "银行总部开工\n\n"
    "据新华社某市12月28日电（记者李某）临海银行有限公司的总部在新区开工，总投资12亿元。\n"
)


def test_what_is_off_the_topic_is_shown_and_not_taken(tmp_path: Path, client_of: ClientOf) -> None:
    (tmp_path / "版面.txt").write_text(PAGE, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        [outcome] = ingest([tmp_path / "版面.txt"], library).outcomes
    client: TestClient
    with client_of(tmp_path / "library") as client:
        shown = client.get(f"/documents/{outcome.documents[0]}").text
        assert "这一版上的文章" in shown
        assert "读入资料库：谈到" in shown
        assert "没有读入资料库：全文没有与职工创新有关的词" in shown
        assert "临海银行" in shown
        answer = client.get(f"/api/v1/documents/{outcome.documents[0]}")
        document_schema.DocumentReply.model_validate_json(answer.content)
        text, articles = answer.json()["text"], answer.json()["articles"]
        assert [(a["title"], a["on_topic"]) for a in articles] == [("老师傅的新夹具", True), ("银行总部开工", False)]
        assert articles[1]["reason"] == "全文没有与职工创新有关的词"
        [part] = articles[1]["parts"]
        assert text[part["start"] : part["end"]].startswith("银行总部开工")
        items = client.get("/api/v1/entities").json()["items"]
        names = {item["name"] for item in items}
        assert "赵德海" in names
        assert not any("临海银行" in name for name in names)


def test_a_document_of_one_article_lists_none(client: TestClient) -> None:
    first = client.get("/api/v1/documents").json()["items"][0]
    assert "这一版上的文章" not in client.get(f"/documents/{first['id']}").text
