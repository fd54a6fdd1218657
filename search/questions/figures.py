"""Answers that are numbers: the dated figures of a subject side by side, else a count of what the library lists."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from ingest.facts import EntityType, MeasureType, RelationType
from kg import EntityRecord, MeasureRecord, Store
from search.questions.asked import Asked
from search.questions.clauses import MASK
from search.questions.comparing import difference
from search.questions.merging import merged
from search.questions.phrasebook import Figure, Phrasebook
from search.questions.reply import Answer, Outcome
from search.questions.starts import starts
from search.questions.walking import follow

_MOST = 100
_NAMED = 5
# 全国示范性劳模创新工作室4个: a noun phrase before the number has a dozen characters, one after it fewer.
_NEAR = 14
_NUMBER = re.compile("[0-9]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def figures(asked: Asked, figure: Figure | None, store: Store, book: Phrasebook) -> Outcome:
    """The figures that documents give; a count of the library's own records where they give none."""
    words = _words(asked.clause, book)
    found = _measures(asked, figure, store, book) or _told_by_others(asked, figure, store, book)
    if figure is None:
        found = [m for m in found if m.type is MeasureType.OTHER] or found
        best = max((_overlap(m, words) for m in found), default=0)
        found = [m for m in found if best and _overlap(m, words) == best]
    kept, remarks = _of_years(found, asked.years)
    order = sorted(kept, key=lambda m: _order(m, words, asked, book))
    subjects = starts(asked, store, book)
    changed = difference(order, asked.years) if book.lexicon["change"].search(asked.whole) else None
    answers = (*([changed] if changed else []), *(_answer(m, subjects) for m in order[:_MOST]))
    if answers or figure is None:
        return Outcome(answers, remarks)
    return _counted(asked, figure, subjects, store, book)


def _of_years(found: list[MeasureRecord], years: tuple[str, ...]) -> tuple[list[MeasureRecord], tuple[str, ...]]:
    """The figures of these years; with those of no known year, and a remark, where one of the years has none."""
    missing = [year for year in years if not any(year in _time(m) for m in found)]
    remark = f"资料没有写明哪些是{'、'.join(missing)}年的数字，没有写明年份的一并列出。"
    kept = [m for m in found if any(year in _time(m) for year in years) or (missing and not _YEAR.search(_time(m)))]
    if not years or (found and not kept):
        return found, ((remark,) if years else ())
    return kept, ((remark,) if missing and found else ())


def _told_by_others(asked: Asked, figure: Figure | None, store: Store, book: Phrasebook) -> list[MeasureRecord]:
    """某市的名师高徒奖励多少钱: a figure of the city whose sentence names the award."""
    for name in asked.filters:
        others = _measures(replace(asked, subjects=(name,), filters=()), figure, store, book)
        naming = [m for m in others if all(subject.surface in m.evidence.text for subject in asked.subjects)]
        if naming:
            return naming
    return []


def _measures(asked: Asked, figure: Figure | None, store: Store, book: Phrasebook) -> list[MeasureRecord]:
    kind = figure.measure if figure else None
    if not asked.subjects:
        return list(store.measures(type=kind)) if kind else []
    found: dict[str, MeasureRecord] = {}
    for subject in starts(asked, store, book):
        told = store.measures(subject.id, kind)
        if subject.type is EntityType.PLACE:
            told = _of_place(asked, told, store.measures(type=kind, place_id=subject.id), book)
        elif subject.type is EntityType.PERSON and not told:
            told = _of_led(subject, kind, store)
        found |= {measure.id: measure for measure in told}
    return list(found.values())


def _of_led(person: EntityRecord, kind: MeasureType | None, store: Store) -> tuple[MeasureRecord, ...]:
    """Reports count what a studio does, and seldom what its leader does alone."""
    led = [r.tail.id for r in store.relations(person.id, RelationType.LEADS) if r.head.id == person.id]
    return tuple(measure for id_ in led for measure in store.measures(id_, kind))


def _of_place(
    asked: Asked, own: tuple[MeasureRecord, ...], within: tuple[MeasureRecord, ...], book: Phrasebook
) -> tuple[MeasureRecord, ...]:
    """A place's figures are also those that its unions publish; "各企业" asks for those of everything else in it."""
    unions = (m for m in within if book.lexicon["speaks_for_place"].search(m.subject.name))
    told = {measure.id: measure for measure in (*own, *unions)}
    others = tuple(m for m in within if m.id not in told)
    if others and book.lexicon["each"].search(asked.whole):
        return others
    return tuple(told.values())


