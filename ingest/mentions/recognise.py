"""All mentions of a document: each finder in turn, then names found once are looked for everywhere."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import add

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.awards import AwardFinder
from ingest.mentions.cut_names import CutNames
from ingest.mentions.events import EventFinder
from ingest.mentions.familiar_names import FamiliarNames
from ingest.mentions.fields import FieldFinder
from ingest.mentions.mention import Mention, TaggedSentence, free
from ingest.mentions.organizations import OrganizationFinder
from ingest.mentions.outcomes import OutcomeFinder
from ingest.mentions.persons import PersonFinder
from ingest.mentions.places import PlaceFinder
from ingest.mentions.policies import PolicyFinder
from ingest.mentions.shared_ends import SharedEnds
from ingest.mentions.studios import StudioFinder
from ingest.mentions.teams import TeamFinder
from ingest.mentions.unit_names import UnitNames
from ingest.mentions.zones import ZoneFinder
from ingest.page.layout import Kind

SPREAD = (EntityType.STUDIO, EntityType.ORGANIZATION, EntityType.ACHIEVEMENT, EntityType.TEAM, EntityType.PERSON)
"""Types whose names, found once, are taken as names everywhere in the document."""
RUNS_ON = "外一二三两四五六七八九十又也已都就先再还正则均曾从在和与说把将为是等"
SIGNED = re.compile(r"[（(](?P<names>[\u4e00-\u9fff \u3000、]{2,14})[）)]")
COMMON_TAGS = frozenset({"n", "nz", "nw", "a"})
BEFORE_CALLED = frozenset("，。；：、！？“‘跟和与同向对给让请问听由被是年长爷傅父弟")
"""In front of a person whom the text calls 老姜 or 小金: a clause begins, or behind it he is told of."""
MOST_AUTHORS = 3
"""A line of more names than this is a list, not a byline."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its mentions.

    Attributes:
        text: the sentence's.
        mentions: sorted, none overlapping another.
        inner: mentions inside those (the person in a studio's name, the competition in an award's).
    """

    tagged: TaggedSentence
    mentions: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.tagged.text)


class Recogniser:
    """Finds the mentions of every type.

    Attributes:
        units_of_places: last words of units that are called after a place, and never after a person.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.units_of_places = tuple(lexicon.tables["organizations"]["of_places"])
        self._familiar = FamiliarNames(lexicon)
        self.persons = PersonFinder(lexicon)
        self._cut_names = CutNames(lexicon, self.persons.is_name)
        self.units = UnitNames(lexicon)
        self.places = PlaceFinder(lexicon)
        self.studios = StudioFinder(lexicon)
        self.awards = AwardFinder(lexicon)
        self.fields = FieldFinder(lexicon, self.persons)
        self.outcomes = OutcomeFinder(lexicon)
        self._stands = re.compile(lexicon.tables["studios"]["stands"])
        self._in_order = (
            self.fields,
            PolicyFinder(lexicon),
            self.studios,
            TeamFinder(lexicon),
            self.awards,
            EventFinder(lexicon),
            self.outcomes,
            ZoneFinder(lexicon),
            SharedEnds(lexicon),
            OrganizationFinder(lexicon, self.units),
            self.persons,
            self.places,
        )

    def read(self, tagged: Sequence[TaggedSentence]) -> list[ReadSentence]:
        """The sentences with their mentions, in the same order."""
        asides = [self._is_aside(sentence) for sentence in tagged]
        found = [
            ReadSentence(sentence, (), ()) if aside else self._first_pass(sentence)
            for sentence, aside in zip(tagged, asides, strict=True)
        ]
        whole = self._cut_names.whole([s.text for s in found], [s.mentions for s in found])
        first = _without_next_word([replace(s, mentions=m) for s, m in zip(found, whole, strict=True)])
        names = self._known_names(first)
        return [
            sentence if aside else self._spread(sentence, names) for sentence, aside in zip(first, asides, strict=True)
        ]

    def _first_pass(self, tagged: TaggedSentence) -> ReadSentence:
        taken: list[Mention] = []
        inner: list[Mention] = []
        for finder in self._in_order:
            candidates = sorted(finder.find(tagged), key=lambda m: (m.start, -m.end))
            if not candidates:
                continue
            taken += free(self._cut_free(tagged.text, candidates, taken), taken)
            inner += [c for c in candidates if any(_tells(t, c) for t in taken)]
        inner += [m for studio in taken if (m := _leader(studio))]
        return ReadSentence(tagged, tuple(sorted(taken, key=lambda m: m.start)), tuple(inner))

    def _cut_free(self, text: str, candidates: Iterable[Mention], taken: Sequence[Mention]) -> list[Mention]:
        """Organizations that run into a taken name ("某厂张三劳模创新工作室") are cut off before it."""
        cut = []
        for candidate in candidates:
            over = next((t for t in taken if candidate.overlaps(t)), None)
            if over and candidate.type is EntityType.ORGANIZATION and candidate.start < over.start:
                name = text[candidate.start : over.start].rstrip("的 \u3000\t")
                if self.units.is_unit(name) and over.type is not EntityType.ORGANIZATION:
                    cut.append(replace(candidate, end=candidate.start + len(name), name=name))
            elif over and candidate.type is EntityType.ORGANIZATION and candidate.end > over.end:
                link = self._stands.match(text, over.end)
                name = text[link.end() : candidate.end] if link else ""
                if link and self.units.is_unit(name):
                    cut.append(replace(candidate, start=link.end(), name=name))
            else:
                cut.append(candidate)
        return cut

    def _is_aside(self, tagged: TaggedSentence) -> bool:
        """A byline, or the note that says where the text was taken from: it names nobody who is reported on."""
        return tagged.sentence.kind is Kind.BYLINE or self.fields.is_source(tagged.text) or self._is_signature(tagged)

    def _is_signature(self, tagged: TaggedSentence) -> bool:
        """A line that holds names of persons and nothing else is a byline, and so are names in brackets at the end."""
        signed = SIGNED.fullmatch(tagged.text.strip())
        alone = tagged.sentence.kind is Kind.HEADING and tagged.text == tagged.sentence.paragraph.text
        if not signed and not alone:
            return False
        names = re.split(r"[ \u3000、]+", signed["names"] if signed else tagged.text.strip())
        return len(names) <= MOST_AUTHORS and all(self.persons.is_name(name) for name in names)

    def _known_names(self, read: Sequence[ReadSentence]) -> "_Names":
        """The names to look for everywhere."""
        named = (m for sentence in read for m in (*sentence.mentions, *sentence.inner))
        names = {m.name: m for m in named if m.type in SPREAD and len(m.name) > 1}
        short = self._short_forms(names)
        return _Names({name: model for name, model in names.items() if name not in short}, short)

    def _short_forms(self, names: dict[str, Mention]) -> dict[str, Mention]:
        """What persons and companies can be called for short, where only one of them can be."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for name, model in names.items():
            if model.type is EntityType.PERSON:
                for short in self._familiar.of(name):
                    found[short].append(model)
            elif model.type is EntityType.ORGANIZATION:
                unit = self.units.chain(name)[-1]
                whole = model if unit == name else names.get(unit, replace(model, name=unit))
                for short in self.units.short_forms(unit):
                    found[short].append(whole)
        return {
            short: models[0]
            for short, models in found.items()
            if len({model.name for model in models}) == 1 and len(short) > 1
            if short not in names or self._familiar.is_no_name(short, models[0].name)
        }

    def _spread(self, read: ReadSentence, names: "_Names") -> ReadSentence:
        found = list(self._named_again(read.tagged, names))
        found.sort(key=lambda m: (m.start - m.end, m.start))
        longer = [m for m in found if any(_is_part(k, m) for k in read.mentions)]
        kept = [names.meant(m) for m in read.mentions if not any(_is_part(m, n) for n in longer)]
        mentions = [names.led(m) for m in kept + free(found, kept)]
        inner = [*read.inner, *(leader for m in mentions if m not in read.mentions and (leader := _leader(m)))]
        return replace(read, mentions=tuple(sorted(mentions, key=lambda m: m.start)), inner=tuple(inner))

    def _named_again(self, tagged: TaggedSentence, names: "_Names") -> Iterator[Mention]:
        """The known names in the sentence; a person's only where a word begins, and not in a byline."""
        starts = tagged.starts()
        for start, name, model in names.within(tagged.text):
            end = start + len(name)
            refers_to = model.name if name != model.name else None
            if model.type is not EntityType.PERSON:
                yield Mention(start, end, model.type, name, model.rule, model.attrs, refers_to)
            elif (start in starts or _is_cut(tagged, start, end)) and self._is_called(tagged, start, name, model.name):
                if studio := self.studios.of_person(tagged, start, end, model.name):
                    yield studio
                if not self.persons.in_byline(tagged, start, end):
                    yield Mention(start, end, model.type, name, model.rule, model.attrs, refers_to)

    def _is_called(self, tagged: TaggedSentence, start: int, name: str, full: str) -> bool:
        """Whether a known name means the person there.

        A familiar or a given name does as one word that the tagger takes for a name, the given one also as one that
        it merely does not know.
        """
        end = start + len(name)
        if name.startswith(self._familiar.familiar):
            return _is_named(tagged, start, end)
        given = name != full and full.endswith(name)
        return not given or any((t.start, t.end) == (start, end) for t in tagged.within(start, end))


