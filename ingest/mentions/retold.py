"""Works told beside their names ("2.某某清污机器人。……研制出履带式的机器人", "做了个会爬的架子……叫“某某架”")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.achievement_told import OF, WITH_CLAUSE
from ingest.mentions.mention import HEADED, Mention
from ingest.mentions.recognise import ReadSentence
from ingest.page.layout import Kind

TOLD = {WITH_CLAUSE, "achievement.thing", "achievement.made", "achievement.object"}
NAMED = {
    "achievement.quoted",
    "achievement.called",
    "achievement.quoted_thing",
    "achievement.title",
    "achievement.pointed",
    "achievement.subject",
}
LITTLE = "子"
WITHIN = 2
"""Sentences after which a description is named at last."""
SHORTEST = 2
"""A noun of a single character (机) says too little of which work it is."""
LONGEST = 5
"""A longer noun behind 的 ("可调的焊枪角度限位夹具") is a name by itself."""


class RetoldWorks:
    """Reads a work that is told as what somebody made as the one that the item is about."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["achievements"]["retold"]
        self._described = re.compile(table["described"])
        self._device, self._method = re.compile(f"(?:{table['device']})$"), re.compile(f"(?:{table['method']})$")

    def noted(self, read: Sequence[ReadSentence]) -> list[ReadSentence]:
        """The sentences, with what is told below a title as meaning the title's work."""
        title: Mention | None = None
        found = []
        for sentence in read:
            headed = next((m for m in sentence.mentions if m.rule == HEADED), None)
            said = sentence.tagged.sentence
            if headed or said.kind is not Kind.BODY or (said.opens and said.paragraph.in_list):
                title = headed
            found.append(self._retold(sentence, title) if title and not headed else sentence)
        return [self._named_later(found, at) for at in range(len(found))]

    def _named_later(self, read: Sequence[ReadSentence], at: int) -> ReadSentence:
        """The sentence, with a work that is only described there as the one whose name follows in its paragraph."""
        sentence = read[at]
        if not any(m.type is EntityType.ACHIEVEMENT and m.rule in TOLD for m in sentence.mentions):
            return sentence
        behind: list[Mention] = []
        for other in read[at + 1 : at + 1 + WITHIN]:
            if other.tagged.sentence.paragraph is not sentence.tagged.sentence.paragraph:
                break
            behind += other.mentions
        mentions = list(sentence.mentions)
        for place, m in enumerate(mentions):
            works = (o for o in (*mentions[place + 1 :], *behind) if o.type is EntityType.ACHIEVEMENT)
            name = next(works, None)
            if name and name.rule in NAMED and OF not in name.name and self._is_described(m, name):
                mentions[place] = replace(m, name=name.name)
        return replace(sentence, mentions=tuple(mentions))

    @staticmethod
    def _is_described(m: Mention, name: Mention) -> bool:
        """Whether a mention describes ("夹铅芯的刀杆", "12片的塞规") what another one names, by the noun it ends in."""
        if m.type is not EntityType.ACHIEVEMENT or m.rule not in TOLD or m.refers_to or OF not in m.name:
            return False
        noun = m.name.rpartition(OF)[2]
        same = noun[-SHORTEST:] in name.name or noun.removesuffix(LITTLE)[-1:] == name.name[-1]
        return len(noun) >= SHORTEST and same

    def _retold(self, sentence: ReadSentence, title: Mention) -> ReadSentence:
        # a description is no other name of the work, so none is kept
        mentions = (replace(m, name=title.name) if self._is_told(m, title) else m for m in sentence.mentions)
        return replace(sentence, mentions=tuple(mentions))

    def _is_told(self, m: Mention, title: Mention) -> bool:
        """Whether a work is only described ("能自己爬行的小车"), by a noun that the title ends in or a short one."""
        if m.type is not EntityType.ACHIEVEMENT or m.rule not in TOLD or m.refers_to or OF not in m.name:
            return False
        noun = m.name.rpartition(OF)[2]
        described = self._described.match(m.name) is not None and len(noun) <= LONGEST
        fits = self._method.search(title.name) is None and self._device.fullmatch(noun) is not None
        return len(noun) >= SHORTEST and (described or fits or title.name.endswith(noun))
