"""Where people work and studios stand, when the text leaves it to the reader: at the enterprise that it is about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention
from ingest.mentions.unit_names import UnitNames
from ingest.names.entities import Directory
from ingest.page.layout import Kind

CONFIDENCE = 0.6
OF_MANY = ("服务队", "服务团", "联盟")
"""Groups whose members come from several enterprises."""
VISITED = re.compile(r"(?:[到去赴进为给帮与同向从由对至往]|[和、].{0,4})[^，。；、]{0,6}$")
"""Before a unit: somebody goes there or deals with it, the text is not about it."""
CAME = "works_at.came"
"""The rule of "分到某厂", "调入某公司"."""
DEPARTMENT = "_department"
"""The rules that read a column of departments end in it."""
REACH = 14
"""A trade or an office stands at most so many characters before the name."""


class EmploymentReader:
    """Fills in employers and hosts of a text that is about one enterprise."""

    def __init__(self, lexicon: Lexicon, organizations: UnitNames) -> None:
        self._organizations = organizations
        table = lexicon.tables["employment"]
        self._no_enterprise = tuple(lexicon.tables["anaphors"]["not_enterprise"]["endings"])
        self._head, self._invites = re.compile(f"(?:{table['head']}|{table['theirs']})$"), re.compile(table["invites"])
        self._theirs = re.compile(table["theirs"] + "$")
        self._with = re.compile(rf"(?:[和与同]|带着|带领|及)(?:他的|她的|自己的)?{table['beside']}[^，。；、]{{0,4}}$")
        role = lexicon.either("roles", "workers", "officials")
        self._heads = {title: tuple(ends) for title, ends in table["heads_of"].items()}
        self._called_head = re.compile(f"(?:^|[，。；：“”、])副?(?P<title>{alternation(self._heads)})$")
        self._only_there = frozenset(table["only_there"])
        self._of_team = re.compile(f"(?:{'|'.join(lexicon.tables['studios']['visiting_teams'])})[^，。；]{{0,14}}$")
        self._founds = re.compile(table["founds"])
        self._inside = re.compile(rf"(?:{table['inside']}[^，。；、]{{0,{REACH}}}?|{role}|{table['beside']})[、“]?$")

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """What `stated` lacks: employers of people introduced by their trade, and hosts of studios."""
        known = [r for r in stated if r.type is RelationType.WORKS_AT]
        told = list(self._employers(sentences, known, directory))
        yield from told
        yield from self._in_departments(sentences, known, directory)
        hosts = list(self._hosts(stated, [*known, *told]))
        yield from hosts
        yield from self._hosts_around(sentences, [*stated, *hosts], directory)

    def _employers(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        employer = {r.head: r.tail for r in reversed(stated) if not self._organizations.is_department(r.tail.name)}
        seen = {r.head for r in stated}
        named = _first_naming(sentences, directory, self._organizations)
        units = directory.names(EntityType.ORGANIZATION)
        paragraph: list[EntityKey] = []
        visited: list[EntityKey] = []
        spoken_of: list[EntityKey] = []
        for sentence in sentences:
            text, focus = sentence.read.text, units.get(sentence.focus.enterprise or "")
            if sentence.read.tagged.sentence.opens:
                paragraph, visited = [], []
            if sentence.read.tagged.sentence.kind is Kind.BYLINE:
                continue
            for m in sentence.mentions:
                if m.type is EntityType.ORGANIZATION:
                    spoken_of.append(directory.of(m))
                if m.type is EntityType.ORGANIZATION and (unit := self._enterprise(m, units)):
                    (visited if VISITED.search(text, 0, m.start) else paragraph).append(unit)
                if m.type is not EntityType.PERSON or m.refers_to or directory.of(m) in seen:
                    continue
                if self._is_introduced(sentence, m, somewhere=bool(paragraph), visited=bool(visited)):
                    head = self._called_head.search(text, 0, m.start)
                    enterprise = (
                        self._host(text[: m.start], head, visited, spoken_of)
                        or self._beside_whom(sentence, m, employer, directory)
                        or _local(paragraph, focus)
                    )
                    if enterprise is None or (head and self._is_elsewhere(head["title"], spoken_of)):
                        continue
                    seen.add(directory.of(m))
                    evidence = sentence.read.tagged.sentence.evidence().with_earlier(
                        named.get(enterprise, sentence.read.tagged.sentence.evidence())
                    )
                    ends = directory.of(m), enterprise
                    yield Relation(RelationType.WORKS_AT, *ends, evidence, {}, "employment.inside", CONFIDENCE)

    def _in_departments(
        self, sentences: Sequence[ResolvedSentence], known: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """Who stands in a list with his workshop works at the enterprise that the document is about."""
        about = sentences[0].focus.enterprise if sentences else None
        enterprise = directory.names(EntityType.ORGANIZATION).get(about or "")
        employed = {r.head for r in known if not r.rule.endswith(DEPARTMENT)}
        for relation in known:
            if enterprise and relation.rule.endswith(DEPARTMENT) and relation.head not in employed:
                ends = relation.head, enterprise
                yield Relation(RelationType.WORKS_AT, *ends, relation.evidence, {}, "employment.listed", CONFIDENCE)

    def _is_introduced(self, sentence: ResolvedSentence, m: Mention, *, somewhere: bool, visited: bool) -> bool:
        """Whether what stands before a name says what he is there; whom a unit has come is not its own.

        Nor is who belongs to a team of several units, unless the paragraph is `somewhere`.
        """
        text = sentence.read.text
        nearest = max((o.end for o in sentence.mentions if o.end <= m.start), default=0)
        of_team = not somewhere and self._of_team.search(text, 0, m.start)
        if of_team or self._invites.match(text, nearest, m.start):
            return False
        before = text[nearest : m.start]
        inside = self._inside.search(text, nearest, m.start) or self._inside.search(before)
        return bool(inside or (visited and self._theirs.search(before)))

    def _is_elsewhere(self, title: str, spoken_of: Sequence[EntityKey]) -> bool:
        """Whether no unit was spoken of that has such a head, and no enterprise has one."""
        return title in self._only_there and self._headed(title, spoken_of) is None

    def _host(
        self, before: str, head: re.Match[str] | None, visited: Sequence[EntityKey], spoken_of: Sequence[EntityKey]
    ) -> EntityKey | None:
        """The unit whose head is called so, or the one that somebody has just come to."""
        own = self._headed(head["title"], spoken_of) if head else None
        return own or (visited[-1] if visited and self._head.search(before) else None)

    def _headed(self, title: str, spoken_of: Sequence[EntityKey]) -> EntityKey | None:
        """Of a 院长 or 站长 the unit last spoken of that has such a head."""
        return next((unit for unit in reversed(spoken_of) if unit.name.endswith(self._heads[title])), None)

    def _enterprise(self, m: Mention, units: Mapping[str, EntityKey]) -> EntityKey | None:
        """The enterprise that a unit's name means; None for unions, offices and schools."""
        whole = self._organizations.whole(m.refers_to or m.name)
        own_part = self._organizations.is_own_part(whole)
        return None if own_part or whole.endswith(self._no_enterprise) else units.get(whole)

    def _beside_whom(
        self, sentence: ResolvedSentence, m: Mention, employer: Mapping[EntityKey, EntityKey], directory: Directory
    ) -> EntityKey | None:
        """The employer of the one whose colleague or apprentice the sentence calls him."""
        before = sentence.read.text[: m.start]
        if not self._with.search(before):
            return None
        others = (p for p in reversed(sentence.mentions) if p.type is EntityType.PERSON and p.end <= m.start)
        return next((employer[key] for p in others if (key := directory.of(p)) in employer), None)

    def _hosts(self, stated: Sequence[Relation], employers: Sequence[Relation]) -> Iterator[Relation]:
        """A studio of which no host is told stands where its leader works: at the enterprise, not in a workshop."""
        hosted = {r.head for r in stated if r.type is RelationType.HOSTED_BY}
        helped = {(r.head, r.tail) for r in stated if r.type is RelationType.HELPS}
        own = [r for r in employers if not self._organizations.is_department(r.tail.name)]
        works = {r.head: r for r in reversed(own) if (r.head, r.tail) not in helped}
        for lead in stated:
            if lead.type is not RelationType.LEADS or lead.tail.name.endswith(OF_MANY):
                continue
            if lead.tail not in hosted and (work := works.get(lead.head)):
                hosted.add(lead.tail)
                work = _employer_then(work, lead, employers)
                evidence = lead.evidence.with_earlier(work.evidence)
                yield Relation(
                    RelationType.HOSTED_BY, lead.tail, work.tail, evidence, {}, "employment.host", CONFIDENCE
                )

    def _hosts_around(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """A studio of which nothing else tells stands in the only unit that its paragraph has spoken of before it.

        What a report lists as newly founded without saying where stands in the enterprise that it is about.
        """
        placed = {r.head for r in stated if r.type is RelationType.HOSTED_BY}
        units = directory.names(EntityType.ORGANIZATION)
        paragraph: set[EntityKey] = set()
        for sentence in sentences:
            if sentence.read.tagged.sentence.opens:
                paragraph = set()
            for m in sentence.read.mentions:
                if m.type is EntityType.ORGANIZATION and (unit := self._enterprise(m, units)):
                    # who tells of a visit tells of the visitors' studios
                    paragraph |= {unit} if not VISITED.search(sentence.read.text, 0, m.start) else set()
                elif m.type is EntityType.STUDIO and (studio := directory.of(m)) not in placed:
                    placed.add(studio)
                    focus = units.get(sentence.focus.enterprise or "")
                    if focus and not paragraph and self._founds.search(sentence.read.text[: m.start]):
                        paragraph = {focus}
                    if len(paragraph) == 1 and not studio.name.endswith(OF_MANY):
                        ends = studio, next(iter(paragraph))
                        evidence = sentence.read.tagged.sentence.evidence()
                        yield Relation(RelationType.HOSTED_BY, *ends, evidence, {}, "employment.around", CONFIDENCE)


def _employer_then(first: Relation, lead: Relation, employers: Sequence[Relation]) -> Relation:
    """Of one whose life is told from job to job, the last that he came to before the studio is spoken of."""
    came = [
        r
        for r in employers
        if r.head == lead.head and r.rule == CAME and r.evidence.spans[0].start <= lead.evidence.spans[0].start
    ]
    return max(came, key=lambda r: r.evidence.spans[0].start) if came and first.rule == CAME else first


def _local(paragraph: Sequence[EntityKey], focus: EntityKey | None) -> EntityKey | None:
    """The enterprise that the paragraph has spoken of, if only one, else the document's."""
    spoken = dict.fromkeys(paragraph)
    return next(iter(spoken)) if len(spoken) == 1 else focus


def _first_naming(
    sentences: Iterable[ResolvedSentence], directory: Directory, organizations: UnitNames
) -> dict[EntityKey, Evidence]:
    """The sentence that first names each organization."""
    found: dict[EntityKey, Evidence] = {}
    for sentence in sentences:
        for m in sentence.read.mentions:
            if m.type is EntityType.ORGANIZATION:
                for name in organizations.chain(m.refers_to or m.name):
                    unit = directory.key(EntityType.ORGANIZATION, name)
                    found.setdefault(unit, sentence.read.tagged.sentence.evidence())
    return found
