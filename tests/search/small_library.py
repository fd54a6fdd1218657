"""A library small enough to know by heart: eight invented reports, and an encoder that compares characters."""

import hashlib
from collections.abc import Sequence
from datetime import date

import numpy as np

from corpus.document import Document
from ingest.facts import Entity, EntityKey, EntityType, Evidence, Extraction, Passage, Relation, RelationType, Span
from kg import Store
from search.fusion import Weights

TYPES = {
    "人": EntityType.PERSON,
    "单位": EntityType.ORGANIZATION,
    "工作室": EntityType.STUDIO,
    "班组": EntityType.TEAM,
    "成果": EntityType.ACHIEVEMENT,
    "奖": EntityType.AWARD,
    "地": EntityType.PLACE,
    "赛": EntityType.EVENT,
}


WEIGHTS = Weights(floor=0.25, clear=0.42)
"""Where characters are compared, unrelated texts are nearer to each other than by the shipped model."""


class CharacterEncoder:
    """Texts are near each other when they share characters; counts what it is given."""

    def __init__(self, name: str = "characters", dimensions: int = 256) -> None:
        self.name, self.dimensions = name, dimensions
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded.extend(texts)
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for character in text:
                if character.isalnum():
                    vectors[row, ord(character) % self.dimensions] += 1
            vectors[row, 0] += 1e-3
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    encode_queries = encode_passages


def report(
    text: str, entities: str, relations: Sequence[tuple[str, ...]] = (), published: date | None = None
) -> tuple[Document, Extraction]:
    """A document of one sentence a line, with what is read from it.

    Args:
        text: its sentences.
        entities: "人:周小禾 单位:云岭针织公司/云岭针织" (a second name is an alias).
        relations: (head, relation, tail) or (head, relation, tail, role); said by the first sentence with both names.
        published: when.
    """
    lines = text.strip().splitlines()
    text = "\n".join(line.strip() for line in lines)
    id_ = hashlib.sha256(text.encode()).hexdigest()[:16]
    document = Document(id_, f"{id_}.txt", text, lines[0].strip()[:12], "text/plain", "测试报", published)
    keys, found = {}, []
    for item in entities.split():
        kind, _, names = item.partition(":")
        name, *aliases = names.split("/")
        keys[name] = EntityKey(TYPES[kind], name)
        mentions = tuple(span for n in (name, *aliases) for span in _places(text, n))
        found.append(Entity(keys[name], tuple(aliases), mentions))
    passages, start = [], 0
    for line in text.splitlines():
        passages.append(Passage(line, (Span(start, start + len(line)),)))
        start += len(line) + 1
    said = tuple(_relation(keys, passages, *relation) for relation in relations)
    return document, Extraction(id_, tuple(found), said, (), tuple(passages))


def _places(text: str, name: str) -> list[Span]:
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    return [Span(i, i + len(name)) for i in starts]


def _relation(keys, passages, head: str, kind: str, tail: str, role: str = "") -> Relation:
    both = [p for p in passages if head in p.text and tail in p.text] or [p for p in passages if head in p.text]
    attrs = {"role": role} if role else {}
    return Relation(RelationType(kind), keys[head], keys[tail], Evidence(both[0].text, both[0].spans), attrs)


