"""The page as a reader sees it: its paragraphs in reading order, by the tagger and the lexicon's cues."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ingest.facts import Article
from ingest.lexicon import Lexicon
from ingest.mentions.fields import FieldFinder
from ingest.page.articles import ArticleReader
from ingest.page.boilerplate import Boilerplate
from ingest.page.displaced import Proof, put_back
from ingest.page.joining import paragraphs
from ingest.page.layout import Cues, Paragraph
from ingest.tagging.tagger import Tagger, Token
from ingest.tagging.words import one_word_across

NAMES = frozenset({"PER", "ORG", "LOC"})
NOMINAL = frozenset({"n", "nz", "nw", "vn", "an", "a", "c", "u", "m", "q", "f", "s", "w"})
VERBS = frozenset({"v", "p"})
STATIVE = "是为有"
"""After "材料，是……" a sentence may have begun with the noun."""
SEAM = 16
"""So many characters on both sides of a seam tell whether a word lies across it."""
OPENING = 40


NOUN_ROW = re.compile(r"[^，,。]{2,12}[和与及][^，,。]{2,12}[，,]")
REMEMBERED = 1 << 12
"""A tail is tried on every head around it, and read once."""


class PageReader:
    """Reads the paragraphs of documents."""

    def __init__(self, tagger: Tagger, lexicon: Lexicon, fields: FieldFinder, is_name: Callable[[str], bool]) -> None:
        self._tagger = tagger
        self._articles = ArticleReader(lexicon, is_name, fields.is_source)
        self._boilerplate = Boilerplate(lexicon)
        openers = lexicon.words("layout", "openers")
        self._open_ends = lexicon.words("layout", "open_ends")
        self._name_ends = lexicon.words("layout", "name_ends")
        self._cues = Cues(
            self._begins_with_name,
            self._one_word_across,
            self._one_name_across,
            fields.is_record,
            fields.is_source,
            openers,
        )
        self._proof = Proof(
            self._one_word_across,
            self._tokens_across,
            lru_cache(REMEMBERED)(self._lacks_verb),
            lexicon.words("measures", "counters"),
            self._open_ends,
            openers,
        )

    def paragraphs(self, text: str) -> list[Paragraph]:
        """The paragraphs of a document's text in reading order, numbered by article."""
        return self._articles.split(self._in_order(text))

    def articles(self, paragraphs: Sequence[Paragraph]) -> tuple[Article, ...]:
        """The articles of a document, of its paragraphs."""
        return self._articles.articles(paragraphs)

    def _in_order(self, text: str) -> list[Paragraph]:
        return put_back(paragraphs(text, self._cues, self._boilerplate.mark), self._proof)

    def _tag(self, text: str) -> list[Token]:
        return self._tagger.tag([text])[0]

    def _begins_with_name(self, line: str) -> bool:
        """Whether the line's first word names a person, place or organization."""
        tokens = self._tag(line)
        return bool(tokens) and tokens[0].tag in NAMES

    def _across(self, before: str, afters: Sequence[str]) -> list[Token | None]:
        """The words that lie across the seams of a text and others, where there is one."""
        head = before[-SEAM:]
        tagged = self._tagger.tag([head + after[:SEAM] for after in afters])
        return [next((t for t in tokens if t.start < len(head) < t.end), None) for tokens in tagged]

    def _one_word_across(self, before: str, after: str) -> bool:
        """Whether a word of the dictionary lies across: the tagger agrees, or `before` cannot end so anyway."""
        known = one_word_across(before, after)
        return known and (before.endswith(self._open_ends) or self._tokens_across(before, [after])[0])

    def _tokens_across(self, before: str, afters: Sequence[str]) -> list[bool]:
        return [token is not None for token in self._across(before, afters)]

    def _one_name_across(self, before: str, after: str) -> bool:
        """Whether an organization's name is cut before the word for its kind ("某某科技|公司的……")."""
        if not after.startswith(self._name_ends):
            return False
        (across,) = self._across(before, [after])
        return across is not None and across.tag == "ORG"

    def _lacks_verb(self, text: str) -> bool:
        """Whether the text begins with a row of nouns and goes on with a verb after the comma."""
        if not NOUN_ROW.match(text):
            return False
        tokens = self._tag(text[:OPENING])
        comma = next((i for i, t in enumerate(tokens) if text[t.start] in "，,"), len(tokens))
        clause, rest = tokens[:comma], tokens[comma + 1 :]
        row = all(t.tag in NOMINAL for t in clause) and any(t.tag == "c" for t in clause)
        return row and bool(rest) and rest[0].tag in VERBS and text[rest[0].start] not in STATIVE
