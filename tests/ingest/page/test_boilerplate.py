"""What is no part of any article is kept as filler; what only looks like it is not."""

import pytest

from ingest import Reader
from ingest.page.layout import Kind

BODY = "这家企业的职工在生产一线反复试验，把多年来困扰大家的难题一个一个地解决了。"


def fillers(reader: Reader, *lines: str) -> list[str]:
    return [p.text for p in reader.page.paragraphs("\n\n".join(lines)) if p.kind is Kind.FILLER]


@pytest.mark.parametrize(
    "line",
    [
        "请扫描二维码",
        "更多精彩内容",
        "分享到：微信 微博 QQ空间",
        "【打印本页】【关闭窗口】",
        "【字体：大 中 小】",
        "浏览次数：1203",
        "版权所有 某某市总工会",
        "京ICP备12345678号 京公网安备11010102000000号",
        "责任编辑：张某某",
        "（责编：李某、王某）",
        "上一篇：某某市召开职工创新大会",
        "下一篇",
        "当前位置：首页 > 新闻中心 > 正文",
        "首页>要闻>正文",
        "首页 新闻 图片 视频 专题",
        "第3版 综合新闻",
        "2025年12月29日 星期一",
        "（详见今日5~8版）",
        "（下转第3版）",
        "[查看原文](https://example.org/a.html)",
    ],
)
def test_a_line_of_the_page_is_filler(reader: Reader, line: str) -> None:
    assert fillers(reader, BODY, line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "分享创新经验 共话工匠精神",
        "技术支持企业发展的好做法",
        "职工书屋小程序上线",
        "请扫描二维码报名，我们将在三日内回复。",
        "首页设计获得一等奖",
        "新闻发布会 现场直击",
        "编辑部的故事",
    ],
)
def test_a_heading_with_such_words_is_not(reader: Reader, line: str) -> None:
    assert fillers(reader, BODY, line, BODY[:-1] + "，大家都很高兴。") == []


def test_a_list_of_other_articles_is_filler_but_not_the_next_headline(reader: Reader) -> None:
    listed = ["相关阅读", "某矿职工改进支架", "某厂举行技能比武"]
    assert fillers(reader, BODY, *listed) == listed
    assert fillers(reader, BODY, *listed, "老师傅带出新徒弟", "本报讯（记者李某）" + BODY) == listed


def test_a_navigation_bar_down_the_page_is_filler(reader: Reader) -> None:
    bar = ["首页", "新闻", "专题", "视频"]
    assert fillers(reader, *bar, "老师傅带出新徒弟", BODY) == bar


def test_a_box_of_contents_goes_with_its_headline_and_its_lines(reader: Reader) -> None:
    box = ["年终策划·年度“热点”", "（见今日5~8版）", "2025新闻人物", "2025热词", "2025暖新闻"]
    assert fillers(reader, BODY, *box, "老师傅带出新徒弟", BODY[:-1] + "，大家都很高兴。") == box


def test_the_halves_of_a_paragraph_are_joined_over_filler(reader: Reader) -> None:
    head, tail = BODY[:-1] + "，还改进了焊接工", "艺，效率提高一倍，职工们都很高兴。"
    found = [p.text for p in reader.page.paragraphs(f"{head}\n\n请扫描二维码\n\n{tail}")]
    assert found == [head + tail, "请扫描二维码"]
