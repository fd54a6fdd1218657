"""A question in plain words, and what the library answers."""

from collections.abc import Iterable
from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.parameters import Asked, TheLibrary, ThePages
from kg import EntityRecord, Store
from search import Answer, Reply
from search import ask as ask_library

router = APIRouter(include_in_schema=False)

NEAREST, UNKNOWN = "nearest", "unknown"
"""Intents of replies that answer something else, or nothing, because the question was not understood."""


@router.get("/ask")
def ask(library: TheLibrary, pages: ThePages, q: Asked = "") -> HTMLResponse:
    """What the library answers."""
    q = q.strip()
    box = pages.labels.boxes["ask"]
    if not q:
        return pages.page("ask.html", "/", box=box, q="", reply=None)
    reply = ask_library(q, library.store, library.sentences)
    return pages.page(
        "ask.html",
        "/",
        box=box,
        q=q,
        reply=reply,
        answers=merged(reply.answers),
        kind=kind_of(reply),
        subjects=() if reply.answers else _subjects(reply, library.store),
    )


def kind_of(reply: Reply) -> str:
    """How far a reply answers the question: "told", "untold" by the library, "nearest" or "unknown"."""
    intent = reply.understood_as.get("intent")
    if intent in (NEAREST, UNKNOWN):
        return intent
    return "told" if reply.answers else "untold"


def merged(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers, those that say the same as one with the sentences of all."""
    found: dict[Answer, Answer] = {}
    for one in answers:
        said = replace(one, evidence=())
        before = found[said].evidence if said in found else ()
        found[said] = replace(one, evidence=tuple(dict.fromkeys((*before, *one.evidence))))
    return tuple(found.values())


def _subjects(reply: Reply, store: Store) -> tuple[EntityRecord, ...]:
    """What a reply is about, as far as its names mean one thing each."""
    named = map(store.named, reply.understood_as.get("subject", "").split("、"))
    return tuple(found[0] for found in named if len(found) == 1)
