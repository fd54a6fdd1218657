"""Members and leaders of a group that the sentence only means: "成员有某某、某某", "队长某某", "某某任副组长"."""

import re
from collections.abc import Iterator, Sequence

from ingest.discourse.candidates import JOINTS
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.page.layout import Kind
from ingest.page.tables import cells
from ingest.relations.pattern import SYMBOL, Encoded

CONFIDENCE = 0.7
KINDS = (RelationType.LEADS, RelationType.MEMBER_OF)
PERSON = SYMBOL[EntityType.PERSON]
GROUPS = SYMBOL[EntityType.STUDIO] + SYMBOL[EntityType.TEAM]
REACH = 2
"""A group is meant up to so many sentences after it was named."""
ROW = frozenset("、和与及" + PERSON)
"""In a row of leaders the names stand side by side; behind another title somebody is named who leads nothing."""
OF_ANOTHER = re.compile("[^（()）]*[）)]")
"""Behind a group in brackets, which is told of who stands before them ("甲（质检班班长）、乙")."""
ASIDE = re.compile("[（(][^（）()]{1,40}[）)]")
"""Behind a name, what he is: it breaks no row of names ("甲（成形车间锡槽工段长）、乙（女，工程师）")."""
NUMBER = re.compile(r"[\s；]*(?:\d{1,2}[.、．\s；]*)?")
"""Before the name that an item of a list or a row of a table begins with."""
DEPUTY = re.compile("副.+")
OF_GROUP = {
    "班长": "班",
    "班员": "班",
    "工长": "班区",
    "组长": "组室",
    "组员": "组班室",
    "队长": "队团",
    "队员": "队团",
}
"""What a group ends in whose leader or member is called so."""


