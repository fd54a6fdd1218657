"""How several names stand in a row: what may stand between them, by what is told of them."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.facts import EntityType, RelationType
from ingest.mentions.mention import Mention
from ingest.relations.pattern import ANY, SYMBOL, Encoded

ROW = re.compile("、|和|与|及|以及")
JOINT = re.compile(
    r"(?:和|与)(?:同事|工友|同伴|搭档|徒弟|师傅)|(?:各?\d+[项个次])?、(?:[一二三四]+等奖各?\d+项、)*|、|和|与|及|以及|，(?=[\ue005])|(?:各?\d+[项个次]|称号|荣誉称号|等)?[、，和及]"
)
JOINT_OF_WINNERS = re.compile(rf"[、和]{SYMBOL[EntityType.ORGANIZATION]}[^，。；、{ANY}]{{0,9}}|带教?|{JOINT.pattern}")
"""Winners are told with their units: "某厂的甲、另一厂的乙等20人被授予……", or in pairs: "甲带乙、丙带丁被评为……"."""
JOINT_OF_MASTERS = re.compile(rf"[、和][^，。；、{ANY}]{{1,6}}(?={SYMBOL[EntityType.PERSON]})|{ROW.pattern}")
"""Masters are told with their trades: "先后师从镗工甲、检验工乙"."""
JOINT_OF_MAKERS = re.compile(
    rf"(?:[、和与跟同及]|联合|携手|会同|带着|领着|带领|带上)(?:{SYMBOL[EntityType.ORGANIZATION]}|{SYMBOL[EntityType.STUDIO]})?[^，。；、{ANY}]{{0,8}}|{JOINT.pattern}"
)
"""Makers are told with their trades and units: "甲和技术员乙", "甲与某大学的教授乙", "甲带着徒弟乙"."""
JOINT_OF_MEMBERS = re.compile(
    rf"[、和与及](?:{SYMBOL[EntityType.ORGANIZATION]}|{SYMBOL[EntityType.TEAM]})?[^，。；、{ANY}]{{0,10}}|{JOINT.pattern}"
)
"""Members are told with their trades and teams: "甲、电工班班长乙、技术员丙"."""
JOINT_OF_HOSTS = re.compile(rf"[跟同]|联合|会同|{JOINT.pattern}")
"""Hosts are told with one another: "甲协会跟乙局一道办的"."""
JOINT_OF_USERS = re.compile(
    rf"[、和与及](?:{SYMBOL[EntityType.PLACE]}[^，。；、{ANY}]{{0,6}}){{1,2}}"
    rf"|[、和与及](?:{SYMBOL[EntityType.PLACE]})?[^，。；、{ANY}的]{{1,8}}的(?={SYMBOL[EntityType.ORGANIZATION]})|{JOINT.pattern}"
)
"""Users are told with their places: "甲县的乙厂、丙市的丁公司", "甲厂和隔壁的乙公司"."""
JOINTS = {
    RelationType.APPLIED_AT: JOINT_OF_USERS,
    RelationType.RECEIVED: JOINT_OF_WINNERS,
    RelationType.MENTORS: JOINT_OF_MASTERS,
    RelationType.DEVELOPED: JOINT_OF_MAKERS,
    RelationType.MEMBER_OF: JOINT_OF_MEMBERS,
    RelationType.ISSUED: JOINT_OF_HOSTS,
}
ROW_OF_APPRENTICES = re.compile(
    rf"，(?:还有|以及|和)(?:自己的|他的|她的)?[^，。；、{ANY}]{{0,6}}(?={SYMBOL[EntityType.PERSON]}[，。；])"
    rf"|[、和与](?![^，。；、{ANY}]{{1,8}}[部厂处科室院所站班队司间心]的)[^，。；、{ANY}]{{1,9}}的"
    rf"|、[^，。；、{ANY}]{{1,8}}[工员手]"
    rf"|[、和与]{SYMBOL[EntityType.TEAM]}的?[^，。；、{ANY}]{{0,6}}|{ROW.pattern}"
)
"""The last may be told apart ("甲、乙，还有自己的侄子丙", "甲和1990年出生的丙"), or by trade ("甲、喷漆工乙")."""
ROWS = {
    RelationType.APPLIED_AT: JOINT_OF_USERS,
    RelationType.MENTORS: ROW_OF_APPRENTICES,
    RelationType.HOSTED_BY: ROW,
}
"""Behind a comma the next pair begins ("甲带教乙、丙，丁带教戊")."""
PAIRED = re.compile("\ue000(?:师傅)?(?:(?P<joined>[和与同跟—－-])|(?:带|教)[了着教过]?)[^，。；、\ue000]{0,8}$")
"""From a master to his first apprentice in a list of pairs ("甲与乙、丙与丁", "甲带乙、丙带丁"),"""
NEXT_JOINED, NEXT_TAUGHT = re.compile("[和与][^，。；、\ue000]{0,8}\ue000"), re.compile("(?:带|教)(?![头队班])")
"""and what stands behind the master of the next pair."""


def both_sides(
    encoded: Encoded, match: re.Match[str], heads: Sequence[Mention], tails: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The rows of head and tail where both are of one type: each only on its own side of the other."""
    head, tail = encoded.mention(match.start("head")), encoded.mention(match.start("tail"))
    if head.start < tail.start:
        return [head], [m for m in tails if m.start > head.start]
    masters = [m for m in heads if m.start > tail.start] or [head]
    return masters, [m for m in tails if m.start < masters[0].start or m is tail]


def own_row(encoded: Encoded, pair: re.Match[str], first: Mention, row: Sequence[Mention]) -> list[Mention]:
    """The apprentices of a row up to the master of the next pair ("甲与乙、丙与丁")."""
    following = NEXT_JOINED if pair["joined"] else NEXT_TAUGHT

    def heads_next(person: Mention) -> bool:
        return following.match(encoded.text, encoded.mentions.index(person) + 1) is not None

    before = [person for person in row if person.start < first.start and not heads_next(person)]
    behind = [person for person in row if person.start > first.start]
    return [*before, first, *takewhile(lambda person: not heads_next(person), behind)]
