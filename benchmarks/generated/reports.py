"""Made-up reports about the made-up persons: documents with their extractions, and who is really meant by each name.

Five kinds, as union papers print them: a feature about some workers of a province, a report on one enterprise, a list
of the honoured (a row each), a competition, and a studio with its leader, members and pupils. An enterprise is named by
one of its forms, sometimes with a second one as alias; what is said of a person is drawn anew in every report. In one
report no two persons have the same name: an extraction could not tell them apart.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.generated.people import Draw, Employer, Person, Rates, employers, persons, words
from corpus import Document
from ingest.facts import Entity, EntityKey, EntityType, Evidence, Extraction, Passage, Relation, RelationType, Span

T, R = EntityType, RelationType

# Of mentions, read off the annotated reports: 34 of 39 persons have an employer, 15 an honour, 6 a work; 22 of 79
# organizations have a second name. The rest is judged.
EMPLOYER, HONOUR, DATED, WORK, STUDIO, ALIAS = 0.87, 0.38, 0.35, 0.3, 0.5, 0.28
DEPARTMENT, VARIANT, BESIDE, BOTH_EMPLOYERS, FORMER_ALIAS, OLD_NAME = 0.15, 0.2, 0.6, 0.6, 0.3, 0.4
HAS_MASTER = 0.3
# Another trade than usual, or a title instead of it. Judged.
OTHER_ROLE = 0.08
# In a smaller world namesakes would meet in one enterprise far more often than in a country.
FEWEST_EMPLOYERS = 200
FORM_WEIGHTS = (0.35, 0.4, 0.2, 0.05)
KINDS = {
    "feature": (0.30, 2, 5),
    "enterprise": (0.25, 3, 8),
    "list": (0.15, 8, 25),
    "contest": (0.1, 3, 10),
    "studio": (0.2, 3, 6),
}


@dataclass(frozen=True, slots=True)
class Report:
    """A document, what it says, and which person, enterprise or studio each of its entities truly is."""

    document: Document
    extraction: Extraction
    truth: dict[EntityKey, str]


@dataclass
class World:
    """Persons with their enterprises, and which of them belong together."""

    people: list[Person]
    by_employer: dict[int, list[Person]]
    by_province: dict[str, list[Person]]
    masters: dict[int, Person]

    @classmethod
    def of(cls, count: int, draw: Draw, rates: Rates) -> "World":
        places = employers(max(count // 8, FEWEST_EMPLOYERS), draw, rates)
        people = persons(count, places, draw, rates)
        by_employer: dict[int, list[Person]] = defaultdict(list)
        by_province: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            by_employer[person.employers[0].id].append(person)
            by_province[person.employers[0].province].append(person)
        masters = {}
        for person in people:
            colleagues = [p for p in by_employer[person.employers[0].id] if p.name != person.name]
            if colleagues and draw.random() < HAS_MASTER:
                masters[person.id] = draw.choice(colleagues)
        return cls(people, by_employer, by_province, masters)


def reports(count: int, seed: int, rates: Rates | None = None) -> Iterator[Report]:
    """The reports about as many made-up persons, each person in one to five of them; the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311
    world = World.of(count, draw, rates or Rates())
    left = {person.id: person.reports for person in world.people}
    order = [person for person in world.people for _ in range(person.reports)]
    draw.shuffle(order)
    number = 0
    for person in order:
        if left[person.id]:
            kind = draw.choices(list(KINDS), [weight for weight, _, _ in KINDS.values()])[0]
            chosen = _companions(person, kind, world, left, draw)
            for one in chosen:
                left[one.id] -= 1
            yield _Writer(f"{seed:04x}{number:012x}", world, left, draw).write(kind, chosen)
            number += 1


def _companions(person: Person, kind: str, world: World, left: dict[int, int], draw: Draw) -> list[Person]:
    _, least, most = KINDS[kind]
    home = person.employers[0]
    pool = world.by_employer[home.id] if kind in {"enterprise", "studio"} else world.by_province[home.province]
    wanted, chosen = draw.randint(least, most), [person]
    for other in draw.sample(pool, len(pool)):
        if len(chosen) == wanted:
            break
        if left[other.id] and other.name not in {one.name for one in chosen}:
            chosen.append(other)
    return chosen


