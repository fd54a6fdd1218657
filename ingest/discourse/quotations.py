"""Who speaks: whom a heading names as the narrator, and who says what stands in quotation marks."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence

ASKS = re.compile(r"(?:记者|问|主持人|编者|小编|提问|Q\d*)[：:]")
ANSWERED = re.compile(r"(?:答|受访者|嘉宾|A\d*)[：:]")
"""Begins the answer of the guest, whom the text names before its first question."""
TITLE = re.compile(r"[^，。；：“”]{0,14}")


def in_quotation(text: str, at: int) -> bool:
    """Whether the place stands within quotation marks, of a sentence that holds a quotation or goes on with one."""
    opened, closed = text.rfind("“", 0, at), text.rfind("”", 0, at)
    closes, opens = text.find("”", at), text.find("“", at)
    return opened > closed or (opened == closed and (closes >= 0 or opens < 0) and not 0 <= opens < closes)


class Narrator(NamedTuple):
    """How a heading names the one whose words follow ("口述：某某", "某某自述")."""

    before: re.Pattern[str]
    behind: re.Pattern[str]

    def is_told(self, text: str, person: Mention) -> bool:
        """Whether the heading names this person so."""
        return self.before.search(text, 0, person.start) is not None or self.behind.match(text, person.end) is not None


def guest(read: Sequence[ReadSentence]) -> Mention | None:
    """Whom an interview of questions and answers without a name is with: who is named first, before the questions."""
    first = next((i for i, s in enumerate(read) if s.tagged.sentence.opens and ASKS.match(s.text)), 0)
    return next((m for sentence in read[:first] for m in _persons(sentence)), None)


def answers(sentence: ReadSentence, guest: Mention | None) -> Mention | None:
    """Who answers: the paragraph begins with his name and a colon, or with that of an answer, which is the guest's."""
    if guest and sentence.tagged.sentence.opens and ANSWERED.match(sentence.text):
        return guest
    first = next(iter(_persons(sentence)), None)
    begins = first is not None and first.start == 0 and sentence.text[first.end : first.end + 1] in {"：", ":"}
    return first if begins and sentence.tagged.sentence.opens else None


def asked(read: Sequence[ReadSentence]) -> Mapping[int, Mention]:
    """For the number of each sentence of an interviewer's question, who answers it: whom 您 means there."""
    found: dict[int, Mention] = {}
    questions: list[int] = []
    invited = guest(read)
    for sentence in read:
        if sentence.tagged.sentence.opens:
            if who := answers(sentence, invited):
                found |= dict.fromkeys(questions, who)
            asks = ASKS.match(sentence.text) is not None
            questions = [sentence.tagged.sentence.number] if asks else []
        elif questions:
            questions.append(sentence.tagged.sentence.number)
    return found


class QuotationReader:
    """Tells whose words stand in quotation marks."""

    def __init__(self, lexicon: Lexicon) -> None:
        says = lexicon.tables["anaphors"]["quoting"]["says"]
        self._says = re.compile(says)
        self._says_ahead = re.compile(says + r"[^，。；“”]{0,6}[，：]{1,2}“$")
        self._tells_ahead = re.compile(lexicon.tables["anaphors"]["quoting"]["tells_ahead"])

    def speakers(self, read: Sequence[ReadSentence]) -> Mapping[int, Mention]:
        """For the number of each sentence that holds a quotation, who says it, where the text tells.

        The speaker stands before it ("某某说：“……"), between its parts or behind it ("……。”某某说"), or begins the
        sentence that follows one which ends in quotation marks, or alone is told of in the sentence before
        ("说起师傅，某某很感慨。“……"); a quotation of several sentences is one speaker's.
        """
        found: dict[int, Mention] = {}
        speaker: Mention | None = None
        for place, sentence in enumerate(read):
            text = sentence.text
            opened = text.find("“")
            speaker = None if opened >= 0 or sentence.tagged.sentence.opens else speaker
            speaker = self._before(sentence, opened) or speaker or self._behind(read, place) or self._ahead(read, place)
            if speaker:
                found[sentence.tagged.sentence.number] = speaker
            if text.count("”") >= text.count("“") and "”" in text:
                speaker = None
        return found

    def _before(self, sentence: ReadSentence, opened: int) -> Mention | None:
        return next(
            (m for m in _persons(sentence) if self._says_ahead.fullmatch(sentence.text, m.end, opened + 1)), None
        )

    def _ahead(self, read: Sequence[ReadSentence], place: int) -> Mention | None:
        """Of a quotation that begins a sentence, whom alone the sentence before names and lets speak, or feel."""
        if not place or read[place].tagged.sentence.opens or not read[place].text.startswith("“"):
            return None
        ahead = read[place - 1]
        persons = _persons(ahead)
        told = len(persons) == 1 and not {"“", "”"} & set(ahead.text)
        return persons[0] if told and self._tells_ahead.search(ahead.text, persons[0].end) else None

    def _behind(self, read: Sequence[ReadSentence], place: int) -> Mention | None:
        """Who is named behind the end of the quotation that the sentence opens."""
        paragraph = read[place].tagged.sentence.paragraph
        if "“" not in read[place].text:
            return None
        closings = (at.end() for at in re.finditer("”", read[place].text))
        if told := next((who for end in closings if (who := self._first(read[place], end))), None):
            return told
        for at in range(place, len(read)):
            sentence = read[at]
            if sentence.tagged.sentence.paragraph is not paragraph or (at > place and "“" in sentence.text):
                return None
            closed = sentence.text.rfind("”") + 1
            if closed == len(sentence.text):
                following = read[at + 1] if at + 1 < len(read) else None
                same = following is not None and following.tagged.sentence.paragraph is paragraph
                return self._first(following, 0) if following and same else None
            if closed:
                return self._first(sentence, closed)
        return None

    def _first(self, sentence: ReadSentence, start: int) -> Mention | None:
        """The person whom the text says to speak from `start` on."""
        persons = [m for m in _persons(sentence) if m.start >= start]
        told = (
            persons
            and TITLE.fullmatch(sentence.text, start, persons[0].start)
            and self._says.match(sentence.text, persons[0].end)
        )
        return persons[0] if told else None


def _persons(sentence: ReadSentence) -> list[Mention]:
    return [m for m in sentence.mentions if m.type is EntityType.PERSON]
