"""Text broken at a fixed width becomes paragraphs again; lists of equally long lines stay lists."""

import pytest

from ingest import Reader

STORY = [
    "这家企业的职工在生产一线反复试验，把多年来困扰大家的难题一个一个地解决了，还改进了焊接工艺，效率提高一倍。",
    "市总工会为此拨出专项经费，奖励有贡献的班组和个人，全年共评选出优秀成果二十六项，其中七项获得了国家专利。",
    "他带出的三名徒弟如今都成了高级技师，每周三晚上还在车间里给青年职工讲课，受到大家的欢迎。",
]


def paragraphs(reader: Reader, text: str) -> list[str]:
    return [p.text for p in reader.page.paragraphs(text)]


def broken(paragraph: str, width: int, indent: str) -> str:
    """The paragraph in lines of `width` characters; no mark stands at the beginning of a line."""
    rows = [indent]
    for character in paragraph:
        if len(rows[-1]) >= width and character not in "，。、":
            rows.append("")
        rows[-1] += character
    return "\n".join(rows)


@pytest.mark.parametrize("width", [14, 22, 36])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_broken_lines_become_paragraphs(reader: Reader, width: int, between: str, indent: str) -> None:
    text = "老师傅的新夹具\n\n" + between.join(broken(paragraph, width, indent) for paragraph in STORY)
    assert paragraphs(reader, text) == ["老师傅的新夹具", *STORY]


@pytest.mark.parametrize(
    "lines",
    [
        ["开展职工技能比武活动", "推进名师带徒结对工作", "建设劳模工匠创新联盟", "培育产业工人后备力量"],
        [
            "（一）建立培训制度，定期考核，公开结果",
            "（二）建立奖励制度，按年评选，当场兑现",
            "（三）建立经费制度，专款专用，接受审计",
        ],
        [
            "建立定量的力学、冶金模型；",
            "揭示材料的各种物理、化学现象；",
            "改进设备、工艺和各项管理；",
            "推广成果、经验和操作方法。",
        ],
        [paragraph[:30] + "。" for paragraph in STORY] + ["职工们都说，这样的好办法应当早一点推广到全矿去，大家受益。"],
    ],
)
def test_lines_of_equal_length_are_not_joined_for_that(reader: Reader, lines: list[str]) -> None:
    assert paragraphs(reader, "\n".join(lines)) == lines


def test_every_piece_of_a_broken_paragraph_stands_in_the_text(reader: Reader) -> None:
    text = "\n".join(broken(paragraph, 20, "\u3000\u3000") for paragraph in STORY)
    for paragraph in reader.page.paragraphs(text):
        assert "".join(text[start:end] for start, end in paragraph.pieces) == paragraph.text
        assert len(paragraph.pieces) > 2
