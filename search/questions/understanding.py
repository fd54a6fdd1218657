"""What a question asks: of each clause its kinds of question, about whom, and under which restrictions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.facts import EntityType
from search.questions.antecedents import GROUPS, carried_on, goes_on_about, of_before, stepped, topic, with_antecedent
from search.questions.asked import Asked, Misfit
from search.questions.clauses import MASK, Clause, clauses
from search.questions.contests import is_rank
from search.questions.cues import conditions, conditions_at, cue_in, may_stand, says, told
from search.questions.excepting import Exceptions, without_exceptions
from search.questions.figuring import asked_figures, asked_ranking
from search.questions.generations import each_kin, without_generations
from search.questions.named import Named, Names
from search.questions.phrasebook import Figure, Phrasebook, Question
from search.questions.subjects import best, subjects_of

Placed = tuple[int, Asked | Misfit]


def understand(names: Names, book: Phrasebook) -> tuple[Asked | Misfit, ...]:
    """Everything asked, in the order of the question; empty where nothing was understood."""
    cut = tuple(clauses(names, book))
    read = tuple(
        each for before, clause in zip((None, *cut[:-1]), cut, strict=True) for each in each_kin(clause, before, book)
    )
    reader = _Reader(names, ",".join(clause.text for clause in read), book)
    asked = [one for clause in read for one in reader.read(clause)]
    # 陆青山，他的师傅是谁: the name alone is no question when another follows.
    return tuple(one for one in asked if len(asked) == 1 or not (isinstance(one, Asked) and one.clause == MASK))


class _Reader:
    """Reads clause after clause; a clause without a subject goes on about the one before."""

    def __init__(self, names: Names, whole: str, book: Phrasebook) -> None:
        self._book = book
        self._named = names.named
        self._text = names.text
        self._whole = whole
        self._last: Asked | Misfit | None = None
        self._exceptions = Exceptions()

    def read(self, clause: Clause) -> list[Asked | Misfit]:
        clause, exceptions = without_exceptions(clause, self._book)
        self._exceptions = self._exceptions.and_also(exceptions)
        clause = without_generations(self._counted_names_unmasked(clause), self._whole, self._last, self._book)
        clause = with_antecedent(clause, self._last, self._book)
        found = self._ranking(clause) or of_before(clause, self._last, self._book)
        found = found or self._of_steps(clause) or self._selected(clause) or self._whole_clause(clause)
        if not _is_asked(found):
            found = sorted(found, key=_unhelpfulness)[:1]
        self._last = (
            goes_on_about(found[-1]) if found else topic(clause, self._last, self._whole, self._book) or self._last
        )
        return [self._exceptions.of(one, self._book) for one in found]

    def _counted_names_unmasked(self, clause: Clause) -> Clause:
        """有几个全国示范性工作室: what is counted is no subject, though it may be the name of an honour."""
        for found in self._book.lexicon["quantity"].finditer(clause.text):
            index = clause.text[: found.end()].count(MASK)
            if len(clause.names) > 1 and clause.text[found.end() :].lstrip("个名项家位").startswith(MASK):
                before, after = clause.text[: found.end()], clause.text[found.end() :]
                text = before + after.replace(MASK, clause.names[index].surface, 1)
                return Clause(text, clause.names[:index] + clause.names[index + 1 :], clause.unknown)
        return clause

    def _ranking(self, clause: Clause) -> list[Asked | Misfit]:
        """徒弟最多的是谁."""
        ranking = asked_ranking(clause.text, self._book)
        if ranking is None or clause.unknown:
            return []
        return [Asked(ranking, (), clause.text, self._whole, filters=clause.names)]

    def _of_steps(self, clause: Clause) -> list[Asked | Misfit]:
        """甲的徒弟的徒弟得过什么奖: what is asked about answers to other questions, as many steps on as it can be."""
        readings = (
            self._selected(deeper) or self._about_steps(deeper) for deeper in stepped(clause, self._last, self._book)
        )
        return next(filter(None, readings), [])

    def _whole_clause(self, clause: Clause) -> list[Asked | Misfit]:
        """What the clause asks, if nothing as it stands, then with the subject of the one before."""
        found = self._plain(clause)
        if _is_asked(found):
            return found
        readings = filter(_is_asked, map(self._plain, carried_on(clause, self._last, self._book)))
        # 甲有徒弟吗，叫什么: the second clause asks nothing new.
        return [one for one in next(readings, []) if not _is_profile(one)] or found

    def _about_steps(self, clause: Clause) -> list[Asked | Misfit]:
        """What is asked about the answers to another question; nothing unless all of it is."""
        found = self._plain(clause)
        fits = bool(found) and all(
            isinstance(one, Asked) and any(name.steps for name in one.subjects) and _may_step(one) for one in found
        )
        return found if fits else []

    def _selected(self, clause: Clause) -> list[Asked | Misfit]:
        """甲的徒弟里谁得过奖: those of the pupils of whom 得过奖 is true."""
        if which := self._book.lexicon["which_kin"].search(clause.text):
            return self._which_kin(clause, which)
        found = self._book.lexicon["which_of"].search(clause.text)
        if found is None:
            return []
        group = clause.names[clause.names_in(*found.span())][-1]
        if not group.steps:
            return []
        rule = group.steps[-1]
        having = conditions(rule, clause.text[found.end() :], self._book, joined=False)
        others = tuple(name for name in clause.names if name is not group and name.exact)
        origin = replace(group, steps=group.steps[:-1])
        # 甲公司的工作室里有谁: those in the studios, not the studios.
        if not having and not others and (clause.text[found.end() :] or rule.answers <= GROUPS):
            return []
        return [Asked(rule, (origin,), clause.text, self._whole, filters=others, having=having)]

    def _which_kin(self, clause: Clause, which: re.Match[str]) -> list[Asked | Misfit]:
        """乙是甲的哪个徒弟做的: the pupil of whom the rest of the clause is true."""
        step = f"{MASK}的{which['kin']}"
        rule = next(q for q in self._book.questions if q.as_subject and q.as_subject.fullmatch(step))
        group = clause.names[clause.names_in(*which.span())][0]
        rest = clause.text[: which.start()] + clause.text[which.end() :]
        having = conditions(rule, rest, self._book, joined=False)
        others = tuple(name for name in clause.names if name is not group)
        if not group.of(rule.subjects).entities or not (having or others):
            return []
        return [Asked(rule, (group,), clause.text, self._whole, filters=others, having=having)]

    def _plain(self, clause: Clause) -> list[Asked | Misfit]:
        found: list[Placed] = []
        taken: list[range] = []
        for span, figure in asked_figures(clause.text, self._book):
            found.append((span.start, self._figure(figure, clause)))
            taken.append(span)
        misfits: list[Placed] = []

        def read(question: Question, cue: re.Match[str]) -> Asked | None:
            asked = self._question(question, cue, clause)
            if isinstance(asked, Asked):
                return asked
            misfits.append((cue.start(), asked))
            return None

        found += self._asked_by_cues(clause, taken, read)
        return _in_order(found or misfits or self._bare_figures(clause) or self._goes_on(clause))

    def _asked_by_cues(
        self, clause: Clause, taken: list[range], read: Callable[[Question, re.Match[str]], Asked | None]
    ) -> list[Placed]:
        """What the cues in a clause ask; the words of one cue are no part of another."""
        found: list[Placed] = []
        text = clause.text
        for question in self._book.questions:
            cue = cue_in(question, text, taken)
            if cue is None or not may_stand(question, clause.beside([*taken, range(*cue.span())])):
                continue
            asked = read(question, cue)
            if asked is not None:
                found.append((cue.start(), asked))
                taken.append(range(*cue.span()))
                taken += [range(at, at + 1) for at in conditions_at(asked, text)]
        return found

    def _question(self, question: Question, cue: re.Match[str], clause: Clause) -> Asked | Misfit:
        unknown = clause.unknown_beside(range(*cue.span()))
        subjects = () if unknown else subjects_of(question, clause, self._last, self._named, self._book)
        subjects = subjects or best(clause.names, question.subjects)
        if question.leave_out_named:
            # 乙是甲和谁一起做的: it is asked of the work, by whatever name.
            subjects = tuple(n for name in clause.names if (n := name.of(question.subjects[:1])).entities) or subjects
        if not subjects and not clause.names and not unknown and self._is_of_documents(question):
            return Asked(question, (), clause.text, self._whole, of_answers=True)
        if not subjects and not self._of_library(question, clause, unknown):
            return self._misfit(question, clause, unknown)
        chosen = {(name.start, name.end) for name in subjects}
        return Asked(
            rule=question,
            subjects=subjects,
            clause=clause.text,
            whole=self._whole,
            filters=(
                *(n for n in clause.names if not n.steps and (n.start, n.end) not in chosen),
                *self._contests(subjects, clause),
            ),
            attrs=told(cue),
            wanted=self._wanted(clause.text, question.answers) if question.by_wanted else frozenset(),
            kind=self._book.kind(clause.text) if question.by_kind else None,
            having=conditions(question, clause.text, self._book, joined=True),
            jointly=len(subjects) > 1 and self._book.lexicon["jointly"].search(clause.text) is not None,
            excepted=clause.names if question.leave_out_named else (),
            directly=says(question.directly, self._text),
            elsewhere=says(question.elsewhere, self._text),
            now=says(question.now, self._text),
            named=self._named,
            honour=self._book.honour(clause.text) if question.answers == {EntityType.AWARD} else None,
        )

    def _is_of_documents(self, question: Question) -> bool:
        """看哪份文件，谁出的: whether it is asked of the documents that were asked for before."""
        last = self._last.rule if isinstance(self._last, Asked) else None
        is_before = isinstance(last, Question) and last.handler == "policies"
        return is_before and EntityType.POLICY in question.subjects and question.handler == "relations"

    def _of_library(self, question: Question, clause: Clause, unknown: str) -> bool:
        """Whether it can be asked without a subject; what documents are about is no unknown name."""
        if question.without_subject is None or not question.without_subject.search(clause.text):
            return False
        is_topic = question.by_topic and self._book.lexicon["unit_ends"].search(unknown) is None
        return not unknown or is_topic

    def _contests(self, subjects: tuple[Named, ...], clause: Clause) -> Iterator[Named]:
        """Of a mere rank (某某竞赛第一名) the contest must be right: one known by sentences only, or named before."""
        if any(is_rank(name, self._book) for name in subjects):
            for at, surface in clause.unknown:
                yield Named(at, at + len(surface), surface, ())
            if isinstance(self._last, Asked) and {n.start for n in subjects} <= {n.start for n in self._last.subjects}:
                yield from self._last.filters

    def _figure(self, figure: Figure | None, clause: Clause) -> Asked | Misfit:
        everybody = tuple(EntityType)
        own = best(clause.names, everybody)
        if own:
            chosen = {(name.start, name.end) for name in own}
            others = tuple(n for n in clause.names if not n.steps and (n.start, n.end) not in chosen)
            return Asked(figure, own, clause.text, self._whole, filters=others)
        if isinstance(self._last, Asked):
            return Asked(figure, self._last.subjects, clause.text, self._whole)
        if isinstance(self._last, Misfit):
            return replace(self._last, rule=figure)
        if self._book.lexicon["everywhere"].search(clause.text) or not clause.unknown:
            return Asked(figure, (), clause.text, self._whole)
        return Misfit(figure, "unknown_name", clause.unknown[0][1])

    def _bare_figures(self, clause: Clause) -> list[Placed]:
        """某市班组创造效益: a measure's noun without 多少; not of 给成果发补助 and more, nor of 奖励给了谁."""
        if self._book.lexicon["whom"].search(clause.text):
            return []
        bare = [(found.start(), f) for f in self._book.figures if f.bare and (found := f.nouns.search(clause.text))]
        gives = self._book.lexicon["gives"]
        told = clause.text != self._whole and any(gives.search(clause.text[:start]) for start, _ in bare)
        return [] if told else [(start, self._figure(figure, clause)) for start, figure in bare]

    def _goes_on(self, clause: Clause) -> list[Placed]:
        """……有多少，目标是多少: the same again."""
        planned = self._book.lexicon["planned"].search(clause.text)
        if planned and isinstance(self._last, Asked) and isinstance(self._last.rule, Figure):
            return [(0, replace(self._last, clause=clause.text))]
        return self._by_name(clause)

    def _by_name(self, clause: Clause) -> list[Placed]:
        """甲带了几个徒弟，都叫什么: what was counted."""
        last = self._last
        if not isinstance(last, Asked) or not isinstance(last.rule, Figure) or last.rule.counts is None:
            return []
        counted = replace(last, rule=self._book.question(last.rule.counts), clause=clause.text)
        return [(0, counted)] if self._book.lexicon["by_name"].search(clause.text) else []

    def _misfit(self, question: Question, clause: Clause, unknown: str) -> Misfit:
        if unknown:
            return Misfit(question, "unknown_name", unknown)
        if isinstance(self._last, Misfit) and not clause.names:
            return replace(self._last, rule=question)
        if clause.names:
            name = clause.names[0]
            return Misfit(question, "wrong_type", name.surface, name.entities[0].type)
        return Misfit(question, "no_subject")

    def _wanted(self, text: str, possible: frozenset[EntityType]) -> frozenset[EntityType]:
        fitting = (types for noun, types in self._book.wanted if types & possible and noun.search(text))
        persons = {EntityType.PERSON} & possible if self._book.lexicon["person_asked"].search(text) else ()
        return frozenset().union(persons, *fitting)


def _may_step(asked: Asked) -> bool:
    """Of a place's studios documents state the totals: their figures are the place's."""
    if isinstance(asked.rule, Question):
        return asked.rule.handler in ("relations", "between", "pairs")
    return not any(entity.type is EntityType.PLACE for name in asked.subjects for entity in name.entities)


def _is_asked(found: list[Asked | Misfit]) -> bool:
    return any(isinstance(one, Asked) for one in found)


def _is_profile(one: Asked | Misfit) -> bool:
    return isinstance(one.rule, Question) and one.rule.handler == "profile"


def _unhelpfulness(misfit: Asked | Misfit) -> int:
    """A name that is unknown explains more than one of the wrong type."""
    return ("unknown_name", "wrong_type", "no_subject").index(misfit.problem) if isinstance(misfit, Misfit) else 0


def _in_order(asked: list[Placed]) -> list[Asked | Misfit]:
    return [one for _, one in sorted(asked, key=lambda pair: pair[0])]
