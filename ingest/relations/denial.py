"""Where a rule's words stand, but do not say it: denied, hoped for, another's, or only a figure."""

import re

from ingest.facts import EntityType, RelationType
from ingest.relations.pattern import ANY, SYMBOL, Rule

OWN_SUBJECT = re.compile(
    rf"(?:^.|[，；]|其中，?)[^，。；{ANY}]{{0,4}}{SYMBOL[EntityType.ACHIEVEMENT]}[^，。；{ANY}]{{0,12}}(?:[获荣夺摘捧]|入选|被评|名列)"
)
OTHER_PERSON = re.compile(
    rf"(?:是|叫){SYMBOL[EntityType.PERSON]}，[^，。；{ANY}]{{0,8}}(?:[获荣夺摘捧拿]|入选|被评|当选|名列)"
)
"""Of "他带过九个徒弟，最得意的是某某，去年拿下……" the prize is not the teacher's."""
OTHER_WORK = re.compile(rf"，[^，。；{ANY}]{{0,6}}{SYMBOL[EntityType.ACHIEVEMENT]}[^，。；{ANY}]{{0,10}}[获荣夺摘捧]")
SENT = re.compile(r"(?:组织|选派|派出|派|推荐|选送|带领)\d+余?[名个支位]")
WISHED = re.compile(r"(?:希望|期待|盼|力争|争取|目标是|(?<![引不])以为|误认|误传|错把)[^，。；]{0,6}$")
"""Before the first of two: it is only wished, or wrongly believed."""
COUNTED_OF = SYMBOL[EntityType.ORGANIZATION] + SYMBOL[EntityType.ACHIEVEMENT]
"""What a number of prizes says nothing of: 金牌3枚 are won by those whom a union sends, not by it."""
NUMBER = re.compile(r"各?\d")
COUNTED = re.compile(r"(?<![等\d.万])\d[\d万]*余?多?[项个名人件支][^，。；]{0,6}(?:获得?|被[授评][予为]|荣获)[“]?$")
DENIED = re.compile("没有|未能|尚未|并未|从未|不能据此|(?:不能|无法)认定")
NOT_HIS = re.compile("(?:不是|并非)$")
"""Before the first of two: "丁不是甲的徒弟，……" says nothing of what 甲 has."""
NEGATED = re.compile("不是|不算|算不上|未")
HOPED = re.compile("希望|力争|争取|计划|拟|将要|有望|预计|或将|想")


def is_unreal(clause: str) -> bool:
    """Whether the part of a clause before what somebody would get, make or join denies it or only hopes for it."""
    return DENIED.search(clause) is not None or HOPED.search(clause) is not None


def is_anothers(rule: Rule, text: str, match: re.Match[str]) -> bool:
    """Of "某工作室……，其中某装置获得金奖" the prize is the device's."""
    if rule.name not in {"received.verb", "received.given"}:
        return False
    if OTHER_PERSON.search(text, match.start("head") + 1, match.start("tail")):
        return True
    own = OTHER_WORK if text[match.start("head")] == SYMBOL[EntityType.ACHIEVEMENT] else OWN_SUBJECT
    return bool(own.search(text, match.start("head"), match.start("tail")))


def is_total(rule: Rule, text: str, match: re.Match[str]) -> bool:
    """Of "另有7项获二等奖" and "省总工会……授予奖状18个" the count is a figure: nobody named received them."""
    if rule.type is RelationType.RECEIVED and COUNTED.search(text[: match.start("tail")]):
        return True
    counts = rule.type is RelationType.RECEIVED and text[match.start("head")] in COUNTED_OF
    return counts and NUMBER.match(text, match.end("tail")) is not None


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the rule's verb denies it or only hopes for it."""
    first, last = sorted((match.start("head"), match.start("tail")))
    between = text[first + 1 : last]
    return (
        bool(SENT.search(between))
        or bool(DENIED.search(between))
        or bool(NEGATED.search(between))
        or bool(WISHED.search(text[:first]))
        or bool(NOT_HIS.search(text[:first]))
        or bool(HOPED.search(between))
    )