@dataclass
class _Writer:
    """Writes one report."""

    id: str
    world: World
    left: dict[int, int]
    draw: Draw
    lines: list[tuple[str, list[EntityKey], list[tuple[RelationType, EntityKey, EntityKey]]]] = field(
        default_factory=list
    )
    aliases: dict[EntityKey, list[str]] = field(default_factory=dict)
    truth: dict[EntityKey, str] = field(default_factory=dict)
    roles: dict[EntityKey, str] = field(default_factory=dict)
    named: dict[str, EntityKey] = field(default_factory=dict)

    def write(self, kind: str, chosen: list[Person]) -> Report:
        home = chosen[0].employers[0]
        if kind == "enterprise":
            key = self._employer(home)
            self._say(f"{key.name}的职工创新蔚然成风。", [key])
        if kind in {"feature", "contest"}:
            place = EntityKey(T.PLACE, home.province)
            self._say(f"{home.province}总工会近日表扬了一批一线职工。", [place])
        for person in chosen:
            if kind == "studio" and person is chosen[0]:
                self._studio(person, chosen[1:])
            self._person(person, kind, chosen)
        return self._report()

    def _chance(self, rate: float) -> bool:
        return self.draw.random() < rate

    def _name(self, key: EntityKey, meant: str) -> EntityKey | None:
        """The key, unless something else has it in this report."""
        return key if self.truth.setdefault(key, meant) == meant else None

    def _employer(self, employer: Employer) -> EntityKey:
        """The enterprise by the name that this report gives it; the same throughout."""
        meant = f"o{employer.id}"
        if meant not in self.named:
            old = employer.former and self._chance(OLD_NAME)
            forms = (employer.former,) if old else employer.names
            form = self.draw.choices(forms, FORM_WEIGHTS[: len(forms)])[0]
            # one who writes for readers of several enterprises of one name gives the place with it
            if (key := self._name(EntityKey(T.ORGANIZATION, form), meant)) is None:
                key = EntityKey(T.ORGANIZATION, employer.names[0] + "本部")
                self.truth[key] = meant
            others = [name for name in employer.names if len(name) < len(form)]
            if others and not old and self._chance(ALIAS):
                self.aliases[key] = [self.draw.choice(others)]
            if employer.former and not old and self._chance(FORMER_ALIAS):
                self.aliases.setdefault(key, []).append(employer.former)
            self.named[meant] = key
        return self.named[meant]

    def _person(self, person: Person, kind: str, chosen: list[Person]) -> None:
        key = EntityKey(T.PERSON, person.name)
        self.truth[key] = f"p{person.id}"
        before = len(self.lines)
        if self._chance(0.97 if kind == "list" else EMPLOYER):
            self._works(person, key)
        if person.leads_studio and kind != "studio" and self._chance(STUDIO):
            self._leads(person, key)
        self._honours(person, key, 1.0 if kind == "list" else HONOUR)
        for work in person.works:
            if self._chance(WORK):
                name = f"新型{work}" if self._chance(VARIANT) else work
                made = EntityKey(T.ACHIEVEMENT, name)
                self._say(f"{person.name}研制的{name}已经用上。", [key, made], (R.DEVELOPED, key, made))
        master = self.world.masters.get(person.id)
        if (
            master is not None
            and master.name not in {one.name for one in chosen if one is not master}
            and self._chance(0.25)
        ):
            other = EntityKey(T.PERSON, master.name)
            if self._name(other, f"p{master.id}"):
                self._say(f"{master.name}带出了徒弟{person.name}。", [key, other], (R.MENTORS, other, key))
        if len(self.lines) == before:
            beside = self._chance(BESIDE)
            others = [self._employer(person.employers[0])] if beside else []
            where = f"在{others[0].name}，" if beside else ""
            self._say(f"{where}{person.name}说，创新没有止境。", [key, *others])

    def _works(self, person: Person, key: EntityKey) -> None:
        jobs = person.employers
        late = len(jobs) > 1 and self.left[person.id] < person.reports / 2
        at = self._employer(jobs[1] if late else jobs[0])
        role = self.roles[key] = self._role(person)
        facts = [(R.WORKS_AT, key, at)]
        text = f"{at.name}{role}{person.name}干了一辈子。"
        if late and self._chance(BOTH_EMPLOYERS):
            old = self._employer(jobs[0])
            facts.append((R.WORKS_AT, key, old))
            text = f"曾在{old.name}工作的{person.name}，现在是{at.name}{role}。"
        elif self._chance(DEPARTMENT):
            part = EntityKey(T.ORGANIZATION, at.name + self.draw.choice(words()["departments"]))
            if self._name(part, f"{self.truth[at]}/{part.name[len(at.name) :]}"):
                facts += [(R.WORKS_AT, key, part), (R.PART_OF, part, at)]
                text = f"{part.name}{role}{person.name}干了一辈子。"
        self._say(text, [fact[2] for fact in facts[:2]] + [key], *facts)
        employer = jobs[1] if late else jobs[0]
        if at.name.startswith((employer.province[:-1], employer.city[:-1])):
            place = employer.province if at.name.startswith(employer.province[:-1]) else employer.city
            self._say(
                f"{at.name}在{place}。", [at, EntityKey(T.PLACE, place)], (R.LOCATED_IN, at, EntityKey(T.PLACE, place))
            )

    def _role(self, person: Person) -> str:
        """What the report says that the person works as: one may have learnt another trade, or be called by a title."""
        draw = Draw(f"{self.id} {person.id}")  # of its own, so that nothing else of the report depends on it
        return draw.choice(words()["trades"]) if draw.random() < OTHER_ROLE else person.trade

    def _honours(self, person: Person, key: EntityKey, rate: float) -> None:
        for told, variant in person.honours:
            if self._chance(rate):
                award = EntityKey(T.AWARD, variant if self._chance(VARIANT) else told)
                self._say(f"{person.name}获{award.name}。", [key, award], (R.RECEIVED, key, award))
        for told in person.dated:
            if self._chance(DATED):
                award = EntityKey(T.AWARD, told)
                self._say(f"{person.name}获得{told}。", [key, award], (R.RECEIVED, key, award))

    def _leads(self, person: Person, key: EntityKey) -> EntityKey | None:
        host = self._employer(
            person.employers[-1] if self.left[person.id] < person.reports / 2 else person.employers[0]
        )
        form = self.draw.choices(words()["studios"], (0.4, 0.25, 0.1, 0.15, 0.1))[0]
        name = form.format(name=person.name, host=host.name)
        if not (studio := self._name(EntityKey(T.STUDIO, name), f"s{person.id}")):
            return None
        facts = [(R.LEADS, key, studio)]
        if self._chance(0.7):
            facts.append((R.HOSTED_BY, studio, host))
        self._say(
            f"{host.name if len(facts) > 1 else ''}{name}由{person.name}领衔。",
            [key, studio, *([host] if len(facts) > 1 else [])],
            *facts,
        )
        return studio

    def _studio(self, leader: Person, members: list[Person]) -> None:
        key = EntityKey(T.PERSON, leader.name)
        self.truth[key] = f"p{leader.id}"
        if not leader.leads_studio or not (studio := self._leads(leader, key)):
            return
        for member in members:
            if self._chance(0.7):
                one = EntityKey(T.PERSON, member.name)
                self._say(f"{member.name}是{studio.name}的成员。", [one, studio], (R.MEMBER_OF, one, studio))

    def _say(self, text: str, names: list[EntityKey], *facts: tuple[RelationType, EntityKey, EntityKey]) -> None:
        self.lines.append((text, names, list(facts)))

    def _report(self) -> Report:
        text = "".join(f"{line}\n" for line, _, _ in self.lines)
        relations, passages, spans, start = [], [], defaultdict(list), 0
        for line, names, facts in self.lines:
            proof = Evidence(line, (Span(start, start + len(line)),))
            passages.append(Passage(*(proof.text, proof.spans)))
            for key in {*names, *(end for _, head, tail in facts for end in (head, tail))}:
                at = max(line.find(key.name), 0)
                spans[key].append(Span(start + at, start + at + len(key.name)))
            for type_, head, tail in facts:
                attrs = {"role": self.roles[head]} if type_ is R.WORKS_AT else {}
                relations.append(Relation(type_, head, tail, proof, attrs, "made", 0.9))
            start += len(line) + 1
        entities = tuple(
            Entity(key, tuple(self.aliases.get(key, ())), tuple(found)) for key, found in sorted(spans.items())
        )
        document = Document(self.id, f"{self.id}.txt", text, self.lines[0][0], "text/plain")
        truth = {entity.key: self.truth[entity.key] for entity in entities if entity.key in self.truth}
        return Report(document, Extraction(self.id, entities, tuple(relations), (), tuple(passages)), truth)
