"""Persons: what the tagger finds, checked against surnames and common words."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.mentions.name_contexts import (
    JOINING_TAGS,
    UNSURE_TAGS,
    acts_behind,
    cuts_word,
    ends_before_is,
    is_joined,
    is_phrase,
    is_unknown,
    name_contexts,
    runs_into_verb,
)
from ingest.mentions.name_rows import JOINTS, NameRows
from ingest.mentions.parted_names import DOTTED_NAME, PartedNames
from ingest.mentions.trade_names import TradeNames
from ingest.tagging.tagger import Token
from ingest.tagging.words import cut, is_word

HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
LONG_NAME = re.compile(r"[\u4e00-\u9fff]{3,8}")
NAME = r"[\u4e00-\u9fff]{2,4}?"
LONGEST_SINGLE = 3
LONGEST_DOUBLE = 4
MIN_PART = 2
LONGEST_TITLE = 8
FOLLOWING_TAGS = {"v", "vd", "d", "p", "c", "u", "r", "t", "xc", "TIME"}
TRADE = re.compile(r"[\u4e00-\u9fff]{1,5}?[工员师](?=[\u4e00-\u9fff]{2,3})")
"""What the tagger takes into a name, where a name is left behind it ("巡井工纪晓东")."""
TRADES = ("工", "员")
"""No name ends in these, but what somebody is does ("爆破工")."""
QUESTION = re.compile("(?:记者|主持人)[：:].*[？。！]$")
"""What an interviewer says, who may begin with somebody's name; a byline is no sentence."""
ENDS = frozenset("，。；：、！？（”")
"""Behind these a name is over, also one whose last character otherwise begins the next word."""


