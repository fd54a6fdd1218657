import pytest

from corpus.tabular import Shape, guess_shape, is_field_name, record_line, tabulate


def lines(rows: list[list[str]], shape: Shape | None = None) -> list[tuple[int, str]]:
    return [(line.row, line.text) for line in tabulate(rows, shape)[1]]


def test_list_with_title_note_and_page_break() -> None:
    rows = [
        ["2024年创新工作室名单", "", ""],
        ["填报单位：市总工会", "", "填报日期：2024年11月"],
        [],
        ["序号", "名 称", "所在单位"],
        ["1", "周启明创新工作室", "机床厂"],
        ["一、市属企业", "", ""],
        ["序号", "名 称", "所在单位"],
        ["2", "何晓兰\n创新工作室。", ""],
        ["", "", ""],
    ]
    assert tabulate(rows)[0] == "2024年创新工作室名单"
    assert lines(rows) == [
        (1, "2024年创新工作室名单"),
        (2, "填报单位：市总工会；填报日期：2024年11月。"),
        (5, "序号：1；名称：周启明创新工作室；所在单位：机床厂。"),
        (6, "一、市属企业"),
        (8, "序号：2；名称：何晓兰 创新工作室。"),
    ]


def test_second_row_that_divides_columns_of_the_first() -> None:
    rows = [
        ["姓名", "获奖情况", "", "单位"],
        ["", "年份", "奖项", ""],
        ["周启明", "2024", "一等奖", "机床厂"],
    ]
    assert lines(rows) == [(3, "姓名：周启明；获奖情况年份：2024；获奖情况奖项：一等奖；单位：机床厂。")]
    repeated = [rows[0], ["姓名", "年份", "奖项", "单位"], rows[2]]
    assert lines(repeated) == lines(rows)


def test_form_with_names_beside_values() -> None:
    rows = [
        ["创新成果申报表", "", "", ""],
        ["姓名", "周启明", "性别", "男"],
        ["工作单位", "机床厂", "职务", "钳工班班长"],
        ["成果名称", "两步校准法", "", ""],
        ["主要事迹", "2019年起攻关。\n效率提高两倍。", "", ""],
    ]
    assert tabulate(rows)[0] == "创新成果申报表"
    assert lines(rows) == [
        (1, "创新成果申报表"),
        (2, "姓名：周启明；性别：男。"),
        (3, "工作单位：机床厂；职务：钳工班班长。"),
        (4, "成果名称：两步校准法。"),
        (5, "主要事迹：2019年起攻关。 效率提高两倍。"),
    ]


def test_list_whose_first_column_holds_achievements_is_no_form() -> None:
    rows = [["成果名称", "完成单位"], ["电机节能改造成果", "机床厂"], ["料斗防堵成果", "水泥厂"]]
    assert lines(rows) == [
        (2, "成果名称：电机节能改造成果；完成单位：机床厂。"),
        (3, "成果名称：料斗防堵成果；完成单位：水泥厂。"),
    ]


def test_one_column_and_numbers_alone_are_plain_lines() -> None:
    assert lines([["周启明"], [""], ["何 晓兰"]]) == [(1, "周启明"), (3, "何 晓兰")]
    assert lines([["1", "2"], ["3", "4"]]) == [(1, "1；2。"), (2, "3；4。")]
    assert lines([["姓名", "单位"], ["周启明", "机床厂"]], Shape.PLAIN) == [
        (1, "姓名；单位。"),
        (2, "周启明；机床厂。"),
    ]
    assert lines([]) == []


def test_a_row_of_names_without_records_is_kept() -> None:
    assert lines([["周启明", "机床厂"]]) == [(1, "周启明；机床厂。")]


def test_names_that_end_with_a_colon_are_names() -> None:
    assert lines([["姓名：", "单位："], ["周启明", "机床厂"]]) == [(2, "姓名：周启明；单位：机床厂。")]


def test_cells_beyond_the_names_are_kept() -> None:
    assert lines([["姓名", "单位"], ["周启明", "机床厂", "补充"]]) == [(2, "姓名：周启明；单位：机床厂；补充。")]


@pytest.mark.parametrize(
    ("rows", "shape"),
    [
        ([["序号", "姓名"], ["1", "周启明"]], Shape.LIST),
        ([["姓名", "周启明"], ["单位", "机床厂"]], Shape.FORM),
        ([["左边一段话", "右边一段话"], ["又一段", "再一段"]], Shape.PLAIN),
        ([["只有一格"]], Shape.PLAIN),
    ],
)
def test_guess_shape(rows: list[list[str]], shape: Shape) -> None:
    assert guess_shape(rows) is shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姓　名", True),
        ("金额（万元）", True),
        ("推荐单位意见：", True),
        ("获奖时间", True),
        ("机床厂", False),
        ("2024年度", False),
    ],
)
def test_is_field_name(text: str, expected: bool) -> None:
    assert is_field_name(text) is expected


def test_record_line_leaves_out_empty_values() -> None:
    assert record_line([("姓名", "周启明"), ("备注", " "), ("", "见附件；")]) == "姓名：周启明；见附件。"
    assert record_line([("备注", "")]) == ""
