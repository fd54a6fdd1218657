from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

ROW = (
    "成果名称：高炉冷却壁在线更换装置；完成人：孙立国、赵敏；所在单位：唐河钢铁有限公司炼铁部；"
    "获奖情况：2022年河北省职工技术创新成果二等奖；经济效益：年创效860万元；来源：某报《某文》。"
)


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


def test_a_row_links_its_fields(read: Extract) -> None:
    assert {
        "孙立国 developed 高炉冷却壁在线更换装置",
        "赵敏 developed 高炉冷却壁在线更换装置",
        "孙立国 works_at 唐河钢铁有限公司炼铁部",
        "赵敏 works_at 唐河钢铁有限公司炼铁部",
        "高炉冷却壁在线更换装置 received 2022年河北省职工技术创新成果二等奖",
    } <= relations(read, ROW)


def test_a_rows_figure_hangs_on_what_the_row_is_about(read: Extract) -> None:
    (benefit,) = read(ROW).measures
    assert (benefit.subject.name, benefit.type, benefit.value) == (
        "高炉冷却壁在线更换装置",
        "economic_benefit",
        8_600_000,
    )


def test_rows_do_not_mix(read: Extract) -> None:
    found = relations(
        read, "工作室名称：甲乙丙创新工作室；领衔人：李大伟\n\n工作室名称：丁戊己创新工作室；领衔人：王小川"
    )
    assert {"李大伟 leads 甲乙丙创新工作室", "王小川 leads 丁戊己创新工作室"} <= found
    assert "李大伟 leads 丁戊己创新工作室" not in found


def test_labelled_lines_are_one_record(read: Extract) -> None:
    text = "# 师徒档案\n\n- 师傅：孙大健，海城重工有限公司技术部\n- 徒弟：王小帅，海城重工有限公司技术部"
    assert {
        "孙大健 mentors 王小帅",
        "孙大健 works_at 海城重工有限公司技术部",
        "王小帅 works_at 海城重工有限公司技术部",
    } <= relations(read, text)


def test_the_record_is_the_evidence(read: Extract) -> None:
    text = "姓名：李大伟\n单位：海城重工有限公司"
    (relation,) = [r for r in read(text).relations if r.type == "works_at"]
    assert [text[start:end] for start, end in relation.evidence.spans] == ["姓名：李大伟", "单位：海城重工有限公司"]


def test_where_a_text_was_taken_from_states_no_fact(read: Extract) -> None:
    found = read("来源：报纸版面《张大明获全国劳动模范称号 海城重工有限公司召开表彰会》（2020年）。")
    assert found.entities == ()


def test_a_list_without_labels_is_read_by_the_form_of_its_columns(read: Extract) -> None:
    text = (
        "一等奖\n1.卤水吸附塔自动反洗装置　　海西锂业股份有限公司　　完成人：马玉川、李海红\n"
        "2.矿用电缆快速接头　　河湟能源集团二号煤矿　　赵勇军\n"
    )
    assert {
        "马玉川 developed 卤水吸附塔自动反洗装置",
        "李海红 developed 卤水吸附塔自动反洗装置",
        "马玉川 works_at 海西锂业股份有限公司",
        "赵勇军 developed 矿用电缆快速接头",
        "赵勇军 works_at 河湟能源集团二号煤矿",
    } <= relations(read, text)


def test_a_list_of_people(read: Extract) -> None:
    found = relations(read, "第1名 东海机车车辆股份有限公司 钳工 郭志高 全国技术能手")
    assert {"郭志高 works_at 东海机车车辆股份有限公司", "郭志高 received 全国技术能手"} <= found


def test_prose_with_wide_spaces_is_no_list(read: Extract) -> None:
    found = read("　　海西锂业股份有限公司　　近日召开大会，马玉川、李海红等参加。").relations
    assert not [relation for relation in found if relation.rule.startswith("record")]


def test_an_unknown_field_ends_the_one_before_it(read: Extract) -> None:
    text = "工作室名称：范志高创新工作室；领衔人：范志高；所在单位：滨江重工有限公司；级别：市级；地址：新港路8号"
    found = relations(read, text)
    assert "范志高 works_at 滨江重工有限公司" in found
    assert not any("级别" in fact or "新港路" in fact for fact in found)


def test_the_label_of_a_field_says_what_its_figure_counts(read: Extract) -> None:
    (benefit,) = read("成果名称：自动喷号机改进装置；完成人：李大伟；经济效益：120万元").measures
    assert (benefit.type, benefit.value) == ("economic_benefit", 1_200_000)


def test_a_header_and_a_trade_are_no_names(read: Extract) -> None:
    for text in ["|范围|征集成果|获奖|", "1.赵铁柱　　滨江港务集团有限公司　　司机"]:
        persons = {e.key.name for e in read(text).entities if e.key.type == "Person"}
        assert not persons & {"范围", "司机"}
