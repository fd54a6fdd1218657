"""Events: competitions, exhibitions, campaigns, programmes and brands."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence

REACH = 44
BOUNDARY = "—，。；：！？,;:!?（）()《》 \u3000"


class EventFinder:
    """Finds quoted events ("“劳模工匠助企行”活动") and named ones ("第三届全国职工技能大赛")."""

    def __init__(self, lexicon: Lexicon) -> None:
        endings = lexicon.either("events", "endings")
        whole = lexicon.either("events", "unquoted_endings")
        after, kinds = lexicon.either("events", "quoted_after"), lexicon.either("events", "quoted_kinds")
        self._quoted = Cued.of(
            rf"(?P<before>(?:\d{{4}}年(?:度)?)?[\u4e00-\u9fff]{{0,12}}?)“(?P<name>[^“”，。]{{2,24}})”(?P<after>{after}(?:{endings})?|(?![等的和与及在于从曾获]|亮相|参[加展赛]|荣获|代表)[\u4e00-\u9fff]{{0,8}}?(?:{kinds}|{whole}))",
            "“",
        )
        self._inside = re.compile(rf"“(?P<name>[^“”，。]{{2,20}}{lexicon.either('events', 'endings')})”")
        table = lexicon.tables["events"]
        self._held = Cued.of(rf"(?:{table['held']})“(?P<name>[^“”，。]{{3,20}})”(?!{table['holds_other']})", "“")
        self._core = re.compile(rf"{whole}(?![者员场力家名型性堂])")
        self._launched = re.compile(
            r"(?:实施|启动|打响|推出|深化|开展)(?:了)?(?P<name>[\u4e00-\u9fff]{2,18}?(?:行动|计划|工程|竞赛活动|评选活动|提升活动))(?![方])"
        )
        self._specific = re.compile(
            lexicon.either("events", "specific") + "|" + alternation(lexicon.places.full_name) + r"|[省市区县](?=职工)"
        )
        self._unit = re.compile(lexicon.either("organizations", "suffixes") + r"的?$")
        self._stops = frozenset(lexicon.words("events", "stops"))
        self._soft_stops = frozenset(lexicon.words("events", "soft_stops"))
        self._opening = re.compile(
            r"\d{4}年|第[一二三四五六七八九十百\d]+届|首届|" + alternation(lexicon.places.full_name)
        )
        self._generic = frozenset(table["generic"])

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The events named in the sentence."""
        text = sentence.text
        for match in self._quoted.finditer(text):
            if match["name"].count("、") > 1:
                continue
            start = match.start("name") - 1
            opening = self._opening.search(text, match.start("before"), start)
            hosted = self._unit.search(text, match.start("before"), start)
            if opening and not hosted and self._beginning(sentence, opening.start(), start) == opening.start():
                start = opening.start()
            yield Mention(
                start, match.end(), EntityType.EVENT, text[start : match.end()], "event.quoted", {"core": match["name"]}
            )
        for match in self._inside.finditer(text):
            yield Mention(*match.span("name"), EntityType.EVENT, match["name"], "event.inside")
        for match in self._held.finditer(text):
            yield Mention(*match.span("name"), EntityType.EVENT, match["name"], "event.held")
        for match in self._launched.finditer(text):
            if match["name"] not in self._generic:
                yield Mention(*match.span("name"), EntityType.EVENT, match["name"], "event.launched")
        for match in self._core.finditer(text):
            start = self._beginning(sentence, max(0, match.start() - REACH), match.start())
            name = text[start : match.end()]
            specific = name not in self._generic and self._specific.search(text[start : match.start()])
            if specific and name.count("“") == name.count("”") and len(name) > 5:  # noqa: PLR2004
                yield Mention(start, match.end(), EntityType.EVENT, re.sub(r"\s+", "", name), "event.named")

    def _beginning(self, sentence: TaggedSentence, start: int, end: int) -> int:
        """Where the name that ends at `end` begins: after the last mark or word that cannot be part of it."""
        text = sentence.text
        for i in range(end - 1, start - 1, -1):
            if text[i] in BOUNDARY:
                start = i + 1
                break
        opening, closing = text.rfind("“", start, end), text.rfind("”", start, end)
        if opening > closing:
            start = opening + 1
        soft = None
        for token in sentence.tokens:
            if not (start <= token.start and token.end <= end):
                continue
            word = text[token.start : token.end]
            if word in self._soft_stops:
                soft = token.end
            elif word in self._stops or token.tag in {"PER", "p", "r", "u", "d"}:
                start, soft = token.end, None
        named = any(t.start == start and t.tag in {"ORG", "LOC"} for t in sentence.tokens)
        return start if soft is None or named or self._opening.match(text, start) else soft
