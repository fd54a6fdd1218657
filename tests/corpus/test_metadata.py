from datetime import date, datetime

import pytest

from corpus.metadata import Stated, describe, headline, parse_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023年5月1日", date(2023, 5, 1)),
        ("2023-05-01T08:30:00+08:00", date(2023, 5, 1)),
        ("2023/5/1 08:30", date(2023, 5, 1)),
        ("2023.05.01", date(2023, 5, 1)),
        ("20230501", date(2023, 5, 1)),
        (20230501, date(2023, 5, 1)),
        (datetime(2023, 5, 1, 8), date(2023, 5, 1)),
        (date(2023, 5, 1), date(2023, 5, 1)),
        ("2023年13月1日 改于 2023年5月2日", date(2023, 5, 2)),
        ("2023年5月", None),
        ("0023-05-01", None),
        ("电话 13800001234", None),
        (None, None),
        (["2023-05-01"], None),
    ],
)
def test_parse_day(value: object, day: date | None) -> None:
    assert parse_day(value) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\n\n# 两步校准法\n\n正文。", "两步校准法"),
        ("能不能再快一点？\n正文。", "能不能再快一点？"),
        ("本报记者 周文\n两步校准法\n正文。", "两步校准法"),
        ("2024年11月8日\n来源：机床工人报\n两步校准法", "两步校准法"),
        ("会议开始，班长发言：\n大家鼓掌。", None),
        ("长" * 41 + "\n正文。", None),
        ("# " + "长" * 60, "长" * 60),
        ("句。\n" * 5 + "太靠后的短行", None),
        ("", None),
    ],
)
def test_headline(text: str, found: str | None) -> None:
    assert headline(text) == found


def test_byline_gives_source_and_day() -> None:
    details = describe("标题\n发布时间：2024-11-08 09:00　来源：机床工人报　编辑：周文\n正文。", "a", Stated())
    assert (details.source, details.published) == ("机床工人报", date(2024, 11, 8))


def test_a_date_or_a_source_of_funds_in_a_sentence_is_no_byline() -> None:
    details = describe("标题\n2024年11月8日，市总工会召开现场会。\n项目资金来源：市财政。", "a", Stated())
    assert (details.source, details.published) == (None, None)


def test_what_the_file_states_comes_first() -> None:
    stated = Stated.of({" Title ": " 正式 标题 ", "来源": "市总工会", "DATE": "2024-11-08", "标题": "不用"})
    details = describe("短标题\n来源：机床工人报 2020-01-01", "a", stated)
    assert (details.title, details.source, details.published) == ("正式 标题", "市总工会", date(2024, 11, 8))
