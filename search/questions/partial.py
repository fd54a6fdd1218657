"""Names known by a part: 陆青山工作室 for 陆青山劳模创新工作室."""

import re

from ingest.facts import EntityType
from kg import EntityRecord, Page, Store, name_key
from search.questions.phrasebook import Phrasebook

# A shorter part is too often another thing's name.
_SHORTEST = 3
# Of a name of a dozen characters a part has at least four: 沈如月工作室 of 东泽集团沈如月的劳模创新工作室 has 6 of 15.
_LEAST_SHARE = 0.34
_CANDIDATES = 50
_BEGINNING = 2
# As many characters at the end or at a firm's beginning mean it, however long the name is.
_TELLING = 4
_TELLING_OF_TITLES = 5
_REGION = re.compile("(?:[^省市县区旗州盟镇]{1,7}(?:省|市|县|区|旗|州|盟|镇))*")
_EDITION = re.compile("第[0-9一二三四五六七八九十]{1,3}届.+")
_QUOTES = re.compile(r"[\s“”‘’\"'《》〈〉「」『』]")
_STUDIO_ENDS = ("工作室", "攻关小组", "攻关组", "联盟", "工作站", "小组")
_ALLIANCE = "联盟"
_UNIT_ENDS = ("公司", "集团", "工会", "厂", "矿", "院", "所", "局", "站", "车间", "学校", "学院", "大学", "协会", "部")
_TITLED = frozenset({EntityType.EVENT, EntityType.AWARD, EntityType.POLICY})
_NEVER = frozenset({EntityType.PERSON, EntityType.PLACE})


def longer_names(phrase: str, store: Store, book: Phrasebook) -> tuple[EntityRecord, ...]:
    """The things whose name or alias the phrase is a part of, of the best match only; people and places never.

    A part leaves out whole stretches and keeps the order: 云岭工会 is a part of 云岭重工集团有限公司工会.
    """
    part = _QUOTES.sub("", phrase)
    if len(part) < _SHORTEST:
        return ()
    types, containing = _types(part), _Containing(store)
    if part.endswith(_ALLIANCE) and (only := _only_alliance(part, containing)):
        return only
    if quoted := [entity for entity in containing(part) if _is_quoted_in(part, entity)]:
        return tuple(quoted) if len({entity.name for entity in quoted}) == 1 else ()
    for fragment in _fragments(part, book):
        shares = [(_share(part, entity, book), entity) for entity in containing(fragment) if entity.type in types]
        best = max((share for share, _ in shares), default=0.0)
        if best >= _LEAST_SHARE:
            return tuple(entity for share, entity in shares if share == best)
    units = [e for e in containing(part) if e.type is EntityType.ORGANIZATION]
    if unit := _only_unit(part, units) or _only_firm(part, units, store):
        return unit
    ended = [entity for entity in containing(part) if entity.type in types and entity.name.endswith(part)]
    ended = [e for e in ended if len(part) >= _TELLING or e.type is EntityType.ACHIEVEMENT]
    return tuple(ended) if len(ended) == 1 else _only_title(part, book, containing)


def _only_unit(part: str, units: list[EntityRecord]) -> tuple[EntityRecord, ...]:
    """The only unit that begins with so telling a part, or has it, with its own parts."""
    begun = [unit for unit in units if unit.name.startswith(part)]
    found = begun or [unit for unit in units if part in unit.name]
    if len(part) < _TELLING or not found:
        return ()
    whole = min(found, key=lambda unit: len(unit.name))
    return (whole,) if all(unit.name.startswith(whole.name) for unit in found) else ()


def _only_firm(part: str, units: list[EntityRecord], store: Store) -> tuple[EntityRecord, ...]:
    """The only firm with such a trade name behind its place, with its parts: 科达 of 云岭市科达机械有限公司."""
    found = {u.name: u for u in units if part in u.name and _is_region(u.name[: u.name.index(part)], store)}
    if not found:
        return ()
    whole = min(found.values(), key=lambda unit: len(unit.name))
    return (whole,) if all(name.startswith(whole.name) for name in found) else ()


def _is_region(prefix: str, store: Store) -> bool:
    """Whether the beginning of a unit's name is but a place: 云岭市, 云岭 where the library knows it as one."""
    return bool(_REGION.fullmatch(prefix)) or any(e.type is EntityType.PLACE for e in store.named(prefix))


def _only_alliance(part: str, containing: "_Containing") -> tuple[EntityRecord, ...]:
    """The only alliance with such a part, however long its name."""
    found = [entity for entity in containing(_ALLIANCE) if entity.type is EntityType.STUDIO and _is_in(part, entity)]
    return tuple(found) if len(found) == 1 else ()


