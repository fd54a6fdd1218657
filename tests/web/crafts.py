"""A made-up library: five generations of masters, with a circle; a pair with works and honours; a large plant."""

from itertools import product
from pathlib import Path

from api.library import Library
from ingest.facts import MeasureType
from tests.kg.articles import article, said

WORKERS = 130
"""Of the plant, besides the masters."""

PAIRS = [
    *(("周祖安", name) for name in ("林一舟", "何大川", "苏文岭")),
    *(("林一舟", name) for name in ("顾小满", "叶青禾", "杜远山")),
    ("何大川", "顾小满"),
    ("顾小满", "钟思齐"),
    ("钟思齐", "陶新雨"),
    ("陶新雨", "周祖安"),  # a circle, as misread documents make them
    ("鲁师傅", "周祖安"),
    *(("秦万里", f"秦门{one}{other}") for one, other in product("甲乙丙丁戊己庚", "子丑寅卯辰巳午未")),
]


def fill_crafts(folder: Path) -> None:
    """Writes the library into the folder."""
    with Library.open(folder, create=True) as library:
        library.store.add(
            *article("taught", said("江城师徒录"), *(said(f"{m}收{a}为徒。", mentors=(m, a)) for m, a in PAIRS))
        )
        library.store.add(
            *article(
                "works",
                said("江城职工的成果"),
                said("周祖安和林一舟研制出对中装置。", developed=[("周祖安", "对中装置"), ("林一舟", "对中装置")]),
                said(
                    "对中装置每年节约80万元。", measures=[("对中装置", MeasureType.ECONOMIC_BENEFIT, 8e5, "元", None)]
                ),
                said("对中装置获得专利3项。", measures=[("对中装置", MeasureType.PATENTS, 3, "项", None)]),
                said("对中装置获得江城市金锤奖。", received=("对中装置", "江城市金锤奖")),
                said("周祖安获得大江奖章。", received=("周祖安", "大江奖章")),
                said("林一舟研制出压紧装置。", developed=("林一舟", "压紧装置")),
                said("周祖安、林一舟在大江厂工作。", works_at=[("周祖安", "大江厂"), ("林一舟", "大江厂")]),
                said("大江厂在江城市。", located_in=("大江厂", "江城市")),
                said("程远航在西岭公司工作。", works_at=("程远航", "西岭公司")),
            )
        )
        hired = [f"大江工{n:03}" for n in range(WORKERS)]
        staff = (said(f"{name}在大江厂工作。", works_at=(name, "大江厂")) for name in hired)
        library.store.add(*article("staff", said("大江厂职工名册"), *staff))
