"""Which things of the library a question names, also by part of their names, and which names it does not know."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from ingest.facts import EntityType
from kg import EntityRecord, Store
from search.questions.exact import exact_names, is_generic
from search.questions.named import Named, Names, Unknown
from search.questions.partial import longer_names
from search.questions.phrasebook import Phrasebook
from search.questions.spelling import Spelling, forms, plain
from search.questions.works import beginnings, work_called, work_of_words

_SHORTEST = 2
_LONGEST_NOUN = 4
_SHORTEST_TITLE, _MOST_TITLES = 3, 20
_SPACES = re.compile(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])")
_QUOTED = re.compile(r"[“‘\"《「『]([^“”‘’\"《》「」『』]{2,})[”’\"》」』]")
_IN_QUOTES = "\1"
_STOPS = re.compile(r"[,;。?!、…]+")
_QUOTES = "“”‘’\"'《》〈〉「」『』 "
# General words that, after a unit's name, more often begin a unit of their own than a question's noun.
_UNIONS_AND_PLANTS = ("工会", "公司", "集团", "厂", "车间", "联盟", "服务队")
_TITLED = frozenset({EntityType.AWARD, EntityType.EVENT, EntityType.POLICY, EntityType.ACHIEVEMENT})
_PLACES_AND_UNITS = frozenset({EntityType.PLACE, EntityType.ORGANIZATION})
_GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})


def readable(question: str) -> str:
    """Half-width signs, simplified characters, no spaces but between Latin words, no @ (which masks names)."""
    text = unicodedata.normalize("NFKC", question).replace("@", " ")
    return plain(_SPACES.sub("", text).strip())


def find_names(text: str, store: Store, book: Phrasebook) -> Names:
    """All names in a question that `readable` has made readable."""
    exact = [name for name in exact_names(text, store, book) if not _is_asked_for(name, text, book)]
    finder = _Finder(text, exact, store, book)
    for piece in finder.pieces():
        finder.look_at(*piece)
    return Names(text, tuple(sorted(finder.named, key=lambda n: n.start)), tuple(finder.unknown))


class _Finder:
    """Looks at the pieces between question words for names that are no full name of the library."""

    def __init__(self, text: str, exact: list[Named], store: Store, book: Phrasebook) -> None:
        self.named = list(exact)
        self.unknown: list[Unknown] = []
        self._text = text
        self._exact = exact
        self._store = store
        self._book = book
        self._spelling = Spelling(store, book)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """What stands between question words; not what is asked for (哪家瓷坊), which is no name."""
        shadow = list(self._text)
        for name in self._exact:
            shadow[name.start : name.end] = "\0" * (name.end - name.start)
        for quoted in _QUOTED.finditer(self._text):
            if "\0" not in "".join(shadow[slice(*quoted.span(1))]):
                shadow[slice(*quoted.span(1))] = _IN_QUOTES * len(quoted[1])
        lexicon = self._book.lexicon
        needless = (lexicon[kind].pattern for kind in ("circumstance", "generations", "fillers"))
        cut = re.compile("|".join((_STOPS.pattern, *needless)))
        start, is_asked = 0, False
        for gap in (*cut.finditer("".join(shadow)), None):
            end = gap.start() if gap else len(self._text)
            if end > start and (not is_asked or any(start <= name.start < end for name in self._exact)):
                yield start, end
            if gap:
                is_asked = lexicon["determiner"].fullmatch(gap[0]) is not None or (is_asked and self._goes_on(gap))
                start = gap.end()

    def _goes_on(self, gap: re.Match[str]) -> bool:
        """Whether behind 哪些 it only tells of what kind the units are that are asked for (哪些外地水务公司)."""
        following = self._text[gap.end() :]
        lexicon = self._book.lexicon
        return (
            lexicon["determined"].fullmatch(gap[0]) is not None and lexicon["asked_units"].match(following) is not None
        )

    def look_at(self, start: int, end: int) -> None:
        inside = [name for name in self._exact if start <= name.start and name.end <= end]
        if not inside:
            self._unnamed(start, self._text[start:end])
            return
        if self._ranked_title(start, end):
            return
        start = self._work_before(start, inside[0])
        if self._book.lexicon["bare_rank"].fullmatch(inside[0].surface):
            self._unnamed(start, self._text[start : inside[0].start])
        for name, following in pairwise(inside):
            self._end_early(start, name, following.start)
        last = inside[-1]
        if self._owned(last) or self._with_unit_word(last) or self._work_after(last, end):
            return
        longer = last.end + self._reach(last, self._text[last.end : end])
        is_that_one = self._book.lexicon["that_one"].match(self._text, last.end)
        if longer > last.end and not self._lengthened(start, longer, last) and not is_that_one:
            self.named.remove(last)
            self.unknown.append(Unknown(last.start, self._text[last.start : longer].strip(_QUOTES)))
        elif longer == last.end and self._may_go_on(last, self._text[last.end : end]):
            self._lengthened(start, end, last)
        for quoted in _QUOTED.finditer(self._text[start:end]):
            self._quoted(start + quoted.start(1), quoted[1])

    def _end_early(self, start: int, name: Named, end: int) -> None:
        """云岭市 in 云岭市焊工技能大赛第一名 is but the beginning of a name."""
        ends = [e.end() for e in self._book.lexicon["name_ends"].finditer(self._text, name.end, end) if len(e[0]) > 1]
        if not ends or self._is_generic(self._text[name.end : ends[-1]]) or self._lengthened(start, ends[-1], name):
            return
        self.named.remove(name)
        self.unknown.append(Unknown(name.start, self._text[name.start : ends[-1]].strip(_QUOTES)))

    def _unnamed(self, start: int, piece: str) -> None:
        bare = piece.strip(_QUOTES)
        if len(bare) < _SHORTEST or self._is_generic(bare) or not any(c.isalnum() for c in bare):
            return
        known = self._work_of_somebody(start, bare) or self._known_by_part(bare)
        known = known or work_of_words(bare, self._store, self._book) or self._titles(bare) or self._group_called(bare)
        for found, respelt in ((known, False), (self._spelling.respelt(bare), True)):
            if found:
                self.named.append(Named(start, start + len(piece), bare, found, exact=False, respelt=respelt))
                return
        if not self._group_of(start, piece) and not self._begun(start, piece):
            self.unknown.append(Unknown(start, bare))

    def _begun(self, start: int, piece: str) -> bool:
        """临渊供水照搬: the words that it begins with are a name's part, and no name's end follows."""
        for part in beginnings(piece)[1:]:
            rest = piece[len(part) :]
            continues = any(end.end() == len(rest) for end in self._book.lexicon["name_ends"].finditer(rest))
            if continues or len(part) < _SHORTEST_TITLE or self._is_generic(part):
                break
            if found := self._known_by_part(part):
                self.named.append(Named(start, start + len(part), part, found, exact=False))
                return True
        return False

    def _group_of(self, start: int, piece: str) -> bool:
        """云岭铸锻那个工作室: the unit, of which the question then asks for the studio."""
        that = self._book.lexicon["that_one"].search(piece)
        found = self._known_by_part(piece[: that.start()]) if that and that.start() > _SHORTEST else ()
        if that and found:
            self.named.append(Named(start, start + that.start(), piece[: that.start()], found, exact=False))
        return bool(found)

    def _work_before(self, start: int, following: Named) -> int:
        """陆青山的更换装置云岭公司用了没: the work of him who is named before, up to the next name; where this ends."""
        phrase = self._text[start : following.start]
        found = self._work_of_somebody(start, phrase) if len(phrase) >= _SHORTEST else ()
        if not found:
            return start
        self.named.append(Named(start, following.start, phrase, found, exact=False))
        return following.start

    def _work_after(self, maker: Named, end: int) -> bool:
        """陆青山那个更换装置: the work of him who is named before it, in the same piece."""
        joint = self._book.lexicon["that_work"].match(self._text, maker.end, end)
        if joint is None:
            return False
        for part in beginnings(self._text[joint.end() : end]):
            if found := work_called(part, maker.entities, self._store, self._book):
                self.named.append(Named(joint.end(), joint.end() + len(part), part, found, exact=False))
                return True
        return False

    def _ranked_title(self, start: int, end: int) -> bool:
        """云岭农机五小一等奖: an honour with its contest, whatever names stand in it."""
        ranks = list(self._book.lexicon["bare_rank"].finditer(self._text, start, end))
        rank = ranks[-1] if ranks else None
        if rank is None or rank.start() == start:
            return False
        phrase = self._text[start : rank.end()].strip(_QUOTES)
        found = tuple(e for e in self._known_by_part(phrase) if e.type is EntityType.AWARD)
        if found:
            self.named = [name for name in self.named if name.end <= start or name.start >= end]
            self.named.append(Named(start, rank.end(), phrase, found, exact=False))
        return bool(found)

    def _work_of_somebody(self, start: int, phrase: str) -> tuple[EntityRecord, ...]:
        """陆青山研制的更换装置: the work of him who is named before it."""
        before = [name for name in self._exact if name.end <= start]
        if not before or self._book.lexicon["making"].fullmatch(self._text[before[-1].end : start]) is None:
            return ()
        return work_called(phrase, before[-1].entities, self._store, self._book)

    def _known_by_part(self, phrase: str) -> tuple[EntityRecord, ...]:
        phrase = self._book.lexicon["that_one"].sub("", phrase)
        return next((found for form in forms(phrase)[:2] if (found := longer_names(form, self._store, self._book))), ())

    def _titles(self, phrase: str) -> tuple[EntityRecord, ...]:
        """全国示范性 of those called 全国示范性创新工作室 and the like: the honours with such a beginning."""
        if len(phrase) < _SHORTEST_TITLE:
            return ()
        page = self._store.entities(phrase, EntityType.AWARD, _MOST_TITLES)
        return page.items if page.cursor is None else ()

    def _group_called(self, phrase: str) -> tuple[EntityRecord, ...]:
        """“远帆” of 远帆职工创新工作室: the only studio or team of that name, but for general words."""
        named = [e for type_ in sorted(_GROUPS) for e in self._store.entities(phrase, type_, _MOST_TITLES).items]
        plain = {e.id: e for e in named if self._is_generic(e.name.strip(_QUOTES).removeprefix(phrase).strip(_QUOTES))}
        return tuple(plain.values()) if len({entity.name for entity in plain.values()}) == 1 else ()

    def _owned(self, name: Named) -> bool:
        """陆青山的工作室 is 陆青山工作室, 云岭机械厂的工会 云岭机械厂工会, where the library knows it."""
        kinds = ((EntityType.PERSON, "owned_studio"), (EntityType.ORGANIZATION, "owned_union"))
        owning = (words for type_, words in kinds if name.of([type_]).entities)
        owned = next(filter(None, (self._book.lexicon[w].match(self._text, name.end) for w in owning)), None)
        if owned is None:
            return False
        found = self._known_by_part(name.surface + owned[1])
        if found:
            self.named.remove(name)
            self.named.append(Named(name.start, owned.end(), name.surface + owned[1], found, exact=False))
        return bool(found)

    def _with_unit_word(self, name: Named) -> bool:
        """云岭工会 is 云岭市总工会, where the library knows it, whatever follows."""
        union = self._book.lexicon["union_of_place"].match(self._text, name.end)
        is_place = any(entity.type is EntityType.PLACE for entity in name.entities)
        return is_place and union is not None and self._lengthened(name.start, union.end(), name)

    def _reach(self, name: Named, tail: str) -> int:
        """How far a name goes on, 0 where it does not: 云岭 in 云岭钢铁协会, 陆青山 in 陆青山工作室.

        A single character (班, 厂, 部) ends a name only at the end of the piece.
        """
        ends = self._book.lexicon["name_ends"].finditer(tail)
        reach = max((end.end() for end in ends if len(end[0]) > 1 or end.end() == len(tail)), default=0)
        is_person = any(entity.type is EntityType.PERSON for entity in name.entities)
        return reach if is_person or not self._is_generic(tail[:reach]) else 0

    def _may_go_on(self, name: Named, tail: str) -> bool:
        """Whether a longer name is worth a look: 云岭石化, 云岭重工集团工会."""
        is_group = any(entity.type in _PLACES_AND_UNITS for entity in name.entities)
        proper = len(tail) >= _SHORTEST and not self._is_generic(tail)
        return is_group and (proper or tail.endswith(_UNIONS_AND_PLANTS))

    def _lengthened(self, start: int, end: int, last: Named) -> bool:
        """Whether the library knows the longer name; it then takes the place of the shorter."""
        for begin in dict.fromkeys((start, last.start)):
            phrase = self._text[begin:end].strip(_QUOTES)
            found = self._known_by_part(phrase)
            if found:
                self.named = [n for n in self.named if n.end <= begin or n.start >= end]
                self.named.append(Named(begin, end, phrase, found, exact=False))
                return True
        return False

    def _quoted(self, start: int, phrase: str) -> None:
        end = start + len(phrase)
        if any(name.start < end and start < name.end for name in self.named) or self._is_generic(phrase):
            return
        found = [entity for entity in self._known_by_part(phrase) if entity.type in _TITLED]
        if found:
            self.named.append(Named(start, end, phrase, tuple(found)))

    def _is_generic(self, phrase: str) -> bool:
        return is_generic(phrase, self._book)


def _is_asked_for(name: Named, text: str, book: Phrasebook) -> bool:
    """哪些车辆段在用: the noun after 哪些 is what is asked for, though a unit may be called just so."""
    before = re.search(f"(?:{book.lexicon['determiner'].pattern})$", text[: name.start])
    units = all(entity.type in _GROUPS | {EntityType.ORGANIZATION} for entity in name.entities)
    return before is not None and units and len(name.surface) <= _LONGEST_NOUN and text[name.end : name.end + 1] != "的"