def _only_title(part: str, book: Phrasebook, containing: "_Containing") -> tuple[EntityRecord, ...]:
    """The only contest, honour or document with such a part, however long its name: 黑龙江农机五小."""
    beginning = book.lexicon["contest_end"].sub("", part)
    if len(beginning) >= _TELLING_OF_TITLES:
        part = beginning
    elif not _EDITION.search(part):
        return ()
    found = {e.name: e for f in _fragments(part, book) for e in containing(f) if e.type in _TITLED and _is_in(part, e)}
    return tuple(found.values()) if len(found) == 1 else ()


def _is_quoted_in(part: str, entity: EntityRecord) -> bool:
    """Whether the title has it in quotation marks: 昆仑杯 of “昆仑杯”技能大赛."""
    return entity.type in _TITLED and any(f"“{part}”" in name for name in (entity.name, *entity.aliases))


def _is_in(part: str, entity: EntityRecord) -> bool:
    return any(is_part(part, _QUOTES.sub("", name)) for name in (entity.name, *entity.aliases))


class _Containing:
    """What has a stretch in its name; all that begins with two characters is asked of the store once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: dict[str, Page[EntityRecord]] = {}

    def __call__(self, fragment: str) -> tuple[EntityRecord, ...]:
        page = self._page(fragment[:_BEGINNING])
        if page.cursor is not None:
            return self._page(fragment).items
        key = name_key(fragment)
        return tuple(e for e in page.items if any(key in name_key(name) for name in (e.name, *e.aliases)))

    def _page(self, fragment: str) -> Page[EntityRecord]:
        if fragment not in self._pages:
            self._pages[fragment] = self._store.entities(fragment, None, _CANDIDATES)
        return self._pages[fragment]


def _types(part: str) -> frozenset[EntityType]:
    if part.endswith(_STUDIO_ENDS):
        return frozenset({EntityType.STUDIO, EntityType.TEAM})
    if part.endswith(_UNIT_ENDS):
        return frozenset({EntityType.ORGANIZATION, EntityType.TEAM})
    return frozenset(EntityType) - _NEVER


def _fragments(part: str, book: Phrasebook) -> tuple[str, ...]:
    """Stretches of which a name with this part contains one: all of it, its beginning, its proper end."""
    stem = _stem(part, book) or part
    fragments = (part, stem, stem[:4], stem[:3], stem[-3:], stem[:2])
    generic = book.lexicon["generic"]
    return tuple(dict.fromkeys(f for f in fragments if len(f) > 1 and not generic.fullmatch(f)))


def _stem(name: str, book: Phrasebook) -> str:
    """Without the general words at the end: 陆青山劳模创新工作室 -> 陆青山."""
    return re.sub(f"(?:{book.lexicon['generic'].pattern}|的)+$", "", name)


def _share(part: str, entity: EntityRecord, book: Phrasebook) -> float:
    """How much of the best fitting name the part makes up; 0 where it is no part."""
    names = [_QUOTES.sub("", name) for name in (entity.name, *entity.aliases)]
    if part.endswith(_STUDIO_ENDS) and not part.endswith(_ALLIANCE):
        # 张三工作室 is no part of 张三丰劳模创新工作室.
        names = [name for name in names if _is_whole_stem(_stem(part, book)[-_BEGINNING:], _stem(name, book))]
    ends = [end for end in _UNIT_ENDS if part.endswith(end)]
    fits = (name for name in names if is_part(part, name) or any(_is_shortened(part, name, end) for end in ends))
    return max((len(part) / len(name) for name in fits), default=0.0)


def _is_shortened(part: str, name: str, end: str) -> bool:
    """东泽林机厂 of 东泽林业机械厂: whether it is a part, apart from the word for the kind of unit that ends both."""
    return name.endswith(end) and len(part) - len(end) >= _TELLING and is_part(part[: -len(end)], name[: -len(end)])


def _is_whole_stem(ending: str, stem: str) -> bool:
    """Whether nothing follows, or a word of its own does: 张三驾驶技师, but not 张三丰."""
    return ending in stem and len(stem.rpartition(ending)[2]) != 1


def is_part(part: str, name: str) -> bool:
    """Whether all characters stand in the name in order, and not scattered: on average two or more stand together."""
    return _is_in_order(part, name) or _is_in_order(part[::-1], name[::-1])


def _is_in_order(part: str, name: str) -> bool:
    position, runs, last = 0, 0, -2
    for character in part:
        found = name.find(character, position)
        if found < 0:
            return False
        runs += found != last + 1
        position, last = found + 1, found
    return len(part) >= 2 * runs