LABELS = report(
    """云岭针织公司技术员周小禾发明了无痕水洗标印制工艺，内衣标签洗几次就翘边开裂的难题解决了。
    这一无痕水洗标印制工艺获得江北省职工创新成果一等奖。
    云岭针织公司坐落在江北省。""",
    "人:周小禾 单位:云岭针织公司 成果:无痕水洗标印制工艺 奖:江北省职工创新成果一等奖 地:江北省",
    [
        ("周小禾", "works_at", "云岭针织公司", "技术员"),
        ("周小禾", "developed", "无痕水洗标印制工艺"),
        ("无痕水洗标印制工艺", "received", "江北省职工创新成果一等奖"),
        ("云岭针织公司", "located_in", "江北省"),
    ],
    date(2023, 5, 1),
)
DERAILING = report(
    """西原省青石煤矿的韩铁山劳模创新工作室研制了矿车防掉道装置，巷道里的轨道运输事故减少九成。
    韩铁山劳模创新工作室由韩铁山领衔，徒弟罗小兵是成员。""",
    "人:韩铁山 人:罗小兵 工作室:韩铁山劳模创新工作室 单位:青石煤矿 成果:矿车防掉道装置 地:西原省",
    [
        ("韩铁山劳模创新工作室", "developed", "矿车防掉道装置"),
        ("韩铁山劳模创新工作室", "hosted_by", "青石煤矿"),
        ("韩铁山", "leads", "韩铁山劳模创新工作室"),
        ("罗小兵", "member_of", "韩铁山劳模创新工作室"),
        ("韩铁山", "mentors", "罗小兵"),
        ("青石煤矿", "located_in", "西原省"),
    ],
    date(2022, 3, 1),
)
BATTERIES = report(
    """北河热电公司职工林致远发明了蓄电池放电自动记录仪KD-200A，不必再人工抄表。
    2021年，蓄电池放电自动记录仪KD-200A获得北河市五小成果奖。""",
    "人:林致远 单位:北河热电公司 成果:蓄电池放电自动记录仪KD-200A 奖:北河市五小成果奖 地:北河市",
    [
        ("林致远", "works_at", "北河热电公司", "职工"),
        ("林致远", "developed", "蓄电池放电自动记录仪KD-200A"),
        ("蓄电池放电自动记录仪KD-200A", "received", "北河市五小成果奖"),
        ("北河热电公司", "located_in", "北河市"),
    ],
    date(2021, 12, 1),
)
ROLLING = report(
    """东岭钢铁公司徐大江研发了薄规格钢板控温轧制技术，成材率提高了。
    徐大江还完成了轧机轴承激光修复技术。""",
    "人:徐大江 单位:东岭钢铁公司 成果:薄规格钢板控温轧制技术 成果:轧机轴承激光修复技术",
    [
        ("徐大江", "works_at", "东岭钢铁公司", "首席技师"),
        ("徐大江", "developed", "薄规格钢板控温轧制技术"),
        ("徐大江", "developed", "轧机轴承激光修复技术"),
    ],
    date(2024, 6, 1),
)
ROLLING_TOO = report(
    """南坪钢铁公司高工沈一鸣改进了钢板轧制导卫装置。""",
    "人:沈一鸣 单位:南坪钢铁公司 成果:钢板轧制导卫装置",
    [("沈一鸣", "works_at", "南坪钢铁公司", "高工"), ("沈一鸣", "developed", "钢板轧制导卫装置")],
    date(2024, 7, 1),
)
OFFICIAL = report(
    """江北省总工会副主席钱正要求各地推广无痕水洗标印制工艺，让内衣标签不再翘边开裂。
    云岭针织公司职工马兰高兴极了，内衣标签再没有翘边开裂。""",
    "人:钱正 人:马兰 单位:江北省总工会 单位:云岭针织公司 成果:无痕水洗标印制工艺",
    [("钱正", "works_at", "江北省总工会", "副主席"), ("马兰", "works_at", "云岭针织公司", "职工")],
    date(2023, 8, 1),
)
CONTEST = report(
    """在西原省煤炭技能大赛上，青石煤矿罗小兵获得西原省技术能手称号。""",
    "人:罗小兵 单位:青石煤矿 奖:西原省技术能手 赛:西原省煤炭技能大赛",
    [
        ("罗小兵", "works_at", "青石煤矿"),
        ("罗小兵", "received", "西原省技术能手"),
        ("罗小兵", "presented_at", "西原省煤炭技能大赛"),
    ],
    date(2022, 9, 1),
)
LIVE_WIRES = report(
    """长湖供电公司带电作业班由班长丁凡带领，研制了绝缘子带电清扫机。""",
    "人:丁凡 单位:长湖供电公司 班组:带电作业班 成果:绝缘子带电清扫机",
    [
        ("丁凡", "leads", "带电作业班"),
        ("带电作业班", "hosted_by", "长湖供电公司"),
        ("带电作业班", "developed", "绝缘子带电清扫机"),
    ],
    date(2020, 1, 1),
)
REPORTS = (LABELS, DERAILING, BATTERIES, ROLLING, ROLLING_TOO, OFFICIAL, CONTEST, LIVE_WIRES)


def fill(store: Store, *reports: tuple[Document, Extraction]) -> None:
    for document, extraction in reports:
        assert store.add(document, extraction)


def id_of(store: Store, name: str) -> str:
    """The id of the only thing of this name."""
    (entity,) = store.named(name)
    return entity.id
