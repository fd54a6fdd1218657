"""From mentions to entities: which names within one document mean the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.facts import Entity, EntityKey, EntityType, Span
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention
from ingest.mentions.places import PlaceFinder
from ingest.mentions.recognise import ReadSentence

MARKS = re.compile(r"[\s“”‘’\"'《》〈〉「」『』（）()·•,，、。:：;；-]+")
GRADE = re.compile(r"[特一二三四]等奖(?:第.名)?$")
SHORTEST_TAIL = 4
"""An organization's short form is the end of the full form only from this many characters on."""
QUOTED_EVENT = re.compile(r"“(?P<core>[^“”]{4,})”[\u4e00-\u9fff]{1,6}")
"""“甲乙丙丁”活动, “甲乙丙丁”品牌 and 甲乙丙丁 are one event."""
SHORTEST_ABBREVIATION = 3
"""川维厂 for 四川维尼纶厂: each character in order, the last one the same, in a name more than twice as long."""
SHORTEST_TITLE = 6


def plain(name: str) -> str:
    """`name` without marks and white space, in lower case: names that differ in these only are one."""
    return MARKS.sub("", name).lower()


class Directory:
    """The entities of one document, and which of them each name means."""

    def __init__(self, read: Sequence[ReadSentence], lexicon: Lexicon, places: PlaceFinder) -> None:
        self._places = places
        self._linker = _Linker(lexicon, places)
        self._spans: dict[tuple[EntityType, str], list[Span]] = defaultdict(list)
        self._events: dict[str, str] = {}
        self._attrs: dict[tuple[EntityType, str], dict[str, str]] = {}
        for sentence in read:
            for m in (*sentence.mentions, *sentence.inner):
                self.note(m.type, m.name, sentence.tagged.sentence.spans(m.start, m.end), m.attrs)
                self._note_event(m, sentence)
        self.relink()

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

    def note(self, kind: EntityType, name: str, spans: Iterable[Span], attrs: dict[str, str] | None = None) -> None:
        """Records that `name` stands at `spans`."""
        self._spans[kind, name].extend(spans)
        self._attrs.setdefault((kind, name), {}).update(attrs or {})

    def key(self, kind: EntityType, name: str) -> EntityKey:
        """The entity that the name means.

        Raises:
            KeyError: neither the name nor another form of it was noted.
        """
        if (kind, name) in self._keys:
            return self._keys[kind, name]
        return self._by_form[kind, self._linker.form(kind, name)]

    def of(self, m: Mention) -> EntityKey:
        """The entity that a mention means."""
        return self.key(m.type, m.refers_to or m.name)

    def names(self, kind: EntityType) -> dict[str, EntityKey]:
        """All names of one type, with the entity that each means."""
        return {name: key for (of, name), key in self._keys.items() if of is kind}

    def relink(self) -> None:
        """Links anew after names were noted."""
        self._keys = self._linker.link(self._spans)
        self._by_form = {(kind, self._linker.form(kind, name)): key for (kind, name), key in self._keys.items()}

    def entities(self) -> tuple[Entity, ...]:
        """All entities, sorted by type and name."""
        members: dict[EntityKey, list[str]] = defaultdict(list)
        for (_, name), key in self._keys.items():
            members[key].append(name)
        found = []
        for key in sorted(members):
            names = sorted(set(members[key]))
            spans = sorted({span for name in names for span in self._spans[key.type, name]})
            # the fullest name's word counts where forms differ: 国家科技进步奖 has no grade, 国家科技进步二等奖 has
            best_last = sorted(names, key=key.name.__eq__)
            attrs = {k: v for name in best_last for k, v in self._attrs[key.type, name].items() if k != "core"}
            found.append(Entity(key, tuple(n for n in names if n != key.name), tuple(spans), attrs))
        return tuple(found)


