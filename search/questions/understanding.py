"""What a question asks: of each clause its kinds of question, about whom, and under which restrictions."""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.facts import EntityType, MeasureType
from search.questions.asked import Asked, Misfit
from search.questions.clauses import MASK, Clause, clauses
from search.questions.figuring import asked_figures
from search.questions.naming import Named, Names
from search.questions.phrasebook import Figure, Phrasebook, Question


def understand(names: Names, book: Phrasebook) -> tuple[Asked | Misfit, ...]:
    """Everything asked, in the order of the question; empty where nothing was understood."""
    read = tuple(clauses(names))
    reader = _Reader(names, ",".join(clause.text for clause in read), book)
    asked = [one for clause in read for one in reader.read(clause)]
    # 陆青山，他的师傅是谁: the name alone is no question when another follows.
    return tuple(one for one in asked if len(asked) == 1 or not (isinstance(one, Asked) and one.clause == MASK))


class _Reader:
    """Reads clause after clause; a clause without a subject goes on about the one before."""

    def __init__(self, names: Names, whole: str, book: Phrasebook) -> None:
        self._book = book
        self._named = names.named
        self._whole = whole
        self._last: Asked | Misfit | None = None

    def read(self, clause: Clause) -> list[Asked | Misfit]:
        clause = self._counted_names_unmasked(clause)
        found = self._nested(clause) or self._plain(clause)
        if not any(isinstance(one, Asked) for one in found):
            found = sorted(found, key=_unhelpfulness)[:1]
        self._last = found[-1] if found else self._last
        return found

    def _counted_names_unmasked(self, clause: Clause) -> Clause:
        """有几个全国示范性工作室: what is counted is no subject, though it may be the name of an honour."""
        for found in self._book.lexicon["quantity"].finditer(clause.text):
            index = clause.text[: found.end()].count(MASK)
            if len(clause.names) > 1 and clause.text[found.end() :].lstrip("个名项家位").startswith(MASK):
                before, after = clause.text[: found.end()], clause.text[found.end() :]
                text = before + after.replace(MASK, clause.names[index].surface, 1)
                return Clause(text, clause.names[:index] + clause.names[index + 1 :], clause.unknown)
        return clause

    def _nested(self, clause: Clause) -> list[Asked | Misfit]:
        """甲的徒弟获得过什么荣誉: first 甲的徒弟, then the rest about them; after a clause about 甲 also without 甲."""
        text, names = clause.text, clause.names
        if not names and isinstance(self._last, Asked) and self._last.through is None:
            text, names = MASK + text, self._last.subjects[:1]
        for question in self._book.questions:
            found = question.as_subject.search(text) if question.as_subject else None
            if found is None or text[found.end() :].startswith(MASK):
                continue
            masks = text[: found.start()].count(MASK), text[: found.end()].count(MASK)
            subjects = tuple(name.of(question.subjects) for name in names[masks[0] : masks[1]])
            subjects = tuple(name for name in subjects if name.entities)
            asked = self._about(question, subjects, MASK + text[found.end() :]) if subjects else []
            if asked:
                return asked
        return []

    def _about(self, through: Question, subjects: tuple[Named, ...], rest: str) -> list[Asked | Misfit]:
        asked: list[tuple[int, Asked | Misfit]] = []
        for span, figure in asked_figures(rest, self._book):
            # 甲的徒弟有多少人 asks for the number of pupils.
            if figure is not None and figure.measure is not MeasureType.PARTICIPANTS:
                asked.append((span.start, Asked(figure, subjects, rest, self._whole, through)))

        def read(question: Question, cue: re.Match[str]) -> Asked | None:
            fits = through.answers & frozenset(question.subjects) and question.handler == "relations"
            return Asked(question, subjects, rest, self._whole, through, attrs=_told(cue)) if fits else None

        return _in_order(asked + self._asked_by_cues(rest, [], read))

    def _plain(self, clause: Clause) -> list[Asked | Misfit]:
        found: list[tuple[int, Asked | Misfit]] = []
        taken: list[range] = []
        for span, figure in asked_figures(clause.text, self._book):
            found.append((span.start, self._figure(figure, clause)))
            taken.append(span)
        misfits: list[tuple[int, Asked | Misfit]] = []

        def read(question: Question, cue: re.Match[str]) -> Asked | None:
            asked = self._question(question, cue, clause)
            if isinstance(asked, Asked):
                return asked
            misfits.append((cue.start(), asked))
            return None

        found += self._asked_by_cues(clause.text, taken, read)
        return _in_order(found or misfits or self._bare_figures(clause) or self._goes_on(clause))

    def _asked_by_cues(
        self, text: str, taken: list[range], read: Callable[[Question, re.Match[str]], Asked | None]
    ) -> list[tuple[int, Asked | Misfit]]:
        """What the cues in a text ask; the words of one cue are no part of another."""
        found: list[tuple[int, Asked | Misfit]] = []
        for question in self._book.questions:
            cue = next((match for pattern in question.cues if (match := pattern.search(text))), None)
            if cue is None or any(cue.start() < other.stop and other.start < cue.end() for other in taken):
                continue
            asked = read(question, cue)
            if asked is not None:
                found.append((cue.start(), asked))
                taken.append(range(*cue.span()))
        return found

    def _question(self, question: Question, cue: re.Match[str], clause: Clause) -> Asked | Misfit:
        unknown = clause.unknown_beside(range(*cue.span()))
        subjects, through = self._subjects(question, clause, unknown)
        if not subjects and not (question.without_subject and not unknown):
            return self._misfit(question, clause, unknown)
        chosen = {(name.start, name.end) for name in subjects}
        return Asked(
            rule=question,
            subjects=subjects,
            clause=clause.text,
            whole=self._whole,
            through=through,
            filters=tuple(n for n in clause.names if n.exact and (n.start, n.end) not in chosen),
            attrs=_told(cue),
            wanted=self._wanted(clause.text) if question.by_wanted else frozenset(),
        )

    def _figure(self, figure: Figure | None, clause: Clause) -> Asked | Misfit:
        everybody = tuple(EntityType)
        own = _best(clause.names, everybody)
        if own:
            chosen = {(name.start, name.end) for name in own}
            others = tuple(n for n in clause.names if n.exact and (n.start, n.end) not in chosen)
            return Asked(figure, own, clause.text, self._whole, filters=others)
        if isinstance(self._last, Asked):
            return Asked(figure, self._last.subjects, clause.text, self._whole, self._last.through)
        if isinstance(self._last, Misfit):
            return replace(self._last, rule=figure)
        if self._book.lexicon["everywhere"].search(clause.text) or not clause.unknown:
            return Asked(figure, (), clause.text, self._whole)
        return Misfit(figure, "unknown_name", clause.unknown[0][1])

    def _bare_figures(self, clause: Clause) -> list[tuple[int, Asked | Misfit]]:
        """某市班组创造效益: a measure's noun without 多少."""
        bare = [(found.start(), f) for f in self._book.figures if f.bare and (found := f.nouns.search(clause.text))]
        return [(start, self._figure(figure, clause)) for start, figure in bare]

    def _goes_on(self, clause: Clause) -> list[tuple[int, Asked | Misfit]]:
        """……有多少，目标是多少: the same again."""
        planned = self._book.lexicon["planned"].search(clause.text)
        if planned and isinstance(self._last, Asked) and isinstance(self._last.rule, Figure):
            return [(0, replace(self._last, clause=clause.text))]
        return []

    def _subjects(self, question: Question, clause: Clause, unknown: str) -> tuple[tuple[Named, ...], Question | None]:
        own = clause.names if question.all_names else _best(clause.names, question.subjects)
        if own or unknown:
            return own, None
        if not isinstance(self._last, Asked):
            return (_best(self._named, question.subjects), None) if self._last is None else ((), None)
        carried = self._last.rule if isinstance(self._last.rule, Question) and self._last.rule.carries else None
        kept = tuple(n for name in self._last.subjects if (n := name.of(question.subjects)).entities)
        if carried is not None and self._goes_over(carried, question, kept):
            return self._last.subjects, carried
        return kept, self._last.through

    @staticmethod
    def _goes_over(carried: Question, question: Question, kept: tuple[Named, ...]) -> bool:
        """Whether the next clause is about the answers: about a person's pupils, or what cannot be its own subject."""
        if not carried.answers & frozenset(question.subjects):
            return False
        return not kept or all(e.type is EntityType.PERSON for name in kept for e in name.entities)

    def _misfit(self, question: Question, clause: Clause, unknown: str) -> Misfit:
        if unknown:
            return Misfit(question, "unknown_name", unknown)
        if isinstance(self._last, Misfit) and not clause.names:
            return replace(self._last, rule=question)
        if clause.names:
            name = clause.names[0]
            return Misfit(question, "wrong_type", name.surface, name.entities[0].type)
        return Misfit(question, "no_subject")

    def _wanted(self, text: str) -> frozenset[EntityType]:
        return next((types for noun, types in self._book.wanted if noun.search(text)), frozenset())


def _unhelpfulness(misfit: Asked | Misfit) -> int:
    """A name that is unknown explains more than one of the wrong type."""
    return ("unknown_name", "wrong_type", "no_subject").index(misfit.problem) if isinstance(misfit, Misfit) else 0


def _told(cue: re.Match[str]) -> dict[str, str]:
    return {name: text for name, text in cue.groupdict().items() if text}


def _in_order(asked: list[tuple[int, Asked | Misfit]]) -> list[Asked | Misfit]:
    return [one for _, one in sorted(asked, key=lambda pair: pair[0])]


def _best(names: tuple[Named, ...], types: tuple[EntityType, ...]) -> tuple[Named, ...]:
    """The names of the likeliest type; full names before parts, except for parts joined with one (甲和乙)."""
    for exact in (True, False):
        for type_ in types:
            fitting = [n for name in names if (n := name.of([type_])).entities]
            chosen = [n for n in fitting if n.exact is exact]
            if chosen:
                return tuple(n for n in fitting if n in chosen or any(_joined(n, other) for other in chosen))
    return ()


def _joined(one: Named, other: Named) -> bool:
    return 1 in {other.start - one.end, one.start - other.end}
