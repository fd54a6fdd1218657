import pytest

from corpus import DamagedFile, Limits
from corpus.encoding import decode
from corpus.original import Original

SIMPLIFIED = {
    "line": "水洗标机加装导辊，翘皮少了九成。",
    "news": (
        "本报讯　十一月八日，市总工会在机床厂召开现场会，推广钳工班的“两步校准法”。班长周启明介绍，过去更换一次模具"
        "要停机四十分钟，如今只需十二分钟，全年可节约电费三十六万元。与会的二十多家企业当场签下了对接单。"
    ),
    "rare": "高级技师提出铑、铱、钌、锇、钯五种贵金属的分离顺序，硝酸用量降低一半。",
    "figures": "2024年，①累计培训 12,600 人次；②申报专利 318 件（其中发明 95 件）；③创效约 2.4 亿元。",
}
TRADITIONAL = {
    "line": "水洗標機加裝導輥，翹皮少了九成。",
    "news": (
        "本報訊　十一月八日，市總工會在機床廠召開現場會，推廣鉗工班的「兩步校準法」。班長周啟明介紹，過去更換一次模具"
        "要停機四十分鐘，如今只需十二分鐘，全年可節約電費三十六萬元。與會的二十多家企業當場簽下了對接單。"
    ),
    "island": "技術士林淑芬設計的自動送料裝置獲得發明展金牌，工廠已在三條生產線裝用，不良率由百分之五降到百分之一。",
    "figures": "2024年，累計培訓 12,600 人次；申請專利 318 件（其中發明 95 件）；節省約 2.4 億元。",
}


def original(data: bytes) -> Original:
    return Original("示例.txt", data, Limits())


@pytest.mark.parametrize("text", SIMPLIFIED.values(), ids=SIMPLIFIED)
@pytest.mark.parametrize("repeats", [1, 40])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_simplified_chinese(text: str, repeats: int, codec: str) -> None:
    longer = "\r\n".join([text] * repeats)
    assert decode(original(longer.encode(codec))) == longer


@pytest.mark.parametrize("text", TRADITIONAL.values(), ids=TRADITIONAL)
@pytest.mark.parametrize("repeats", [1, 40])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "big5", "cp950", "gb18030"])
def test_traditional_chinese(text: str, repeats: int, codec: str) -> None:
    longer = "\n".join([text] * repeats)
    assert decode(original(longer.encode(codec))) == longer


def test_gb2312_middle_dot_and_dash_are_the_ones_in_use_today() -> None:
    assert decode(original("买买提·吐尔逊——焊工".encode("gb18030"))) == "买买提·吐尔逊——焊工"


def test_gb18030_four_byte_characters() -> None:
    assert (
        decode(original("徒弟㛃𬭎把工艺写成了操作法，全班照着做。".encode("gb18030")))
        == "徒弟㛃𬭎把工艺写成了操作法，全班照着做。"
    )


def test_hong_kong_characters_beyond_plain_big5() -> None:
    assert (
        decode(original("元朗工友啲經驗好實用，工會決定推廣。".encode("big5hkscs")))
        == "元朗工友啲經驗好實用，工會決定推廣。"
    )


@pytest.mark.parametrize(
    "data",
    [
        "工会".encode("utf-16-be").join([b"\xfe\xff", b""]),
        "工会".encode("utf-16-le").join([b"\xff\xfe", b""]),
        b"\xef\xbb\xbf" + "工会".encode(),
        "\ufeff工会主席".encode("gb18030"),
    ],
    ids=["utf-16-be", "utf-16-le", "utf-8", "gb18030"],
)
def test_byte_order_mark_is_dropped(data: bytes) -> None:
    assert decode(original(data)).startswith("工会")


def test_two_hanzi_that_fit_both_encodings_follow_the_declaration() -> None:
    assert decode(original("選擇".encode("big5")), declared="big5") == "選擇"
    assert decode(original("工会".encode("gbk")), declared="gb2312") == "工会"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("创新工作室".encode() * 20 + b"\xe5\xb7\n", "第 1 行（第 301 字节）有不属于 UTF-8 的字节"),
        (b"\xff\xfe\x00\xd8", "有不属于 UTF-16 的字节"),
        ("工会 2024 年".encode("utf-16-le"), "二进制"),
        (b"one\0two", "二进制"),
        (bytes(range(1, 9)) * 9, "二进制"),
        ("こんにちは、日本語の文章です".encode("shift-jis"), "认不出文字编码"),
        ("naïve façade, déjà vu".encode("latin-1"), "认不出文字编码"),
    ],
    ids=["cut in a character", "broken utf-16", "utf-16 without mark", "nul", "controls", "japanese", "latin"],
)
def test_what_is_no_readable_text_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(DamagedFile, match=problem):
        decode(original(data))