class MembershipReader:
    """Connects those who are called members or leaders to the group that the text speaks of."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = {key: self._spelled(lexicon, text) for key, text in lexicon.tables["membership"].items()}
        self._cue, self._heading = re.compile(table["cue"]), re.compile(f"[【（(]?{table['heading']}[】）)：:]?")
        self._unnamed = re.compile(table["unnamed_group"])
        self._composed, self._leading = re.compile(table["composed"]), re.compile(table["leading"])
        self._titled, self._own_group = re.compile(table["titled"] + "$"), re.compile(table["own_group"])
        self._before_its_name = re.compile(table["unnamed_before"] + table["between"] + "$")
        self._brings = re.compile(table["brings_members"])
        self._row, self._labelled = re.compile(table["row"]), re.compile(table["labelled"])
        self._before = [(kind, re.compile(table[f"{kind}_before"] + table["between"] + "$")) for kind in KINDS]
        self._behind = [(kind, re.compile(table[f"{kind}_behind"])) for kind in KINDS]

    @staticmethod
    def _spelled(lexicon: Lexicon, text: str) -> str:
        role, leader = lexicon.either("roles", "workers", "officials"), lexicon.either("roles", "leaders")
        return text.replace("{role}", role).replace("{leader}", leader)

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """What `stated` lacks: who belongs to a group or leads it."""
        tied = {(r.head, r.tail) for r in stated if r.type in KINDS}
        led = {r.tail for r in stated if r.type is RelationType.LEADS}
        own_studio = _studios_by_leader(stated, sentences, directory)
        recent: list[Mention] = []
        only = _only_studio(sentences, directory)
        titles: dict[EntityKey, str] = {}
        listing, age = False, 0
        for sentence in sentences:
            text, opens = sentence.read.text, sentence.read.tagged.sentence.opens
            if opens:
                begins = self._heading.fullmatch(text.strip()) is not None
                listing = begins or (listing and (_begins(sentence) or _names_columns(sentence)))
            labelled = self._labelled.match(text.strip()) is not None
            last: tuple[RelationType, Mention, Mention | None] | None = None
            near = recent if listing or labelled or (age < REACH and not opens) else []
            for person, kind, called in self._told(sentence, listing=listing and opens):
                group = _group(sentence, person, near, called)
                if group is None and only and self._before_its_name.search(text[: person.start]):
                    group = only
                if group is None and last and last[0] is kind and text[last[1].end : person.start] in JOINTS:
                    group = last[2]
                last = (kind, person, group)
                if group is None and kind is RelationType.MEMBER_OF:
                    group = _of_leader(sentence, person, self._brings, own_studio, directory)
                ends = (directory.of(person), directory.of(group)) if group else None
                if ends is None or ends in tied or (kind is RelationType.LEADS and ends[1] in led):
                    continue
                tied.add(ends)
                yield _relation(kind, ends, sentence, called)
            for kind, ends in self._own_groups(sentence, titles, directory):
                if ends not in tied and not (kind is RelationType.LEADS and ends[1] in led):
                    tied.add(ends)
                    yield _relation(kind, ends, sentence)
            own = [m for m in sentence.mentions if SYMBOL[m.type] in GROUPS]
            # a team in a list of members is what one of them belongs to besides
            recent, age = (own[-1:], 0) if own and not listing else (recent, age + 1)
        yield from self._of_unnamed(sentences, tied, directory)

    def _of_unnamed(
        self,
        sentences: Sequence[ResolvedSentence],
        tied: set[tuple[EntityKey, EntityKey]],
        directory: Directory,
    ) -> Iterator[Relation]:
        """Of "由甲、乙等人组成的服务队" the members, where the text names a single group that can be called so."""
        groups = {directory.of(m) for s in sentences for m in s.mentions if SYMBOL[m.type] in GROUPS}
        for sentence in sentences if groups else ():
            encoded = Encoded.of(sentence.read.text, sentence.mentions)
            for match in self._composed.finditer(encoded.text):
                unnamed = self._unnamed.match(encoded.text, match.end())
                meant = [g for g in groups if unnamed and g.name.endswith(unnamed["ending"])]
                for at in range(*match.span("persons")) if len(meant) == 1 else ():
                    ends = (directory.of(encoded.mention(at)), meant[0]) if encoded.text[at] == PERSON else None
                    if ends and ends not in tied and not self._leading.match(encoded.text, at + 1):
                        tied.add(ends)
                        yield _relation(RelationType.MEMBER_OF, ends, sentence)

    def _own_groups(
        self, sentence: ResolvedSentence, titles: dict[EntityKey, str], directory: Directory
    ) -> Iterator[tuple[RelationType, tuple[EntityKey, EntityKey]]]:
        """Of "某某所在的挤奶二班" its leader, if he was called 班长 before, else a member; notes such titles."""
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        for at in (i for i, symbol in enumerate(encoded.text) if symbol == PERSON):
            person = directory.of(encoded.mention(at))
            if title := self._titled.search(encoded.text[:at]):
                titles.setdefault(person, title["called"])
            if match := self._own_group.match(encoded.text, at + 1):
                group = directory.of(encoded.mention(match.start("group")))
                leads = group.name[-1] in OF_GROUP.get(titles.get(person, ""), "")
                yield RelationType.LEADS if leads else RelationType.MEMBER_OF, (person, group)

    def _told(self, sentence: ResolvedSentence, *, listing: bool) -> Iterator[tuple[Mention, RelationType, str]]:
        """The persons called members or leaders, and the word that calls them so."""
        if listing and _begins(sentence):
            yield from ((person, RelationType.MEMBER_OF, "") for person in _named_first(sentence))
        if not self._cue.search(sentence.read.text):
            return
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        for match in self._composed.finditer(encoded.text):
            members = (i for i in range(*match.span("persons")) if encoded.text[i] == PERSON)
            yield from (
                (encoded.mention(i), RelationType.MEMBER_OF, "")
                for i in members
                if not self._leading.match(encoded.text, i + 1)
            )
        for start, end in self._rows(encoded.text):
            before = ((kind, pattern.search(encoded.text[:start])) for kind, pattern in self._before)
            behind = ((kind, pattern.match(encoded.text, end)) for kind, pattern in self._behind)
            called = next(((kind, m["called"] or "") for kind, m in (*before, *behind) if m), None)
            for at in range(start, end):
                if called and called[0] is RelationType.LEADS and at > start and encoded.text[at - 1] not in ROW:
                    break
                if called and encoded.text[at] == PERSON:
                    yield encoded.mention(at), *called

    def _rows(self, text: str) -> Iterator[tuple[int, int]]:
        """Where persons stand in rows ("甲、乙和丙")."""
        at = 0
        while (start := text.find(PERSON, at)) >= 0:
            at = start + 1
            while (joint := self._row.match(text, at)) and text.startswith(PERSON, joint.end()):
                at = joint.end() + 1
            yield start, at


def _only_studio(sentences: Sequence[ResolvedSentence], directory: Directory) -> Mention | None:
    """The studio that "工作室成员某某" means before the text has named it: the only one of the document."""
    named = {directory.of(m): m for s in sentences for m in s.mentions if m.type is EntityType.STUDIO}
    return next(iter(named.values())) if len(named) == 1 else None


def _studios_by_leader(
    stated: Sequence[Relation], sentences: Sequence[ResolvedSentence], directory: Directory
) -> dict[EntityKey, Mention]:
    """The studio of each person who leads a single one."""
    studios = {directory.of(m): m for s in sentences for m in s.mentions if m.type is EntityType.STUDIO}
    leading = [(r.head, r.tail) for r in stated if r.type is RelationType.LEADS and r.tail in studios]
    heads = [head for head, _ in leading]
    return {head: studios[tail] for head, tail in leading if heads.count(head) == 1}


def _of_leader(
    sentence: ResolvedSentence,
    person: Mention,
    brings: re.Pattern[str],
    studios: dict[EntityKey, Mention],
    directory: Directory,
) -> Mention | None:
    """The studio of the leader who brings its members along ("某某带着成员甲、乙在现场装上……")."""
    text = sentence.read.text
    before = [m for m in sentence.mentions if m.type is EntityType.PERSON and m.end <= person.start]
    led = (studios.get(directory.of(m)) for m in before if brings.match(text, m.end))
    return next((studio for studio in led if studio), None)


def _begins(sentence: ResolvedSentence) -> bool:
    """Whether the sentence begins with a person's name, as the items of a list of persons do."""
    first = sentence.mentions[0] if sentence.mentions else None
    number = NUMBER.fullmatch(sentence.read.text, 0, first.start) if first else None
    return first is not None and first.type is EntityType.PERSON and number is not None


