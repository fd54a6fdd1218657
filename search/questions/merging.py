"""One answer for each thing reached, whatever ways led to it."""

from collections.abc import Mapping

from search.questions.phrasebook import Phrasebook
from search.questions.reply import Answer
from search.questions.walking import Found

_TIMES = ("year", "date", "period", "since", "founded")


def merged(found: list[Found], book: Phrasebook, labels: Mapping[str, str]) -> list[Answer]:
    """The answers: those said directly first, then the surest, then those with the most sentences, then by name.

    `labels` tells what the notes call the things asked about, by id; empty where notes need not say it.
    """
    groups: dict[str, list[Found]] = {}
    for one in found:
        groups.setdefault(one.entity.id, []).append(one)
    ranked = sorted(groups.values(), key=_rank)
    return [_answer(group, book, labels) for group in ranked]


def _rank(group: list[Found]) -> tuple[bool, float, int, str]:
    evidence = {said for one in group for said in one.evidence}
    indirect = all(one.route.note and len(one.way) > 1 for one in group)
    return indirect, -max(one.confidence for one in group), -len(evidence), group[0].entity.name


def _answer(group: list[Found], book: Phrasebook, labels: Mapping[str, str]) -> Answer:
    # What is said directly needs no word on how else it could be known.
    direct = [one for one in group if len(one.way) == 1] or group
    entity = group[0].entity
    notes = [note for one in direct for note in _notes(one, book, labels)]
    return Answer(
        name=_name(direct[0]),
        id=entity.id,
        type=entity.type.value,
        as_of=next((time for one in direct if (time := _time(one))), None),
        note="；".join(dict.fromkeys(notes)) or None,
        evidence=tuple(dict.fromkeys(said for one in direct for said in one.evidence)),
    )


def _name(found: Found) -> str:
    """A rank is named with the contest that it was won in: 某某大赛第一名."""
    return f"{found.contest}{found.entity.name}"


def _notes(found: Found, book: Phrasebook, labels: Mapping[str, str]) -> list[str]:
    notes = [found.note] if found.note else []
    if label := labels.get(found.start.id):
        notes.insert(0, label)
    if found.way:
        last = found.way[-1]
        titles = book.attributes.get(last.type, {})
        notes += [f"{title}：{last.attrs[name]}" for name, title in titles.items() if last.attrs.get(name)]
    return notes


def _time(found: Found) -> str | None:
    attrs = found.way[-1].attrs if found.way else {}
    return next((attrs[name] for name in _TIMES if attrs.get(name)), None)
