from datetime import date

import pytest

from ingest.page.publication import published_in

DAY = date(2024, 5, 1)
BODY = "海城重工有限公司职工李大伟研制出自动喷号机，2023年4月2日通过验收，2022年投用。\n" * 3


@pytest.mark.parametrize(
    "head",
    [
        "发布时间：2024年5月1日",
        "发布时间: 2024-05-01 10:30",
        "字号：大 中 小 发布日期：2024/5/1 来源：某网",
        "2024-05-01 来源：海城日报",
        "来源：海城日报　2024-05-01 08:30:00",
        "2024年5月1日",
        "（2024年5月1日）",
        "二〇二四年五月一日",
        "２０２４年５月１日",
        "海城工人报 2024年05月01日 星期三",
        "海城工人报 第03版 2024年5月1日",
        "《海城工运》（月刊）2024年第5期 总第312期",
        "海城工运　月刊\n2024年第5期",
        "《海城工运》2024年第4期\n新华社海城5月1日电（记者甲乙）昨天，职工大会开幕。",
        "2024年第4期\n本报讯（记者甲乙）海城日报5月1日讯，大会开幕。",
    ],
)
def test_the_head_states_the_day(head):
    assert published_in(f"自动喷号机研制记\n{head}\n\n{BODY}") == DAY


@pytest.mark.parametrize("foot", ["2024年5月1日", "海城市总工会办公室 2024年5月1日印发"])
def test_an_official_document_ends_with_its_day(foot):
    assert published_in(f"关于开展技能竞赛的通知\n\n{BODY * 8}\n海城市总工会\n{foot}\n") == DAY


@pytest.mark.parametrize(
    "head",
    [
        "",
        "2024年5月1日，职工大会在海城召开。",
        "更新时间：2024年5月1日",
        "报名截止日期：2024年5月1日",
        "时间：2024年5月1日\n地点：海城",
        "图为2024年5月1日职工参赛 记者 甲乙 摄",
        "新华社海城5月1日电（记者甲乙）昨天，职工大会开幕。",
        "2024年第5期",
        "《海城工运》2024年第5期 总第312期",
        "《海城工运》半月刊 2024年第5期",
        "《海城工运》双月刊 2024年第5期",
        "海城周刊 2024年第5期",
        "《海城工运》（月刊）2024年第35期",
        "发布时间：2024年2月30日",
        "2024年5月1日\n2024年6月1日",
        "2024年5月1日至6月1日",
    ],
)
def test_no_day_is_taken_from_anything_else(head):
    assert published_in(f"自动喷号机研制记\n{head}\n\n{BODY}") is None


def test_an_empty_text_has_no_day():
    assert published_in("") is None
