import pytest

from ingest.lexicon import Lexicon
from ingest.measures.quantities import QuantityReader


@pytest.fixture(scope="module")
def quantities() -> QuantityReader:
    return QuantityReader(Lexicon.load())


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("创造经济效益2264万元", 22_640_000, "元", False),
        ("近5亿元", 500_000_000, "元", True),
        ("上百亿元", 10_000_000_000, "元", True),
        ("上千万元的效益", 10_000_000, "元", True),
        ("30余项专利", 30, "项", True),
        ("培训3.22万余人次", 32_200, "人次", True),
        ("1,200多万元", 12_000_000, "元", True),
        ("百余项成果", 100, "项", True),
        ("共计投入30万，", 300_000, "元", False),
        ("节约0.055元", 0.055, "元", False),
        ("面积1995.75平方米", 1995.75, "平方米", False),
        ("增长22%", 22, "%", False),
        ("不少于5000人次", 5000, "人次", True),
    ],
)
def test_reads_numbers_as_reports_write_them(
    quantities: QuantityReader, text: str, value: float, unit: str, approx: bool
) -> None:
    (found,) = quantities.find(text)
    assert (found.value, found.unit, found.approx) == (value, unit, approx)


@pytest.mark.parametrize(
    "text", ["第三次", "2020年", "一个班组", "二等奖", "MP4台", "两级", "1994年大学毕业", "三个月", "几名职工"]
)
def test_dates_ordinals_and_articles_are_no_quantities(quantities: QuantityReader, text: str) -> None:
    assert list(quantities.find(text)) == []
