from search.terms import bigrams, model_numbers, normalise, query_words, words


def spaces(text: str) -> list[str]:
    return text.split()


def test_wide_and_capital_letters_become_plain():
    assert normalise("ＫＤ－２００Ａ型") == "kd-200a型"


def test_words_leave_punctuation_out_and_keep_repeats():
    assert words("水洗 ， 标 水洗", spaces) == ["水洗", "标", "水洗"]


def test_a_question_loses_the_words_that_say_nothing():
    assert query_words("标签 老是 翘边 怎么办 翘边", spaces) == ["标签", "老是", "翘边"]


def test_pairs_stay_within_a_run_and_pass_over_hyphens():
    assert bigrams("水洗标，KD-200A") == ["水洗", "洗标", "kd", "d2", "20", "00", "0a"]
    assert bigrams("阿力·买提") == ["阿力", "力买", "买提"]
    assert bigrams("煤") == []


def test_model_numbers_mix_letters_and_digits():
    assert model_numbers("T800和1200mm钢板，2018年，KD-200A") == ["t800", "1200mm", "kd200a"]
