"""Facts told in freer words: who taught whom, who took a studio over, what won, who came to help."""

import pytest

from corpus import Document
from ingest import Reader
from ingest.extraction import extract


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("编程这门课，宋佳认的先生却是罗建平。", ("罗建平", "mentors", "宋佳")),
        ("贾志刚2018年出了师，转头自己也带上了姚倩。", ("贾志刚", "mentors", "姚倩")),
        ("在新厂，黄启明又带起两个年轻人，卫国民和许静。", ("黄启明", "mentors", "许静")),
        ("范立军的看火技术由时任二号窑窑长谈国栋所授。", ("谈国栋", "mentors", "范立军")),
        ("段德全明年退休，台上聂长河、耿家强两个，都是他一手调教出来的。", ("段德全", "mentors", "聂长河")),
        ("现存师徒协议两份：程大鹏—储小龙，2018年签约；汪桂平—夏斌，2022年签约。", ("汪桂平", "mentors", "夏斌")),
        ("莫子昂爱笑。这个2001年出生的小伙子，2021年被陆海英收作徒弟。", ("陆海英", "mentors", "莫子昂")),
        ("2023年，韦国壮技能大师工作室交到陆海英手上。", ("陆海英", "leads", "韦国壮技能大师工作室")),
        ("获得一等奖的是“带电作业滑轨小车”和“电缆接头听诊仪”。", ("电缆接头听诊仪", "received", "一等奖")),
        ("“磁吸听诊盒”在去年的新疆职工创新创意大赛上夺得金奖。", ("磁吸听诊盒", "received", "金奖")),
        (
            "代表性成果有：\n——落叶一兜净。周根秀用旧广告布缝制拖兜，单巷用时缩短一半。",
            ("周根秀", "developed", "落叶一兜净"),
        ),
    ],
)
def test_told_in_free_words(text: str, fact: tuple[str, str, str], reader: Reader) -> None:
    found = extract(Document("0" * 16, "t", text, "", "text/plain"), reader).relations
    assert fact in {(r.head.name, r.type.value, r.tail.name) for r in found}
