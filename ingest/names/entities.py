"""From mentions to entities: which names within one document mean the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ingest.facts import Entity, EntityKey, EntityType, FormerName, Span
from ingest.honours import told_best
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention
from ingest.mentions.places import PlaceFinder
from ingest.mentions.recognise import ReadSentence
from ingest.names.renamings import Renaming
from ingest.names.short_forms import OrganizationForms, dotted, ending, graded, joined

MARKS = re.compile(r"[\s“”‘’\"'《》〈〉「」『』（）()·•,，、。:：;；-]+")
QUOTED_EVENT = re.compile(r"“(?P<core>[^“”]{4,})”[\u4e00-\u9fff]{1,10}")
"""“甲乙丙丁”活动, “甲乙丙丁”品牌 and 甲乙丙丁 are one event."""
SHORTEST_TITLE = 6
"""A title is the end of a longer one only from this many characters on."""


def plain(name: str) -> str:
    """`name` without marks and white space, in lower case: names that differ in these only are one."""
    return MARKS.sub("", name).lower()


class Directory:
    """The entities of one document, and which of them each name means.

    Names are linked by `relink`, after the last one was noted.
    """

    def __init__(self, read: Sequence[ReadSentence], linker: "Linker") -> None:
        self._linker = linker
        self._spans: dict[tuple[EntityType, str], list[Span]] = defaultdict(list)
        self._events: dict[str, str] = {}
        self._attrs: dict[tuple[EntityType, str], dict[str, str]] = {}
        self._meant: dict[tuple[EntityType, str], str] = {}
        self._bearers: dict[tuple[EntityType, str], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for sentence in read:
            for m in (*sentence.mentions, *sentence.inner):
                self.note(m.type, m.name, sentence.tagged.sentence.spans(m.start, m.end), m.attrs)
                if m.bearer:
                    spans = sentence.tagged.sentence.spans(m.start, m.end)
                    self._bearers[m.type, m.name][m.bearer].extend(spans)
                if m.refers_to:
                    self._meant[m.type, m.name] = m.refers_to
                    self.note(m.type, m.refers_to, sentence.tagged.sentence.spans(m.start, m.end), m.attrs)
                self._note_event(m, sentence)
        self._renamings: list[Renaming] = []
        self._names: dict[EntityType, dict[str, EntityKey]] = {}
        self._by_form: dict[tuple[EntityType, str], EntityKey] = {}

    def _note_event(self, award: Mention, sentence: ReadSentence) -> None:
        if award.type is EntityType.AWARD:
            inside = (
                m
                for m in sentence.inner
                if m.type is EntityType.EVENT and award.start <= m.start and m.end <= award.end
            )
            for event in inside:
                self._events[award.name] = event.name

    def event_of(self, award: EntityKey) -> EntityKey | None:
        """The competition that an award's name holds, if it does."""
        name = self._events.get(award.name)
        return self.key(EntityType.EVENT, name) if name else None

    def rename(self, renaming: Renaming) -> None:
        """Records that two names are a present and a former one of the same thing."""
        self._renamings.append(renaming)

    def note(self, kind: EntityType, name: str, spans: Iterable[Span], attrs: dict[str, str] | None = None) -> None:
        """Records that `name` stands at `spans`."""
        self._spans[kind, name].extend(spans)
        known = self._attrs.get((kind, name), {})
        self._attrs[kind, name] = told_best([attrs or {}, known]) if attrs else known

    def key(self, kind: EntityType, name: str) -> EntityKey:
        """The entity that the name means.

        Raises:
            KeyError: neither the name nor another form of it was noted.
        """
        return self.names(kind).get(name) or self._by_form[kind, self._linker.form(kind, name)]

    def of(self, m: Mention) -> EntityKey:
        """The entity that a mention means."""
        key = self.key(m.type, m.refers_to or m.name)
        return key._replace(bearer=m.bearer) if m.bearer else key

    def names(self, kind: EntityType) -> Mapping[str, EntityKey]:
        """All names of one type, with the entity that each means."""
        return self._names.get(kind, {})

    def relink(self) -> None:
        """Links anew after names were noted."""
        self._names = self._linker.link(self._spans)
        for (kind, short), full in self._meant.items():
            self._names[kind][short] = self._names[kind][full]
        for new, old, _ in self._renamings:
            self._replace(new.type, self._names[old.type][old.name], self._names[new.type][new.name])
        for kind, name in self._bearers:
            self._tell_apart(kind, name)
        self._by_form = {
            (kind, self._linker.form(kind, name)): key
            for kind, names in self._names.items()
            for name, key in names.items()
        }

    def _tell_apart(self, kind: EntityType, name: str) -> None:
        """Gives the name alone to one of its bearers where it never stands without its being told who is meant."""
        whole, bearers = self._names[kind][name], self._bearers[kind, name]
        if {span for spans in bearers.values() for span in spans} >= set(self._spans[kind, name]):
            self._replace(kind, whole, whole._replace(bearer=min(bearers)))

    def _replace(self, kind: EntityType, one: EntityKey, other: EntityKey) -> None:
        self._names[kind] = {name: other if key == one else key for name, key in self._names[kind].items()}

    def _formerly(self, key: EntityKey) -> tuple[FormerName, ...]:
        """The former names of an entity, each with the first sentence that says so."""
        found: dict[str, FormerName] = {}
        for new, old, evidence in self._renamings:
            if self._names[new.type][new.name] == key and old.name != key.name:
                found.setdefault(old.name, FormerName(old.name, evidence))
        return tuple(found.values())

    def entities(self) -> tuple[Entity, ...]:
        """All entities, sorted by type and name."""
        members: dict[EntityKey, list[str]] = defaultdict(list)
        for named in self._names.values():
            for name, key in named.items():
                members[key].append(name)
        found = []
        for key in sorted(members):
            names = sorted(set(members[key]))
            # the fullest name's word counts where forms differ: 国家科技进步奖 has no grade, 国家科技进步二等奖 has
            best_first = sorted(names, key=key.name.__ne__)
            told = told_best(self._attrs[key.type, name] for name in best_first)
            attrs = {k: v for k, v in told.items() if k != "core"}
            aliases = tuple(n for n in names if n != key.name)
            spans = {span for name in names for span in self._spans[key.type, name]}
            for bearer, own in sorted(self._bearers.get((key.type, key.name), {}).items()):
                found.append(Entity(key._replace(bearer=bearer), (), tuple(sorted(own)), attrs))
                spans -= set(own)
            if spans:
                plain_key = key._replace(bearer="")
                found.append(Entity(plain_key, aliases, tuple(sorted(spans)), attrs, self._formerly(key)))
        return tuple(found)


