"""How long a question takes: words alone, vectors alone, both with the graph, and the whole answer with its evidence.

    python -m benchmarks.search [--achievements 2000] [--questions 200] [--json FILE]

The library is made up (seeded): a report for each achievement, with a person, a studio, an enterprise and a place. All
ways are timed question by question in turn, so that a busy machine slows all of them; read the ratios, not the times.
"""

import argparse
import json
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from corpus import Document
from ingest import cut_for_search
from ingest.facts import Entity, EntityKey, EntityType, Evidence, Extraction, Passage, Relation, RelationType, Span
from kg import Store
from search import Searcher, load_encoder
from search.current import CurrentIndex
from search.filters import Admission
from search.folder import IndexFolder
from search.fusion import Weights
from search.numbering import numbers_of_kind
from search.query import Terms
from search.results import Filters
from search.retrieval import CANDIDATES, Question
from search.state import State

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂云峰凯文博宇晨"
PLACES = ["东岭省", "西原省", "南坪市", "北河市", "江北省", "青石县", "云岭市", "长湖市"]
TRADES = ["钢铁", "煤业", "供电", "纺织", "石化", "机床", "水泥", "船舶", "铁路", "电缆", "铝业", "热电"]
THINGS = [
    "轧机",
    "轴承",
    "输送带",
    "锅炉",
    "变压器",
    "电机",
    "高炉",
    "钻头",
    "阀门",
    "焊枪",
    "纺纱机",
    "电解槽",
    "矿车",
    "泵",
    "齿轮箱",
]
FAULTS = [
    "漏油",
    "过热",
    "开裂",
    "磨损",
    "卡阻",
    "掉道",
    "结垢",
    "振动",
    "断线",
    "跑偏",
    "腐蚀",
    "误动作",
    "堵塞",
    "打滑",
]
MEANS = [
    "激光熔覆",
    "在线监测",
    "快速更换",
    "自动纠偏",
    "密封改造",
    "降噪",
    "防护",
    "清扫",
    "润滑",
    "焊接",
    "校准",
    "冷却",
]
KINDS = ["装置", "工艺", "操作法", "技术", "工具"]


def reports(count: int, seed: int = 1) -> Iterator[tuple[Document, Extraction]]:
    """As many made-up reports, each about one achievement."""
    draw = random.Random(seed)  # noqa: S311
    for number in range(count):
        person = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=2))
        place, trade = draw.choice(PLACES), draw.choice(TRADES)
        thing, fault, mean, kind = (draw.choice(words) for words in (THINGS, FAULTS, MEANS, KINDS))
        yield report(number, person, f"{place[:2]}{trade}公司", place, (thing, fault, f"{thing}{mean}{kind}{number}型"))


def report(
    number: int, person: str, enterprise: str, place: str, work: tuple[str, str, str]
) -> tuple[Document, Extraction]:
    """One report of three sentences."""
    thing, fault, achievement = work
    studio = f"{enterprise}{person}创新工作室"
    lines = [
        f"{place}{enterprise}的{thing}长期{fault}，检修一次要停产两天。",
        f"{person}带领{studio}研制了{achievement}，{thing}{fault}的难题解决了。",
        f"{achievement}每年节约费用{number % 90 + 10}万元，{person}说还要继续改进。",
    ]
    text, id_ = "\n".join(lines), f"{number:016x}"
    types = EntityType
    keys = {
        name: EntityKey(kind, name)
        for kind, name in (
            (types.PERSON, person),
            (types.ORGANIZATION, enterprise),
            (types.PLACE, place),
            (types.STUDIO, studio),
            (types.ACHIEVEMENT, achievement),
        )
    }
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    passages = tuple(Passage(s, (Span(at, at + len(s)),)) for s, at in zip(lines, starts, strict=True))
    entities = tuple(Entity(key, (), (Span(at := text.index(name), at + len(name)),)) for name, key in keys.items())
    said = [
        (person, "leads", studio),
        (studio, "hosted_by", enterprise),
        (studio, "developed", achievement),
        (person, "works_at", enterprise),
        (enterprise, "located_in", place),
    ]
    evidence = Evidence(passages[1].text, passages[1].spans)
    relations = tuple(Relation(RelationType(kind), keys[head], keys[tail], evidence) for head, kind, tail in said)
    document = Document(id_, f"{number}.txt", text, achievement, "text/plain", published=date(2020 + number % 6, 1, 1))
    return document, Extraction(id_, entities, relations, (), passages)


def questions(count: int, seed: int = 2) -> list[str]:
    """As many made-up questions."""
    draw = random.Random(seed)  # noqa: S311
    ways = ["{}老是{}怎么办", "{}{}，谁解决过", "想解决{}{}的问题，有没有办法"]
    return [draw.choice(ways).format(draw.choice(THINGS), draw.choice(FAULTS)) for _ in range(count)]


def measure(store: Store, folder: Path, asked: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each question, each way."""
    encoder, kind = load_encoder(), EntityType.ACHIEVEMENT.value
    searcher = Searcher.open(store, folder, encoder)
    expected = State(store.identity(), 0, encoder.name, encoder.dimensions)
    retriever = CurrentIndex(IndexFolder(folder), cut_for_search, Weights()).retriever(expected)
    assert retriever is not None
    everything = Admission(Filters())

    def question(text: str) -> Question:
        return Question(Terms.of(text, cut_for_search), encoder.encode_queries([text])[0])

    ways: dict[str, Callable[[str], object]] = {
        "words": lambda q: retriever.lexical.cards(
            retriever.lexical.search(Terms.of(q, cut_for_search), kind, CANDIDATES, everything)
        ),
        "vectors": lambda q: retriever.lexical.cards_by_number(
            retriever.vectors.nearest(encoder.encode_queries([q])[0], CANDIDATES, numbers_of_kind(kind))
        ),
        "hybrid": lambda q: retriever.find(question(q), kind),
        "answer": searcher.search,
        "experts": searcher.experts,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for text in asked[:5]:
        for way in ways.values():
            way(text)
    for text in asked:
        for name, way in ways.items():
            start = time.perf_counter()
            way(text)
            times[name].append(1000 * (time.perf_counter() - start))
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--achievements", type=int, default=2000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/library.db") as store:
        for document, extraction in reports(args.achievements):
            store.add(document, extraction)
        start = time.perf_counter()
        indexed = Searcher.open(store, Path(folder, "index"), load_encoder()).sync()
        synced = time.perf_counter() - start
        times = measure(store, Path(folder, "index"), questions(args.questions))
    base = statistics.median(times["words"])
    rows = {
        name: {
            "p50_ms": round(statistics.median(values), 2),
            "p95_ms": round(statistics.quantiles(values, n=20)[-1], 2),
            "p50_over_words": round(statistics.median(values) / base, 1),
        }
        for name, values in times.items()
    }
    conditions = {"achievements": args.achievements, "questions": args.questions, "python": platform.python_version()}
    print(f"{indexed} entities and passages indexed in {synced:.1f} s")
    for name, row in rows.items():
        print(
            f"{name:8} p50 {row['p50_ms']:7.2f} ms   p95 {row['p95_ms']:7.2f} ms   {row['p50_over_words']:5.1f} x words"
        )
    if args.json:
        args.json.write_text(
            json.dumps({"conditions": conditions, "index_s": round(synced, 1), "ways": rows}, indent=1)
        )


if __name__ == "__main__":
    main()