def _names_columns(sentence: ResolvedSentence) -> bool:
    """Whether the line names the columns of a table that follows."""
    said = sentence.read.tagged.sentence
    return said.kind is Kind.HEADING and len(cells(said.paragraph.text)) > 1


def _named_first(sentence: ResolvedSentence) -> Iterator[Mention]:
    """The persons that an item begins with ("甲、乙：接触网工，……", "甲（钳工）、乙（电工）")."""
    end, text = None, sentence.read.text
    asides = [match.span() for match in ASIDE.finditer(text)]
    for m in sentence.mentions:
        if any(start < m.start < closing for start, closing in asides):
            continue
        between = "" if end is None else ASIDE.sub("", text[end : m.start])
        if m.type is not EntityType.PERSON or between not in ({""} if end is None else JOINTS):
            return
        end = m.end
        yield m


def _group(sentence: ResolvedSentence, person: Mention, recent: Sequence[Mention], called: str) -> Mention | None:
    """The group nearest before the person in the sentence, else the one spoken of before, if it can be called so."""
    text = sentence.read.text
    named = [m for m in sentence.mentions if SYMBOL[m.type] in GROUPS and m.end <= person.start]
    named = [m for m in named if not OF_ANOTHER.match(text, m.end, person.start)]
    topic = [sentence.before] if sentence.before and SYMBOL[sentence.before.type] in GROUPS else []
    ends = next((ends for word, ends in OF_GROUP.items() if called.endswith(word)), "")
    for group in (*named[::-1], *topic, *recent):
        if not ends or (group.refers_to or group.name)[-1] in ends:
            return group
    return None


def _relation(
    kind: RelationType, ends: tuple[EntityKey, EntityKey], sentence: ResolvedSentence, called: str = ""
) -> Relation:
    attrs = {"role": deputy[0]} if (deputy := DEPUTY.search(called)) else {}
    return Relation(kind, *ends, sentence.read.tagged.sentence.evidence(), attrs, "membership", CONFIDENCE)
