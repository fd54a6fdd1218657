"""Uploading and removing documents over HTTP."""

import time
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import document_schema
from api.library import Library
from api.uploads import safe_name
from tests.api.conftest import TEXTS  # type: ignore[import-not-found]

NEW = "油田小工具\n\n青川油田职工林秋生发明的抽油机快速换皮带装置，解决了更换皮带费力的难题。\n"
FIELD = "files"


def finished(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    for _ in range(600):
        answer = client.get(f"/api/v1/jobs/{job['id']}")
        document_schema.JobReply.model_validate_json(answer.content)
        body: dict[str, Any] = answer.json()
        if body["state"] in ("done", "failed"):
            return body
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def upload(client: TestClient, *files: tuple[str, bytes], **form: str) -> dict[str, Any]:
    sent = [(FIELD, (name, content)) for name, content in files]
    answer = client.post("/api/v1/documents", files=sent, data=form)
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    return finished(client, answer.json())


def test_an_upload_is_read_and_found_and_can_be_removed(own_client: TestClient) -> None:
    job = upload(own_client, ("油田.txt", NEW.encode()), ("坏.pdf", b"not a pdf"))
    assert (job["state"], job["done"], job["total"]) == ("done", 2, 2)
    [added] = job["report"]["added"]
    [refused] = job["report"]["refused"]
    assert (added["file"], refused["file"]) == ("油田.txt", "坏.pdf")
    assert refused["reason"].endswith("。") and "/" not in refused["reason"]
    hits = own_client.get("/api/v1/search", params={"q": "抽油机换皮带"}).json()["hits"]
    assert hits[0]["name"] == "抽油机快速换皮带装置"

    [id] = added["documents"]
    assert own_client.delete(f"/api/v1/documents/{id}").status_code == 204
    assert own_client.delete(f"/api/v1/documents/{id}").status_code == 404
    hits = own_client.get("/api/v1/search", params={"q": "抽油机换皮带"}).json()["hits"]
    assert "抽油机快速换皮带装置" not in [h["name"] for h in hits]
    assert own_client.get("/api/v1/entities", params={"name": "林秋生"}).json()["items"] == []


def test_the_same_content_again_is_skipped(own_client: TestClient) -> None:
    upload(own_client, ("一.txt", NEW.encode()))
    job = upload(own_client, ("二.txt", NEW.encode()))
    [skipped] = job["report"]["skipped"]
    assert (skipped["file"], skipped["reason"]) == ("二.txt", "资料库中已有相同内容。")


def test_two_uploads_of_one_name_are_two_documents(own_client: TestClient) -> None:
    job = upload(own_client, ("报告.txt", NEW.encode()), ("报告.txt", NEW.replace("林秋生", "林冬生").encode()))
    assert [f["file"] for f in job["report"]["added"]] == ["报告.txt", "报告.txt"]


def test_the_form_leads_to_the_jobs_page(own_client: TestClient) -> None:
    answer = own_client.post("/documents", files=[(FIELD, ("油田.txt", NEW.encode()))], follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    finished(own_client, {"id": address.removeprefix("/jobs/")})
    text = own_client.get(address).text
    assert "已完成" in text and "油田.txt" in text and "已读入" in text


def undone(client: TestClient, address: str) -> str:
    answer = client.post(f"{address}/undo")  # leads back to the job
    assert answer.status_code == 200
    return answer.text


def sent(client: TestClient, *files: tuple[str, bytes], **form: str) -> str:
    """The address of the page of the job, which has ended."""
    uploaded = [(FIELD, (name, content)) for name, content in files]
    address = client.post("/documents", files=uploaded, data=form, follow_redirects=False).headers["location"]
    finished(client, {"id": address.removeprefix("/jobs/")})
    return address


def test_the_jobs_page_tells_what_was_found_and_why_a_file_was_refused(own_client: TestClient) -> None:
    text = own_client.get(sent(own_client, ("油田.txt", NEW.encode()), ("旧.doc", b"x"), ("空.txt", b""))).text
    assert "人物 1</summary>" in text and "成果 1</summary>" in text and "林秋生</a>" in text
    assert "请用 Word 或 WPS 打开后另存为 .docx 再读" in text
    assert "已读入1个" in text and "无法读取2个" in text
    assert "http-equiv" not in text


def test_an_upload_is_undone_after_being_asked(own_client: TestClient) -> None:
    before = own_client.get("/api/v1/documents").json()["items"]
    held = TEXTS["煤矿.txt"].encode()
    address = sent(own_client, ("油田.txt", NEW.encode()), ("煤矿又一份.txt", held))
    question = own_client.get(f"{address}/undo").text
    assert "确认撤下1篇" in question and "油田小工具" in question and "井下小改革" not in question
    assert len(own_client.get("/api/v1/documents").json()["items"]) == len(before) + 1
    text = undone(own_client, address)
    assert "已从资料库撤下1篇资料" in text and "/undo" not in text
    assert own_client.get("/api/v1/documents").json()["items"] == before
    assert "撤下0篇" not in undone(own_client, address)
    assert sent(own_client, ("油田.txt", NEW.encode()))


def test_what_an_upload_replaced_does_not_come_back(own_client: TestClient) -> None:
    sent(own_client, ("报告.txt", NEW.encode()))
    address = sent(own_client, ("报告.txt", NEW.replace("林秋生", "林春生").encode()), replace="true")
    assert "替换掉的旧资料不会回来" in own_client.get(f"{address}/undo").text


def test_an_upload_that_is_still_read_is_not_undone(own_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()
    reading = Library.reader
    monkeypatch.setattr(Library, "reader", lambda library: (go_on.wait(30), reading(library))[1])
    files = [
        (FIELD, (name, NEW.replace("林秋生", person).encode()))
        for name, person in (("一.txt", "林春生"), ("二.txt", "林冬生"))
    ]
    address = own_client.post("/documents", files=files, follow_redirects=False).headers["location"]
    for _ in range(300):
        text = own_client.get(address).text
        if "正在读" in text:
            break
        time.sleep(0.02)
    assert 'aria-current="step">读文件' in text and "正在读" in text and "等待" in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert own_client.post(f"{address}/undo").status_code == 400
    go_on.set()
    finished(own_client, {"id": address.removeprefix("/jobs/")})
    assert "人物 1</summary>" in own_client.get(address).text


def test_documents_are_found_by_title_and_by_file(own_client: TestClient) -> None:
    assert "井下小改革解决大问题" in own_client.get("/documents", params={"q": "小改革 解决"}).text
    text = own_client.get("/documents", params={"q": "钢铁.TXT"}).text
    assert "河州市职工创新巡礼" in text and "井下小改革" not in text and "符合的有1篇" in text
    assert "没有找到这样的资料" in own_client.get("/documents", params={"q": "100%"}).text
    assert "没有找到这样的资料" in own_client.get("/documents", params={"page": 9}).text


def test_an_earlier_upload_of_the_name_stays_unless_it_is_to_be_replaced(own_client: TestClient) -> None:
    before = own_client.get("/api/v1/documents").json()["items"]
    winter, spring = (NEW.replace("林秋生", name).encode() for name in ("林冬生", "林春生"))
    [first] = upload(own_client, ("报告.txt", NEW.encode()))["report"]["added"]
    [second] = upload(own_client, ("报告.txt", winter))["report"]["added"]
    assert "reason" not in first
    assert second["reason"].startswith("资料库里还有同名的资料，两份都保留")

    job = upload(own_client, ("报告.txt", spring), ("报告.txt", NEW.encode()), replace="true")
    [third] = job["report"]["changed"]
    assert sorted(third["removed"]) == sorted([*first["documents"], *second["documents"]])
    [again] = job["report"]["added"]
    assert again["documents"] == first["documents"]
    items = own_client.get("/api/v1/documents").json()["items"]
    assert {i["id"] for i in items} - {i["id"] for i in before} == {*third["documents"], *first["documents"]}


def test_an_upload_without_files_is_refused(own_client: TestClient) -> None:
    answer = own_client.post("/api/v1/documents")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"parameter": "files", "detail": "缺少这个参数"}]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\资料\\一.txt", "一.txt"),
        ("..", "未命名"),
        ("", "未命名"),
        (".隐藏.txt", "隐藏.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("长" * 300 + ".txt", "长" * 65 + ".txt"),
        ("x." + "y" * 300, "未命名"),
    ],
)
def test_names_are_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe
