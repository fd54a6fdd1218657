"""Works named in quotation marks, where the words beside say that a thing is meant ("这副“某某眼镜”还在试")."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.achievement_names import AchievementNames
from ingest.mentions.mention import Mention, TaggedSentence

TITLE = re.compile("“(?P<name>[^“”，。；：！？、《》]{4,24})”")
NICKNAME = re.compile("“(?P<name>[\u4e00-\u9fff]{3,8})”")
RULE = "achievement.quoted_thing"


class QuotedThingFinder:
    """Finds quoted names that end as things do and are pointed at, used or rewarded, and nicknames of such things."""

    def __init__(self, lexicon: Lexicon, names: AchievementNames) -> None:
        self._names = names
        table = lexicon.tables["achievements"]
        told, quoted = table["told"], table["quoted"]
        self._things = re.compile(rf"(?:{told['things']}|法)$")
        self._no_things = re.compile(rf"(?:{told['no_things']}|{quoted['metaphors']})$")
        self._slogan = re.compile(table["slogan_after"])
        self._before = re.compile(rf"(?:{quoted['before']})$")
        self._behind = re.compile(rf"”(?:{quoted['behind']})")
        self._nickname_before = re.compile(rf"(?:{quoted['nickname_before']})$")
        self._described = re.compile(rf"”[，,](?:一[台套种个件款只把]|是)?[^，。；“”]{{1,16}}的(?:{quoted['kinds']})")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The works that the sentence names so."""
        text = sentence.text
        for match in TITLE.finditer(text):
            if (
                self._is_thing(match["name"])
                and not self._slogan.match(text, match.end())
                and self._is_told(text, match)
            ):
                yield _mention(match)
        for match in NICKNAME.finditer(text):
            if self._nickname_before.search(text[: match.start()]) and self._described.match(text, match.end() - 1):
                yield _mention(match)

    def _is_told(self, text: str, match: re.Match[str]) -> bool:
        before = self._before.search(text[: match.start()])
        return bool(before) or self._behind.match(text, match.end() - 1) is not None

    def _is_thing(self, name: str) -> bool:
        ends = self._things.search(name) is not None and self._no_things.search(name) is None
        return (
            ends and not name.endswith(self._names.not_things) and self._names.is_acceptable(f"“{name}”", quoted=True)
        )


def _mention(match: re.Match[str]) -> Mention:
    return Mention(*match.span("name"), EntityType.ACHIEVEMENT, match["name"], RULE)
