"""Sections of works: under "三、代表性成果" the short headings are names, whatever their last word is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import HEADED, ITEM_MARK, mention
from ingest.mentions.recognise import ReadSentence
from ingest.mentions.retold import RetoldWorks
from ingest.page.layout import Kind

SHORTEST, LONGEST = 4, 30
LONGEST_HEADING = 24
REMARK = re.compile(r"[（(][^（）()]*[）)]$")


class WorkSections:
    """Reads the headings of sections that tell of one work each."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["achievements"]["sections"]
        self._heading, self._not = re.compile(table["heading"]), re.compile(table["not"])
        self._no_name = re.compile(table["no_name"])
        self._labels = re.compile(table["labels"])
        self._by, self._titled_by = re.compile(table["by"]), re.compile(table["titled_by"])
        self._retold = RetoldWorks(lexicon)

    def noted(self, read: Sequence[ReadSentence]) -> list[ReadSentence]:
        """The sentences, with the marked headings in sections of works as the names of these, also where told again."""
        section: str | None = None
        listing = False
        found = []
        for sentence, following in zip_longest(read, read[1:]):
            style, start = _mark(sentence)
            if self._introduces(sentence):
                section, listing = style, True
            elif listing and not style and sentence.tagged.sentence.opens:
                section, listing = None, False
            below = (section is not None and style != section) or self._is_labelled(sentence, following)
            if below and style and self._is_title(sentence, start, following):
                found.append(self._titled(sentence, start))
                continue
            if self._is_heading(sentence):
                of_works = self._heading.search(sentence.text) and not self._not.search(sentence.text)
                section, listing = (style if of_works else None), False
            found.append(sentence)
        return self._retold.noted(found)

    def _introduces(self, sentence: ReadSentence) -> bool:
        """Whether it says that works follow, item by item ("代表性成果有：")."""
        text = sentence.text.rstrip()
        last = re.split("[，。；]", text)[-1]
        return text.endswith(("：", ":")) and bool(self._heading.search(last)) and not self._not.search(last)

    @staticmethod
    def _is_heading(sentence: ReadSentence) -> bool:
        said = sentence.tagged.sentence
        alone = said.opens and said.text == said.paragraph.text
        return alone and said.kind is Kind.HEADING and len(said.text) <= LONGEST_HEADING

    def _is_labelled(self, sentence: ReadSentence, following: ReadSentence | None) -> bool:
        """Whether the item goes on with who made it ("2. 某某护套。完成人：……")."""
        said = sentence.tagged.sentence
        return said.opens and following is not None and self._labels.match(following.text) is not None

    def _is_title(self, sentence: ReadSentence, start: int, following: ReadSentence | None) -> bool:
        """Whether it is a name alone that something is told of: no clause, and prose behind it."""
        name = sentence.text[start : _name_end(sentence.text)]
        told = following is not None and following.tagged.sentence.kind is Kind.BODY
        named = any(m.start == start and m.type is not EntityType.ACHIEVEMENT for m in sentence.mentions)
        whole = any(m.type is not EntityType.ACHIEVEMENT and m.end - m.start >= len(name) for m in sentence.mentions)
        fits = SHORTEST <= len(name) <= LONGEST and not self._no_name.search(name)
        return told and fits and not whole and not (named and self._heading.search(name))

    def _titled(self, sentence: ReadSentence, start: int) -> ReadSentence:
        """The sentence with its name as a work's; of "由某某研发的……" who made it stays beside."""
        end = _name_end(sentence.text)
        clause = self._titled_by.match(sentence.text, start, end)
        by = clause or self._by.match(sentence.text, start, end)
        makers = tuple(m for m in sentence.mentions if by and m.end <= by.end())
        begin = by.end() if by and (clause or makers) else start
        title = mention(sentence.tagged, (begin, end), EntityType.ACHIEVEMENT, HEADED)
        return replace(sentence, mentions=(*makers, title))


def _name_end(text: str) -> int:
    """Where the name ends in an item: before the full stop and a remark in brackets ("（2018.3—2019.6）")."""
    bare = REMARK.sub("", text.rstrip("。 "))
    return len(bare) if len(bare) >= SHORTEST else len(text)


def _mark(sentence: ReadSentence) -> tuple[str, int]:
    """How a heading is marked, and where its text begins: those of one level are marked alike ("一、" and "二、")."""
    said = sentence.tagged.sentence
    marked = ITEM_MARK.match(said.text) if said.opens else None
    if marked is None:
        return ("list" if said.opens and said.paragraph.in_list else "", 0)
    return re.sub(r"\d+", "1", re.sub("[一二三四五六七八九十]+", "一", marked.group().strip())), marked.end()
