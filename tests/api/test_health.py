"""Liveness, readiness and figures."""

import re
import time

from fastapi.testclient import TestClient


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    for _ in range(600):
        answer = client.get("/readyz")
        if answer.status_code == 200:
            break
        assert answer.headers["content-type"] == "application/problem+json"
        time.sleep(0.1)
    assert answer.json()["status"] == "ready"


def test_metrics_count_requests_by_route_and_tell_the_library(client: TestClient) -> None:
    client.get("/api/v1/entities/person-0")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    text = answer.text
    assert re.search(r'jiangpu_requests_total\{method="GET",route="/api/v1/entities/\{id\}",status="404"\} [1-9]', text)
    assert 'jiangpu_items{kind="documents"} 3.0' in text
    generation = re.search(r"^jiangpu_generation (\S+)", text, re.M)
    indexed = re.search(r"^jiangpu_index_generation (\S+)", text, re.M)
    assert generation and indexed and generation[1] == indexed[1]