def _order(measure: MeasureRecord, words: set[str], asked: Asked, book: Phrasebook) -> tuple[bool, float, int, str]:
    """Facts before plans, unless plans are asked for; then what the other words fit; then the newest."""
    wants_plans = book.lexicon["planned"].search(asked.clause) is not None
    day = measure.evidence.published
    newest = float(day.toordinal()) if day else 0.0
    if book.lexicon["chronological"].search(asked.whole):
        return measure.planned is not wants_plans, newest, -_overlap(measure, words), measure.id
    return measure.planned is not wants_plans, -float(_overlap(measure, words)), -int(newest), measure.id


def _words(clause: str, book: Phrasebook) -> set[str]:
    """Pairs of neighbouring characters of the clause without its question words: 创新, 新型, 型班, 班组."""
    cut = f"[{MASK},]|{book.lexicon['quantity'].pattern}|{book.lexicon['fillers'].pattern}"
    return {piece[i : i + 2] for piece in re.split(cut, clause) if piece for i in range(len(piece) - 1)}


def _overlap(measure: MeasureRecord, words: set[str]) -> int:
    """How many of the words stand near the number; a sentence often gives several numbers."""
    near = _surroundings(measure)
    return sum(word in near for word in words)


def counted_noun(measure: MeasureRecord, figure: Figure) -> str:
    """The noun of the figure that stands last before the number, else first after it; empty where there is none."""
    text = unicodedata.normalize("NFKC", measure.evidence.text).replace(",", "")
    place = _printed(measure, text)
    if place is None:
        return ""
    # Before another number the nouns are that one's.
    before = _NUMBER.split(text[max(place.start - _NEAR, 0) : place.start])[-1]
    after = _NUMBER.split(text[place.stop : place.stop + _NEAR])[0]
    nouns = (*reversed(figure.nouns.findall(before)), *figure.nouns.findall(after))
    return next(iter(nouns), "")


def _surroundings(measure: MeasureRecord) -> str:
    """The text around the number; all of it where the number is not printed in digits."""
    text = unicodedata.normalize("NFKC", measure.evidence.text).replace(",", "")
    place = _printed(measure, text)
    return text[max(place.start - _NEAR, 0) : place.stop + _NEAR] if place else text


def _printed(measure: MeasureRecord, text: str) -> range | None:
    """Where the text prints the number in digits."""
    for scale, sign in ((1, ""), (10**4, "万"), (10**8, "亿")):
        printed = f"{measure.value / scale:.10g}{sign}"
        if found := re.search(rf"(?<![0-9.]){re.escape(printed)}(?![0-9.万亿])", text):
            return range(*found.span())
    return None


def _time(measure: MeasureRecord) -> str:
    """The text's own words; with the year of publication where they name none."""
    published = measure.evidence.published
    reported = f"{published.year}年报道" if published else ""
    if measure.period is None:
        return reported
    return measure.period if _YEAR.search(measure.period) or not reported else f"{measure.period}（{reported}）"


def _answer(measure: MeasureRecord, subjects: tuple[EntityRecord, ...]) -> Answer:
    notes = [] if [s.id for s in subjects] == [measure.subject.id] else [measure.subject.name]
    notes += ["计划"] if measure.planned else []
    notes += ["约数"] if measure.approx else []
    return Answer(
        value=measure.value,
        unit=measure.unit,
        as_of=_time(measure) or None,
        note="；".join(notes) or None,
        evidence=(measure.evidence,),
    )


def _counted(asked: Asked, figure: Figure, subjects: Iterable[EntityRecord], store: Store, book: Phrasebook) -> Outcome:
    """How many the library names; of a place that would be far from the true number, so it is only remarked on."""
    if figure.counts is None:
        return Outcome()
    question = book.question(figure.counts)
    answers, remarks = [], []
    for subject in subjects:
        listed = merged(follow(store, subject, question), book, {})
        if not listed:
            continue
        names = "、".join(answer.name or "" for answer in listed[:_NAMED]) + ("等" if len(listed) > _NAMED else "")
        if subject.type is EntityType.PLACE:
            remarks.append(f"资料点名的有{len(listed)}个：{names}。")
            continue
        evidence = tuple(dict.fromkeys(said for answer in listed for said in answer.evidence))
        note = f"资料没有写总数，这是资料库里点名的个数：{names}"
        answers.append(Answer(value=float(len(listed)), unit=question.unit, note=note, evidence=evidence))
    return Outcome(tuple(answers), tuple(remarks))
