"""Help to enterprises, told in several clauses: who went there or was asked, and what he mended."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.discourse.candidates import meant
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.unit_names import UnitNames
from ingest.names.entities import Directory
from ingest.relations.pattern import AGENTS, SYMBOL, Encoded

CONFIDENCE = 0.7
UNIT, PERSON = SYMBOL[EntityType.ORGANIZATION], SYMBOL[EntityType.PERSON]
PLACE = SYMBOL[EntityType.PLACE]
GROUPS = {EntityType.STUDIO, EntityType.TEAM}
BELONGS = {RelationType.LEADS, RelationType.MEMBER_OF}
OWN = {RelationType.WORKS_AT, RelationType.HOSTED_BY}
WEAK = {
    *("works_at.came", "works_at.joined", "works_at.scene", "employment.inside", "linked"),
    *("inferred.department_of", "inferred.pair", "inferred.member_of_hosted"),
}
"""Rules that take a visit for employment; what help says is surer."""
REACH = 3
"""What was mended is told at most so many sentences behind the one that says where."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """The enterprises that somebody went to or that asked for help; no agents while nobody has gone yet.

    Attributes:
        told: whether the text says that somebody came; else it only speaks of the enterprise's trouble,
        scene: or only sets the scene there.
    """

    agents: tuple[Mention, ...]
    units: tuple[Mention, ...]
    evidence: Evidence
    told: bool = True
    scene: bool = False


class HelpReader:
    """Finds who helped which enterprise."""

    def __init__(self, lexicon: Lexicon, organizations: UnitNames) -> None:
        self._organizations = organizations
        table = lexicon.tables["helping"]
        units = rf"(?P<units>{UNIT}(?:[、和与及](?:{table['within']})*{UNIT})*)"
        self._visit = re.compile(rf"{table['goes']}(?:{table['within']})*{units}")
        self._goes_on = re.compile(rf"{table['next']}{table['goes']}(?:{table['within']})*{units}")
        self._asks = re.compile(rf"(?P<units>{UNIT}){table['asks']}")
        self._cue = re.compile(table["cue"])
        self._mends, self._not = re.compile(table["mends"]), re.compile(table["not"])
        self._members = re.compile(rf"[，；]{table['among']}(?P<row>{PERSON}(?:[、和与及]{PERSON})*)")
        self._of_kin = re.compile(table["of_kin"])
        self._brought = re.compile(table["brought"])
        self._report, self._site = re.compile(table["report"]), re.compile(table["site"])
        self._station = re.compile(table["station"])
        self._of_many = tuple(lexicon.tables["studios"]["visiting_teams"])
        self._trouble = re.compile(
            f"(?:^|[，。；：、“的{PLACE}]|{table['troubled_before']})(?P<units>{UNIT}){table['trouble']}"
        )
        self._own_people = re.compile(table["own_people"])
        self._other = re.compile(f"(?:{table['no_enterprise']})$")
        self._speaks = re.compile("(?!二话)" + lexicon.tables["measures"]["speaking"]["behind"])
        self._of_group = re.compile(rf"{table['of_group']}(?P<row>{PERSON}(?:[、和与及]{PERSON})*)")
        self._along = re.compile(rf"{table['along']}(?P<row>{PERSON}(?:[、和与及]{PERSON})*)")

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """What `stated` lacks; nobody helps the enterprise that he works at."""
        own = {(r.head, r.tail) for r in stated if r.type in OWN and r.rule not in WEAK}
        employed = {r.head for r in stated if r.type in OWN and r.rule not in WEAK}
        employed |= {r.head for r in stated if r.type in BELONGS and r.tail.name.endswith(self._of_many)}
        report = any(self._report.search(sentence.read.text) for sentence in sentences)
        if report:
            yield from self._stations(sentences, directory)
        visit: _Visit | None = None
        age = 0
        for sentence in sentences:
            if sentence.read.tagged.sentence.opens or age > REACH:
                visit = None
            unit = any(m.type is EntityType.ORGANIZATION for m in sentence.mentions)
            if visit is None and not unit:
                continue
            encoded = Encoded.of(sentence.read.text, sentence.mentions, sentence.carried)
            told, at = (
                self._visited(encoded, sentence)
                or self._next(encoded, sentence, visit)
                or self._in_trouble(encoded, sentence, visit)
                or (visit, 0)
            )
            age = 0 if told is not visit else age + 1
            visit = told
            if visit is None or not self._mended(encoded.text, at) or self._not.search(encoded.text):
                continue
            agents = visit.agents or self._agents(encoded, len(encoded.text), 0 if visit.told else at)
            if not visit.told:
                known = employed if visit.scene or not report else None
                come = any(self._comes(sentence, a, directory.of(a), known) for a in agents)
                agents = agents if come else ()
            visit = replace(visit, agents=agents)
            for relation in (
                *self._relations(visit, sentence, directory),
                *self._uses(visit, encoded, sentence, directory),
            ):
                if (relation.head, relation.tail) not in own:
                    yield relation

    def _mended(self, text: str, start: int) -> bool:
        """Whether behind `start` something is mended, or a work brought along."""
        return self._mends.search(text, start) is not None or self._brought.search(text, start) is not None

    def _stations(self, sentences: Sequence[ResolvedSentence], directory: Directory) -> Iterator[Relation]:
        """The enterprises that a text only calls stations of the team which it tells of ("第二站是某某公司")."""
        team: Mention | None = None
        for sentence in sentences:
            if team and "站" in sentence.read.text:
                encoded = Encoded.of(sentence.read.text, sentence.mentions)
                if match := self._station.search(encoded.text):
                    units = _mentions(encoded, match, "units")
                    visit = self._to((team,), units, encoded, sentence.read.tagged.sentence.evidence())
                    yield from self._relations(visit, sentence, directory)
            teams = (m for m in sentence.mentions if m.type in GROUPS)
            team = next((m for m in teams if (m.refers_to or m.name).endswith(self._of_many)), team)

    def _in_trouble(
        self, encoded: Encoded, sentence: ResolvedSentence, last: _Visit | None
    ) -> tuple[_Visit, int] | None:
        """The enterprise whose trouble the sentence tells of, or that the scene is in; one visited before stays so."""
        scene = self._site.search(encoded.text)
        match = scene or self._trouble.search(encoded.text)
        if match is None:
            return None
        units = _mentions(encoded, match, "units")
        if last and last.agents and last.told and set(map(meant, units)) <= set(map(meant, last.units)):
            return last, 0
        evidence = sentence.read.tagged.sentence.evidence()
        visit = self._to((), units, encoded, evidence)
        return replace(visit, told=False, scene=scene is not None), match.end("units")

    def _comes(
        self, sentence: ResolvedSentence, agent: Mention, key: EntityKey, employed: set[EntityKey] | None
    ) -> bool:
        """Whether he comes from elsewhere: is one of those `employed` or, where none are given, not the unit's own."""
        if employed is not None:
            return key in employed
        return not self._own_people.search(sentence.read.text[: agent.start])

    def _visited(self, encoded: Encoded, sentence: ResolvedSentence) -> tuple[_Visit, int] | None:
        """Where the sentence goes to or who asks in it, and the position from which on help can be told."""
        evidence = sentence.read.tagged.sentence.evidence()
        for match in self._visit.finditer(encoded.text):
            agents = self._agents(encoded, match.start())
            if agents:
                agents += self._among(encoded, match.end())
                return self._to(agents, _mentions(encoded, match, "units"), encoded, evidence), match.start()
        if asked := self._asks.search(encoded.text):
            agents = self._agents(encoded, len(encoded.text), asked.end())
            return self._to(agents, _mentions(encoded, asked, "units"), encoded, evidence), asked.end()
        return None

    def _next(self, encoded: Encoded, sentence: ResolvedSentence, last: _Visit | None) -> tuple[_Visit, int] | None:
        """Where those who came to the last enterprise went next, told without their names ("8月，又到某公司……")."""
        if last is None or not last.agents or any(symbol in AGENTS for symbol in encoded.text):
            return None
        match = self._goes_on.search(encoded.text)
        if match is None:
            return None
        evidence = sentence.read.tagged.sentence.evidence()
        visit = self._to(last.agents, _mentions(encoded, match, "units"), encoded, evidence)
        return visit, match.end("units")

    def _among(self, encoded: Encoded, start: int) -> tuple[Mention, ...]:
        """Those of the team who are named behind where it went ("专家甲、乙现场诊断")."""
        named = self._members.search(encoded.text, start)
        return _mentions(encoded, named, "row") if named else ()

    def _to(self, agents: tuple[Mention, ...], units: Iterable[Mention], encoded: Encoded, said: Evidence) -> _Visit:
        """A visit; to nobody where the sentence tells of schools, or of one who came there to work."""
        helped = () if self._not.search(encoded.text) else tuple(u for u in units if not self._other.search(u.name))
        return _Visit(agents, helped, said)

    def _relations(self, visit: _Visit, sentence: ResolvedSentence, directory: Directory) -> Iterator[Relation]:
        said = sentence.read.tagged.sentence.evidence()
        evidence = said if said == visit.evidence else said.with_earlier(visit.evidence)
        for agent in visit.agents:
            for unit in visit.units:
                ends = directory.of(agent), self._whole(unit, directory)
                yield Relation(RelationType.HELPS, *ends, evidence, {}, "helping", CONFIDENCE)

    def _uses(
        self, visit: _Visit, encoded: Encoded, sentence: ResolvedSentence, directory: Directory
    ) -> Iterator[Relation]:
        """The works that those who came brought to the enterprise ("把某某烧成法搬到抽屉窑上")."""
        said = sentence.read.tagged.sentence.evidence()
        evidence = said if said == visit.evidence else said.with_earlier(visit.evidence)
        for match in self._brought.finditer(encoded.text) if visit.agents else ():
            work = encoded.mention(match.start(match.lastgroup or "taken"))
            for unit in visit.units:
                ends = directory.of(work), self._whole(unit, directory)
                yield Relation(RelationType.APPLIED_AT, *ends, evidence, {}, "helping.brought", CONFIDENCE)

    def _whole(self, unit: Mention, directory: Directory) -> EntityKey:
        """The enterprise; of a workshop that somebody was in ("在某公司造粒车间") the one that it belongs to."""
        name = unit.refers_to or unit.name
        whole = self._organizations.whole(name)
        return directory.of(unit) if whole == name else directory.key(EntityType.ORGANIZATION, whole)

    def _agents(self, encoded: Encoded, end: int, start: int = 0) -> tuple[Mention, ...]:
        """The person, studio or team that acts before `end`, whom he takes along; of "某队队员某某" the person.

        Of "甲的徒弟乙" it is 乙, and nobody where the apprentice is not named.
        """
        actors = (i for i in range(start, end) if encoded.text[i] in AGENTS)
        first = next((i for i in actors if not self._speaks.match(encoded.text, i + 1)), None)
        kin = self._of_kin.match(encoded.text, first + 1, end) if first is not None else None
        first = (None if kin["kin"] is None else kin.start("kin")) if kin else first
        if first is None:
            return ()
        along = self._along.search(encoded.text, first, end)
        named = self._of_group.match(encoded.text, first + 1, end)
        row = _mentions(encoded, named, "row") if named else encoded.coordinated(first, ROW)
        return (*row, *(_mentions(encoded, along, "row") if along else ()))


ROW = re.compile("[、和与及]")


def _mentions(encoded: Encoded, match: re.Match[str], group: str) -> tuple[Mention, ...]:
    found = (encoded.mentions[i] for i in range(*match.span(group)))
    wanted = UNIT if group == "units" else PERSON
    return tuple(m for m in found if m and SYMBOL[m.type] == wanted)
