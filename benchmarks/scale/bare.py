"""A bare FastAPI route that returns ready bytes: the most that this way of serving can give.

python -m benchmarks.scale.bare PORT ANSWERS.json
"""

import json
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.responses import Response


def app(answers: dict[str, str]) -> FastAPI:
    """Answers by question."""
    ready = {question: answer.encode() for question, answer in answers.items()}
    bare = FastAPI()

    @bare.get("/search")
    async def search(q: str) -> Response:
        return Response(ready.get(q, b"{}"), media_type="application/json")

    return bare


if __name__ == "__main__":
    answers = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    uvicorn.run(app(answers), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
