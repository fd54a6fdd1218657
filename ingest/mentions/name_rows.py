"""Names in a row with a person's, of which the tagger knows only some."""

from collections.abc import Callable, Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.words import is_word

JOINTS = {"、", "和", "与"}
SHORTEST, LONGEST = 2, 3


class NameRows:
    """Finds the names that lead up to one that is known."""

    def __init__(self, lexicon: Lexicon, is_name: Callable[[str], bool], could_be_name: Callable[[str], bool]) -> None:
        table = lexicon.tables["name_parts"]
        self._leads, self._words = frozenset(table["row_leads"]), frozenset(table["row_words"])
        self._is_name, self._could_be_name = is_name, could_be_name

    def before(self, sentence: TaggedSentence, at: int) -> Iterator[Mention]:
        """The names that lead up to a person's in a row, back to the word that the row depends on.

        What the tagger takes for a person is a name in a row also without a surname ("队员有阿力木、宋佳").
        """
        text, starts = sentence.text, sorted(s for s in sentence.starts() if s < at)
        while text[at - 1 : at] in JOINTS:
            row = [
                text[s : at - 1] for s in (*starts, *self._inner_starts(text, at)) if SHORTEST < at - s <= LONGEST + 1
            ]
            tagged = {text[t.start : t.end] for t in sentence.tokens if t.tag == "PER" and t.end == at - 1}
            fits = (n for n in row if self._is_name(n) or (n in tagged and self._could_be_name(n)))
            name = next((n for n in fits if not is_word(n)), None)
            if name is None or any(map(self._is_name, tagged)):
                return
            start = at - 1 - len(name)
            yield Mention(start, at - 1, EntityType.PERSON, name, "person.beside")
            at = start

    def _inner_starts(self, text: str, at: int) -> Iterator[int]:
        """Where a name before a joint may begin within a word: behind a trade or 有 ("检修|工段|松、", "有程果、")."""
        for size in range(LONGEST, SHORTEST - 1, -1):
            start = at - 1 - size
            word = text[start - 1 : start + 1]
            if text[start - 1 : start] in self._leads and (word in self._words or not is_word(word)):
                yield start
