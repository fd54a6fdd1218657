"""Who may be given as an expert at all: somebody for whom something technical speaks."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType, RelationType
from search.cards import Card
from search.experts.words import words

R = RelationType
PERSON = EntityType.PERSON.value
EXPERT_TYPES = frozenset({PERSON, EntityType.STUDIO.value, EntityType.TEAM.value})

# Characters between a name and the word that says in what part it stands ("记者 甲 乙", "甲笑着说").
BYLINE_REACH, TELLING_REACH = 12, 12
_CLAUSE = re.compile(r"[，。；！？,;!?]")


def is_expert(card: Card) -> bool:
    """Something technical speaks for the person, studio or team.

    A person needs an achievement, a studio or team, technical help given, a master or apprentice, a technical honour or
    a competition. Somebody who holds an office needs an achievement or a studio or team, and must be told of, not only
    quoted: what an extractor ties to the manager who is asked for a comment is rarely his. Who stands in bylines only
    has written or photographed the report.
    """
    if card.type != PERSON:
        return card.type in EXPERT_TYPES
    if signs_only(card):
        return False
    own_work = any(card.linked(relation, outgoing=True) for relation in (R.DEVELOPED, R.LEADS, R.MEMBER_OF))
    if holds_office(card):
        return own_work and not is_only_quoted(card)
    return own_work or _is_active(card)


def did_it(card: Card, sentence: str, names_achievement: bool) -> bool:
    """The sentence itself says that the person made or mended something, or names them beside an achievement.

    Speaks for people of whom the graph has no deed; not for officials, authors of reports and who is only quoted.
    """
    if card.type != PERSON or holds_office(card) or signs_only(card):
        return False
    name = next((name for name in (card.name, *card.aliases) if name in sentence), None)
    if name is None or _signs(sentence, name) or _is_quoted(sentence, name) or _has_title(sentence, name):
        return False
    return names_achievement or any(word in sentence for word in words("deeds"))


def holds_office(card: Card) -> bool:
    """One of the person's posts is an office, and not one of those that sound like an office but are technical."""
    return any(_is_office(link.role) for link in card.linked(R.WORKS_AT, outgoing=True))


def signs_only(card: Card) -> bool:
    """The person is named as author, photographer or editor and nowhere else."""
    told = list(_naming(card))
    return bool(told) and all(_signs(sentence, name) for sentence, name in told)


def is_only_quoted(card: Card) -> bool:
    """Every sentence that names the person has them say something."""
    told = list(_naming(card))
    return bool(told) and all(_is_quoted(sentence, name) for sentence, name in told)


def _is_active(card: Card) -> bool:
    pairs = any(link.relation == R.MENTORS for link in card.links)
    active = any(card.linked(relation, outgoing=True) for relation in (R.HELPS, R.PRESENTED_AT))
    return pairs or active or any(word in name for name in card.honours for word in words("technical_honours"))


def _naming(card: Card) -> Iterator[tuple[str, str]]:
    """The sentences that name the card's thing, with the form of the name in each."""
    for sentence in card.text.split("\n"):
        name = next((name for name in (card.name, *card.aliases) if name in sentence), None)
        if name:
            yield sentence, name


def _is_office(role: str) -> bool:
    return not any(word in role for word in words("technical_roles")) and any(w in role for w in words("officials"))


def _has_title(sentence: str, name: str) -> bool:
    return sentence[: sentence.index(name)].endswith(words("officials"))


def _signs(sentence: str, name: str) -> bool:
    before = sentence[: sentence.index(name)][-BYLINE_REACH:]
    return any(word in _last_clause(before) for word in words("bylines"))


def _is_quoted(sentence: str, name: str) -> bool:
    after = sentence[sentence.index(name) + len(name) :][:TELLING_REACH]
    return any(word in _CLAUSE.split(after)[0] for word in words("telling"))


def _last_clause(text: str) -> str:
    return _CLAUSE.split(text)[-1]
