from ingest.traditional import simplified
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

TEXT = (
    "桂江電力股份有限公司班長覃國棟師從全國勞動模範韋長林。他研製的「套管帶電清洗裝置」獲廣西職工技術創新成果一等獎。"
)


def test_traditional_characters_are_converted_one_by_one() -> None:
    assert simplified("勞動模範創新工作室") == "劳动模范创新工作室"
    assert len(simplified(TEXT)) == len(TEXT)


def test_simplified_text_stays_as_it_is() -> None:
    text = "乾隆年间的著名工匠於某，在车间里研究钻头。" * 3
    assert simplified(text) == text


def test_facts_are_told_as_printed(read: Extract) -> None:
    found = read(TEXT)
    assert {
        "韋長林 mentors 覃國棟",
        "覃國棟 works_at 桂江電力股份有限公司",
        "覃國棟 developed 套管帶電清洗裝置",
    } <= {f"{r.head.name} {r.type} {r.tail.name}" for r in found.relations}
    (person,) = [e for e in found.entities if e.key.name == "覃國棟"]
    assert "覃国栋" in person.aliases
    for relation in found.relations:
        assert "".join(TEXT[start:end] for start, end in relation.evidence.spans) == relation.evidence.text