class Linker:
    """The rules, type by type, by which two names within a document are one entity."""

    def __init__(self, lexicon: Lexicon, places: PlaceFinder) -> None:
        self._full_place = places.full_name
        core = lexicon.tables["organizations"]["core"]
        self._trailing = re.compile("(?:" + "|".join(map(re.escape, core["trailing"])) + ")+$")
        self._union = re.compile(r"^(?P<place>.*?)(?:(?P<level>[省市区县州旗])?总?工会|(?P<bare>[省市区县州旗])总)$")
        self._place = re.compile(alternation(lexicon.places.full_name) + "?")
        kinds = lexicon.either("studios", "kinds")
        self._studio_words = re.compile(rf"(?:{kinds}|创新|的|和|示范)+(?=工作室$)")

    def link(self, names: Iterable[tuple[EntityType, str]]) -> dict[EntityType, dict[str, EntityKey]]:
        """For each type, the entity of each name."""
        by_type: dict[EntityType, list[str]] = defaultdict(list)
        for kind, name in names:
            by_type[kind].append(name)
        keys: dict[EntityType, dict[str, EntityKey]] = {}
        for kind, found in by_type.items():
            best = {self._best(kind, group): group for group in self._groups(kind, found)}
            keys[kind] = {name: EntityKey(kind, whole) for whole, group in best.items() for name in group}
        return keys

    def _groups(self, kind: EntityType, names: Sequence[str]) -> list[list[str]]:
        by_key: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_key[self.form(kind, name)].append(name)
        groups = list(by_key.values())
        if kind is EntityType.ORGANIZATION:
            groups.sort(key=lambda group: -max(map(len, group)))
            return joined(groups, OrganizationForms(names, self._trailing, self._place).fuller)
        if kind is EntityType.PERSON:
            return joined(groups, dotted(names))
        if kind is EntityType.AWARD:
            groups = joined(groups, graded(names))
        if kind in {EntityType.ACHIEVEMENT, EntityType.AWARD, EntityType.EVENT}:
            groups.sort(key=lambda group: max(map(len, group)))
            return joined(groups, ending(names, plain, SHORTEST_TITLE))
        return groups

    def form(self, kind: EntityType, name: str) -> str:
        """What all forms of a name have in common that differ in nothing but spelling."""
        if kind is EntityType.PLACE:
            return self._full_place(name)
        if kind is EntityType.STUDIO:
            return self._studio_words.sub("", plain(name))
        if kind is EntityType.EVENT and (quoted := QUOTED_EVENT.fullmatch(name)):
            return plain(quoted["core"])
        if kind is EntityType.AWARD:
            return plain(name).replace("劳动模范", "劳模")
        if kind is EntityType.ORGANIZATION and (union := self._union.match(name)):
            return self._union_key(union)
        return plain(name)

    def _union_key(self, union: re.Match[str]) -> str:
        """甘肃省总工会, 甘肃省总, 甘肃工会 and 甘肃省工会 are one federation; a company's 工会 is its own."""
        place, level = union["place"], union["level"] or union["bare"] or ""
        known = self._full_place(place + level)
        return (
            f"{known}总工会"
            if known != place + level or level or known.endswith(("省", "市"))
            else plain(union.group())
        )

    def _best(self, kind: EntityType, names: Sequence[str]) -> str:
        """The fullest form; of a studio's one without 的 in it, if there is one ("张三的工作室")."""
        plainest = [name for name in names if "的" not in name] if kind is EntityType.STUDIO else []
        return max(plainest or names, key=lambda name: (len(name), name))
