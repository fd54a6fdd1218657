"""Names without a surname: parts joined by · ("阿依努尔·买买提"), and words that only names have ("扎西多杰")."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence

DOTTED_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")
NO_PERSON = (*"县旗市镇乡盟州村矿煤厂山河湖", "公司", "牧骑", "草原", "工业", "集团")
"""Behind a name that is a place's or a firm's."""
MIN_PART = 2


class PartedNames:
    """Finds names of peoples whose names have no surname."""

    def __init__(self, lexicon: Lexicon) -> None:
        parts, whole = lexicon.either("name_parts", "parts"), lexicon.either("name_parts", "whole")
        self._heads_of_parts = {word[:2] for key in ("parts", "whole") for word in lexicon.words("name_parts", key)}
        ends = lexicon.either("name_parts", "last_parts")
        self._of_parts = re.compile(
            rf"(?:{parts}{{2,3}}|(?:{whole}|{parts}){ends}|{whole})(?![\u4e00-\u9fff]?{alternation(NO_PERSON)}|·)"
        )
        behind = rf"(?:[，。（]|{lexicon.either('name_parts', 'behind')})"
        self._single_part = Cued.of(rf"(?<=师[傅父]|徒弟){parts}(?={behind})", "师[傅父]|徒弟")
        self._second_part = re.compile(rf"{parts}{{1,3}}拉?")
        self._place_names = frozenset(lexicon.places.full_name)

    def is_name(self, name: str) -> bool:
        """Whether it is made of such words only."""
        return len(name) > MIN_PART and self._of_parts.fullmatch(name) is not None and name not in self._place_names

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The names of the sentence."""
        yield from self._dotted(sentence)
        yield from self._made_of_parts(sentence)

    def _made_of_parts(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names of peoples whose names have no surname: made of words that only names have ("扎西多杰")."""
        text = sentence.text
        for single in self._single_part.finditer(text):
            yield Mention(*single.span(), EntityType.PERSON, single.group(), "person.parts")
        for token in sentence.tokens:
            at = token.start
            match = self._of_parts.match(text, at) if text[at : at + 2] in self._heads_of_parts else None
            if match is None:
                continue
            covered = [t for t in sentence.tokens if t.start < match.end() and match.start() < t.end]
            inside = covered[-1].end == match.end() and match.group() not in self._place_names
            places = [t for t in covered if t.tag in {"LOC", "ORG"}]
            if not places or (inside and not any(text[t.start : t.end] in self._place_names for t in places)):
                yield Mention(*match.span(), EntityType.PERSON, match.group(), "person.parts")

    def _dotted(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names like 阿依努尔·买买提, which the tagger cuts apart: the words before and after the dot."""
        text = sentence.text
        for dot in re.finditer("[·•]", text):
            left = max(
                (t.start for t in sentence.tokens if t.end == dot.start() or t.start < dot.start() < t.end),
                default=dot.start(),
            )
            right = dot.end()
            for token in sentence.tokens:
                if token.end > right and right - dot.end() < MIN_PART and token.tag not in {"w", "v", "u"}:
                    right = token.end
            second = self._second_part.match(text, dot.end())
            runs_on = second is not None and right - second.end() > 1
            right = second.end() if second and runs_on else max(right, second.end() if second else right)
            right += text.startswith("地", right)  # 吐尔地, cut by the tagger as an adverb's ending
            if DOTTED_NAME.fullmatch(text[left:right]) and text[left - 1 : left] not in {"“", "《"}:
                yield Mention(left, right, EntityType.PERSON, text[left:right], "person.dotted")