class _Linker:
    """The rules, type by type, by which two names within a document are one entity."""

    def __init__(self, lexicon: Lexicon, places: PlaceFinder) -> None:
        self._full_place = places.full_name
        core = lexicon.tables["organizations"]["core"]
        self._trailing = re.compile("(?:" + "|".join(map(re.escape, core["trailing"])) + ")+$")
        self._union = re.compile(r"^(?P<place>.*?)(?:(?P<level>[省市区县州旗])?总?工会|(?P<bare>[省市区县州旗])总)$")
        self._place = re.compile(alternation(lexicon.places.full_name) + "?")
        kinds = lexicon.either("studios", "kinds")
        self._studio_words = re.compile(rf"(?:{kinds}|创新|的|和|示范)+(?=工作室$)")

    def link(self, names: Iterable[tuple[EntityType, str]]) -> dict[tuple[EntityType, str], EntityKey]:
        """The entity of each (type, name)."""
        keys: dict[tuple[EntityType, str], EntityKey] = {}
        by_type: dict[EntityType, list[str]] = defaultdict(list)
        for kind, name in names:
            by_type[kind].append(name)
        for kind, found in by_type.items():
            for group in self._groups(kind, found):
                key = EntityKey(kind, self._best(kind, group))
                keys.update({(kind, name): key for name in group})
        return keys

    def _groups(self, kind: EntityType, names: Sequence[str]) -> list[list[str]]:
        by_key: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_key[self.form(kind, name)].append(name)
        groups = list(by_key.values())
        if kind is EntityType.ORGANIZATION:
            return self._with_short_forms(groups)
        if kind is EntityType.AWARD:
            groups = _without_grades(groups)
        if kind in {EntityType.ACHIEVEMENT, EntityType.AWARD, EntityType.EVENT}:
            return _with_tails(groups, SHORTEST_TITLE)
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

    def _with_short_forms(self, groups: list[list[str]]) -> list[list[str]]:
        """Joins the group of a short form to the only group whose full form it can stand for."""
        groups = sorted(groups, key=lambda group: -max(map(len, group)))
        for short in list(groups):
            fuller = [g for g in groups if g is not short and any(self._stands_for(s, f) for s in short for f in g)]
            if len(fuller) == 1:
                fuller[0].extend(short)
                groups.remove(short)
        return groups

    def _stands_for(self, short: str, full: str) -> bool:
        if len(short) >= len(full):
            return False
        if re.fullmatch(r"[省市区县州]总工会|[省市区县]总", short):
            return full.endswith(("总工会", "总")) and f"{short[0]}总" in full
        inner, outer = self._trailing.sub("", short), self._trailing.sub("", full)
        if len(inner) > 1 and inner == outer:
            return True
        without_place = self._place.sub("", outer, count=1)
        if len(inner) > 1 and inner == without_place:
            return True
        if len(short) >= SHORTEST_ABBREVIATION and short[-1] == full[-1] and len(full) > 2 * len(short):
            rest = iter(full)
            if all(c in rest for c in short):
                return True
        long_enough = len(short) >= SHORTEST_TAIL and not short.endswith("工会")
        return long_enough and (full.endswith(short) or (len(inner) >= SHORTEST_TAIL and outer.endswith(inner)))

    def _best(self, kind: EntityType, names: Sequence[str]) -> str:
        """The fullest form; of a studio's one without 的 in it, if there is one ("张三的工作室")."""
        plainest = [name for name in names if "的" not in name] if kind is EntityType.STUDIO else []
        return max(plainest or names, key=lambda name: (len(name), name))


def _without_grades(groups: list[list[str]]) -> list[list[str]]:
    """Joins an award named without its grade to the only one that is the same with a grade."""
    for short in list(groups):
        graded = [g for g in groups if g is not short and any(GRADE.sub("奖", f) == s != f for f in g for s in short)]
        if len(graded) == 1:
            graded[0].extend(short)
            groups.remove(short)
    return groups


def _with_tails(groups: list[list[str]], shortest: int) -> list[list[str]]:
    """Joins a name that is the end of exactly one longer name to it."""
    groups = sorted(groups, key=lambda group: max(map(len, group)))
    for short in list(groups):
        tails = [plain(name) for name in short if len(plain(name)) >= shortest]
        longer = [
            g
            for g in groups
            if g is not short and any(plain(f).endswith(t) and plain(f) != t for f in g for t in tails)
        ]
        if len(longer) == 1:
            longer[0].extend(short)
            groups.remove(short)
    return groups