class _Names:
    """Names by their first two characters, so that finding them takes no longer for a document of many names."""

    def __init__(self, models: dict[str, Mention], short: dict[str, Mention]) -> None:
        self._short = short
        self._by_head: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
        for name, model in (*models.items(), *short.items()):
            self._by_head[name[:2]].append((name, model))

    def meant(self, m: Mention) -> Mention:
        """Of 韦哥, where the document names one person of this surname, that he is meant."""
        model = self._short.get(m.name) if m.type is EntityType.PERSON else None
        return replace(m, refers_to=model.name) if model else m

    def led(self, m: Mention) -> Mention:
        """A studio, by whom it is named if by a person of the document: a field holds its name only."""
        if m.type is not EntityType.STUDIO or "leader" in m.attrs:
            return m
        persons = (n for n, model in self._by_head.get(m.name[:2], ()) if model.type is EntityType.PERSON)
        leader = next((name for name in persons if m.name.startswith(name)), None)
        return replace(m, attrs={**m.attrs, "leader": leader}) if leader else m

    def within(self, text: str) -> Iterator[tuple[int, str, Mention]]:
        """Where in the text each name or short form stands."""
        for start, head in enumerate(map(add, text, text[1:])):
            for name, model in self._by_head.get(head, ()):
                if text.startswith(name, start):
                    yield start, name, model


