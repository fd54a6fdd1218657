"""How several names stand in a row: what may stand between them, by what is told of them."""

import re

from ingest.facts import EntityType, RelationType
from ingest.relations.pattern import ANY, SYMBOL

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
JOINT_OF_USERS = re.compile(rf"[、和与及](?:{SYMBOL[EntityType.PLACE]}[^，。；、{ANY}]{{0,6}}){{1,2}}|{JOINT.pattern}")
"""Users are told with their places: "甲县的乙厂、丙市的丁公司"."""
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