class PersonFinder:
    """Finds persons by the tagger's words, and by the titles around a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._surnames = lexicon.surnames
        self._rare = lexicon.rare_surnames
        keys = ("workers", "honours_before", "officials")
        roles = (word for key in keys for word in lexicon.words("roles", key))
        words = {*roles, *lexicon.words("awards", "titles"), "我叫", "名叫"}
        titles = alternation(words)
        self._follows = re.compile(rf"[，、。；（）：”]|{lexicon.either('roles', 'after_name')}|$")
        self._title_start = re.compile(alternation(word[0] for word in words))
        self._titles_within = re.compile(titles)
        self._ends_in_title = re.compile(titles + "$")
        self._introduced = Cued.of(
            rf"(?:^|[，。；、：“（])(?P<name>{NAME})(?=，(?:男|女)[，。；、]|（(?:男|女)[，）])", "[，（][男女]"
        )
        self._contexts = name_contexts(lexicon, titles)
        table = lexicon.tables["name_parts"]
        self._sure_behind, self._row_ends = tuple(table["sure_behind"]), tuple(table["row_ends"])
        self._rows = NameRows(lexicon, self.is_name, self.could_be_name)
        self._no_ends, self._joined_verbs = frozenset(table["runs_on"]), frozenset(table["joined_verbs"])
        self._kin = re.compile(lexicon.either("name_parts", "kin"))
        self._ends_in_kin = re.compile(f"{self._kin.pattern}$")
        self._no_form = re.compile(table["no_name_forms"])
        self._words_across = frozenset(table["times"]) | self._joined_verbs
        self._listed = re.compile(
            rf"(?P<name>{NAME})(?=[、，。；和与及（）]|{lexicon.either('name_parts', 'list_ends')}|$)"
        )
        self._parted = PartedNames(lexicon)
        self._trades = TradeNames(lexicon, self.is_name)
        self._byline = re.compile(
            rf"{lexicon.either('roles', 'bylines')}[:：\s]*(?:[\u4e00-\u9fff]{{2,4}}[ \u3000、]+)*$"
        )
        self._goes_on = re.compile(rf"(?!{lexicon.either('roles', 'bylines')})[\u4e00-\u9fff]")
        self._credit = re.compile(r"[ \u3000]?(?:摄影|摄|供图|制图|绘)[）。]?")
        self._titles = lexicon.words("roles", "titles_after")
        unit = lexicon.either("organizations", "suffixes", "trades", "departments")
        self._no_name_ends = re.compile(
            rf"(?:{unit}|{alternation(self._titles)}|{lexicon.either('name_parts', 'no_name_ends')})$"
        )
        self._calls_role = re.compile(rf"(?:{titles}|{lexicon.either('roles', 'seconds')})$")
        self._place_names = frozenset(lexicon.places.full_name)
        self._no_names = frozenset(table["no_names"])

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The persons named in the sentence, bylines left out."""
        yield from self._parted.find(sentence)
        for token in sentence.tokens:
            if token.tag != "PER" or _is_nickname(sentence.text, token):
                continue
            start, end = self._widened(sentence, self._after_title(sentence.text, token), token.end)
            start = self._with_surname(sentence.text, start, end)
            name = "".join(sentence.text[start:end].split())
            known = name[:1] in self._rare or self._titled_before(sentence.text, start)
            named = (
                self.is_name(name) or (known and self.could_be_name(name)) or self._told_kin(sentence.text, start, name)
            )
            if named and not self.in_byline(sentence, start, end):
                yield Mention(start, end, EntityType.PERSON, name, "person.tagged")
        starts = sentence.starts()
        yield from self._titled(sentence)
        yield from self._told(sentence)
        for match in self._introduced.finditer(sentence.text):
            if match.start("name") in starts and self.is_name(match["name"]) and is_unknown(sentence, match):
                yield Mention(*match.span("name"), EntityType.PERSON, match["name"], "person.introduced")
        yield from self._beside(sentence)
        yield from self._trades.find(sentence)

    def _with_surname(self, text: str, start: int, end: int) -> int:
        """Where a name behind a title begins, its first character being a word to the tagger ("班长买|热木提")."""
        surname = text[start - 1 : start]
        known = surname in self._surnames or surname in self._rare
        apart = known and surname not in JOINTS and not self.is_name(text[start:end])
        return start - 1 if apart and start > 1 and self._titled_before(text, start - 1) else start

    def _told_kin(self, text: str, start: int, name: str) -> bool:
        """Whether 师傅 or 徒弟 stands before a name without surname that the tagger knows ("师傅萨仁")."""
        kin = self._ends_in_kin.search(text, max(0, start - LONGEST_TITLE), start)
        return bool(kin and HAN_NAME.fullmatch(name) and not self._no_form.fullmatch(name) and not is_word(name))

    def _titled(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names behind a title that the tagger does not know ("退休职工弓建业听说后")."""
        text, after = sentence.text, {t.start: t.tag for t in sentence.tokens}
        for start, tag in after.items():
            named = text[start] in self._surnames or text[start : start + 2] in self._surnames
            if tag == "PER" or not named or not self._titled_before(text, start):
                continue
            longer = self._titles_within.match(text, start - 1)
            for length in () if longer and longer.end() > start else (LONGEST_SINGLE, MIN_PART, LONGEST_DOUBLE):
                name, end = text[start : start + length], start + length
                ended = end in after or end == len(text)
                goes_on = self._follows.match(text, end) or after.get(end) in FOLLOWING_TAGS
                swallows = name[-1] in self._no_ends and text[end : end + 1] not in ENDS
                if ended and goes_on and not swallows and self.is_name(name) and self._is_new(sentence, start, end):
                    yield Mention(start, end, EntityType.PERSON, name, "person.titled")
                    break

    def _told(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names between words that only a name can stand between ("副主席盛景和说")."""
        for context in self._contexts:
            for match in context.pattern.finditer(sentence.text):
                name, begins = match["name"], context.across or match.start("name") in sentence.starts()
                named = context.free or self.is_name(name) or (context.across and self.could_be_name(name))
                ended = name[-1] not in self._no_ends or self._is_over(sentence.text, match.end("name"))
                fits = begins and named and ended and context.fits(sentence, match)
                fits = fits and not runs_into_verb(sentence, match) and (context.words or not is_word(name))
                fits = fits and not cuts_word(sentence.text, match, self._words_across)
                if fits and not is_joined(sentence, match) and (context.sure or not is_phrase(sentence, match)):
                    yield Mention(*match.span("name"), EntityType.PERSON, name, "person.told")

    def _is_over(self, text: str, end: int) -> bool:
        """Whether a name is over there, whatever character it ends in."""
        return text[end : end + 1] in ENDS or text.startswith(self._sure_behind, end)

    def _is_new(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether the tagger made no common word of what stands there."""
        covered = [t for t in sentence.tokens if start <= t.start < end]
        words = [sentence.text[t.start : t.end] for t in covered]
        if sentence.text[start : start + 2] in self._surnames and len(covered) > 1:
            return not is_word(sentence.text[start:end]) and covered[-1].end == end
        if len(covered) == 1:
            return covered[0].tag in UNSURE_TAGS or not is_word(words[0])
        if len(words[0]) > 1 and covered[0].tag in {"n", "vn", "v"} and is_word(words[0]):
            return False
        surname_apart = words[0] in self._surnames and not any(map(is_word, words[1:]))
        return surname_apart or all(t.tag not in {"v", "u", "p", "c"} for t in covered)

    def _beside(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names in a row with a person's ("张三、普布和刀文强"), though the tagger knows only one of them."""
        text, known = sentence.text, [t for t in sentence.tokens if t.tag == "PER"]
        for token in known:
            at = token.end
            while text[at : at + 1] in JOINTS and (match := self._next_listed(sentence, at + 1)):
                yield Mention(*match.span("name"), EntityType.PERSON, match["name"], "person.beside")
                at = match.end()
            yield from self._rows.before(sentence, token.start)

    def _next_listed(self, sentence: TaggedSentence, at: int) -> re.Match[str] | None:
        """The name that stands next in a row, behind what its bearer does if that is told ("张三、铣工万里红等人")."""
        title = self._titles_within.match(sentence.text, at)
        for start in (title.end(), at) if title else (at,):
            match = self._listed.match(sentence.text, start)
            if match and (self._can_be_listed(sentence, match) or (start > at and self.is_name(match["name"]))):
                return match
        return None

    def _can_be_listed(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether what stands in a row with a person's name can be one, be it that the tagger cut it otherwise."""
        name = match["name"]
        ends = match.span("name")
        tagged = (t for t in sentence.tokens if t.tag == "PER" and (t.start == ends[0] or t.end == ends[1]))
        if self._kin.match(name) or any(self.is_name(sentence.text[t.start : t.end]) for t in tagged):
            return False
        if len(cut(name)) > 1 and all(len(word) > 1 and is_word(word) for word in cut(name)):
            return False  # 甲和班组职工
        if is_unknown(sentence, match):
            return self.could_be_name(name)
        listed = sentence.text[ends[0] - 1] == "、" and sentence.text.startswith(self._row_ends, ends[1])
        return self.is_name(name) and (listed or (len(name) > MIN_PART and not is_word(name)))

    def could_be_name(self, name: str) -> bool:
        """Whether a word in a row of names can be one: a name by its form, or a word that the dictionary lacks."""
        form = (
            HAN_NAME.fullmatch(name) and len(name) > MIN_PART and not self._no_form.fullmatch(name) and name[0] != "的"
        )
        return self.is_name(name) or bool(form and not is_word(name) and not name.endswith(self._titles))

    def could_fill(self, value: str) -> bool:
        """Whether the value of a field for persons can be a name, also a long one without surname ("额尔敦巴特尔").

        What is longer than a common name and ends in a role or an honour only tells of him ("车间主任助理").
        """
        if value.endswith(TRADES) or (len(value) > LONGEST_SINGLE and self._calls_role.search(value)):
            return False
        if self.could_be_name(value):
            return True
        long = LONG_NAME.fullmatch(value) and not self._no_name_ends.search(value)
        words = cut(value)
        return bool(long) and (len(words) == 1 or not all(len(word) > 1 and is_word(word) for word in words))

    def is_name(self, name: str) -> bool:
        """Whether it has the form of a person's name: a surname and one or two characters, or parts joined by ·."""
        if DOTTED_NAME.fullmatch(name) or self._parted.is_name(name):
            return True
        if not HAN_NAME.fullmatch(name) or name in self._place_names or name.endswith(self._titles):
            return False
        if self._no_form.fullmatch(name) or name in self._no_names:
            return False
        if name[:2] in self._surnames:
            return LONGEST_SINGLE <= len(name) <= LONGEST_DOUBLE
        return name[0] in self._surnames and len(name) <= LONGEST_SINGLE

    def _each_title(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The longest title from each character on, overlapping ones too."""
        for first in self._title_start.finditer(text, start, end):
            if title := self._titles_within.match(text, first.start(), end):
                yield title

    def _titled_before(self, text: str, start: int) -> bool:
        return self._ends_in_title.search(text[max(0, start - LONGEST_TITLE) : start]) is not None

    def _after_title(self, text: str, token: Token) -> int:
        """Where the name begins if the tagger took a title into it, or all but its end ("劳动模|范韦长林")."""
        first = max(0, token.start - LONGEST_TITLE)
        titles = self._each_title(text, first, token.end)
        across = [m.end() for m in titles if m.start() < token.start]
        inside = TRADE.match(text, token.start, token.end)
        across += [inside.end()] if inside and self.is_name(text[inside.end() : token.end]) else []
        return next((end for end in across if token.start < end < token.end), token.start)

    def _widened(self, sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
        """A surname left outside taken in again, the verb of "张某师从李某" left out."""
        text = sentence.text
        if text[end - 1 : end + 1] in self._joined_verbs:
            return start, end - 1
        named = self.is_name(text[start + 1 : end]) and self._titled_before(text, start)
        if text[start] in "有是叫为" and named:
            return start + 1, end
        if end - start == MIN_PART and text[end : end + 2] == "平等" and text[start - 1 : start] in {"、", "和"}:
            return start, end + 1
        if end - start == MIN_PART and (ends_before_is(sentence, end) or self._ends_in_next(sentence, start, end)):
            return start, end + 1
        before = next((t for t in sentence.tokens if t.end == start), None)
        joining = before is None or (before.tag in JOINING_TAGS and len(text[start:end].strip()) >= MIN_PART)
        short = end - start <= LONGEST_SINGLE - 1 and not text.endswith(("师傅", "公司"), 0, start)
        if short and not joining and text[start] not in self._surnames and self._is_surname(text, start - 1):
            return start - 1, end
        return start, end

    def _is_surname(self, text: str, at: int) -> bool:
        """Whether a surname stands there; what is a common word too is one behind a title ("班长官小虎")."""
        word = text[at : at + 1]
        return word in self._surnames or (word in self._rare and self._titled_before(text, at))

    def _ends_in_next(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether the name has one more character: 和 before a verb, 来 at a clause's end ("修泵的岳春来，")."""
        text = sentence.text
        if text[end : end + 1] == "来" and text[end + 1 : end + 2] in ENDS:
            return text[start - 1 : start] == "的" or self._titled_before(text, start)
        return text[end : end + 1] == "和" and acts_behind(sentence, end + 1)

    def in_byline(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether the name stands after 记者, 通讯员, 文/ … or among such names, or before 摄."""
        if QUESTION.match(sentence.text) and self._goes_on.match(sentence.text, end):
            return False
        return bool(self._byline.search(sentence.text[:start]) or self._credit.match(sentence.text, end))


def _is_nickname(text: str, token: Token) -> bool:
    """Whether the name stands in quotation marks by itself ("“满格”攻关队"): nobody is called so."""
    return text[token.start - 1 : token.start] == "“" and text[token.end : token.end + 1] == "”"