def _without_next_word(read: list[ReadSentence]) -> list[ReadSentence]:
    """Names of persons that took in a following adverb or number, where the document has the name without it too."""
    known = {m.name for sentence in read for m in sentence.mentions if m.type is EntityType.PERSON}

    def shortened(m: Mention) -> Mention:
        runs_on = m.type is EntityType.PERSON and m.name[-1] in RUNS_ON and m.name[:-1] in known
        return replace(m, end=m.end - 1, name=m.name[:-1]) if runs_on else m

    if not any(name[:-1] in known and name[-1] in RUNS_ON for name in known):
        return read
    return [replace(sentence, mentions=tuple(map(shortened, sentence.mentions))) for sentence in read]


def _is_cut(tagged: TaggedSentence, start: int, end: int) -> bool:
    """Whether the tagger made a person's name of the stretch without its first character ("是于|洪波")."""
    return any(t.start == start + 1 and t.end == end and t.tag == "PER" for t in tagged.within(start, end))


def _is_named(tagged: TaggedSentence, start: int, end: int) -> bool:
    """Whether the stretch is one word that the tagger takes for a person: 小康 is not always somebody's.

    Some it knows as common words; where a clause begins, or behind 跟 and 对, 老姜 is the one whom the text named.
    """
    whole = next((t for t in tagged.within(start, end) if (t.start, t.end) == (start, end)), None)
    stands = not start or tagged.text[start - 1] in BEFORE_CALLED
    return whole is not None and (whole.tag == "PER" or (stands and whole.tag in COMMON_TAGS))


def _is_part(part: Mention, whole: Mention) -> bool:
    """Whether a person's name was cut short, or is only the head of a studio's name, or a place only part of a name."""
    if part.type is whole.type is EntityType.PERSON and part.end == whole.end:
        return whole.start + 1 == part.start
    if part.type is EntityType.PLACE and whole.type is EntityType.PERSON:
        return whole.start <= part.start and part.end <= whole.end
    inside = part.start == whole.start and part.end < whole.end
    names = {EntityType.PERSON, EntityType.STUDIO, EntityType.ORGANIZATION}
    return inside and part.type is EntityType.PERSON and whole.type in names


def _tells(outer: Mention, inner: Mention) -> bool:
    """Whether a mention inside another is worth keeping: an award's competition, a document's issuer, a place."""
    if not (outer.start <= inner.start and inner.end <= outer.end) or outer.type is inner.type:
        return False
    if inner.type is EntityType.ORGANIZATION:
        own_honour = outer.type is EntityType.AWARD and outer.name.endswith("劳模")
        return (own_honour or outer.type in {EntityType.POLICY, EntityType.EVENT}) and inner.start <= outer.start + 1
    return (outer.type, inner.type) == (EntityType.AWARD, EntityType.EVENT) or inner.type is EntityType.PLACE


def _leader(studio: Mention) -> Mention | None:
    leader = studio.attrs.get("leader")
    if leader is None:
        return None
    return Mention(studio.start, studio.start + len(leader), EntityType.PERSON, leader, "person.studio")
