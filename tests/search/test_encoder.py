import json
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus import ModelUnavailable
from search.encoder import SHIPPED_MODEL, Encoder, load_encoder
from tests.search.tiny_models import sentence_transformer

# Each need is told in other words than the achievement that meets it.
NEARER = [
    ("电池放电数据自动记录", "蓄电池充放电试验数据自动记录仪", "内衣标签印花工艺"),
    ("轴承磨坏了怎么修", "轧辊轴承座堆焊再制造技术", "职工书屋建设"),
    ("衣服洗几次标签就褪色", "服装印花色牢度提升工艺", "变电站综合自动化改造"),
    ("矿车老是脱轨", "井下轨道运输防掉车装置", "纺纱断头自动检测"),
    ("桥梁钢梁怎么安装", "大跨度钢箱梁吊装施工方法", "高血压患者的饮食"),
    ("从电解废渣里回收贵金属", "阳极泥中金银提取新技术", "劳动合同的解除"),
    ("减少锅炉煤耗", "火电机组节能降耗技术", "数控机床刀具改进"),
    ("师傅带徒弟", "名师带徒传授技艺", "变压器检修工装"),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_vectors_are_unit_length_float32_rows(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(["蓄电池组充放电试验", "焊接", "MEMS 传感器 2700mm"])
    assert vectors.shape == (3, encoder.dimensions)
    assert encoder.dimensions == 256
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_text_without_known_tokens_is_the_zero_vector(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(["", "  ", "！？——", "🙂", "ひらがな"])
    assert vectors.shape == (5, 256)
    assert not vectors.any()


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 256)


def test_the_same_texts_give_the_same_vectors_in_any_company(encoder: Encoder) -> None:
    texts = ["轧机轴承", "职工创新工作室", "钢箱梁吊装方法"]
    together = encoder.encode_passages(texts)
    np.testing.assert_array_equal(together, load_encoder().encode_passages(texts))
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_array_equal(encoder.encode_passages([text])[0], vector)


def test_width_case_and_punctuation_do_not_matter(encoder: Encoder) -> None:
    plain, wide, marked = encoder.encode_passages(
        ["mems传感器2700", "ＭＥＭＳ传感器２７００", "《MEMS传感器》，2700。"]
    )
    np.testing.assert_array_equal(plain, wide)
    np.testing.assert_array_equal(plain, marked)


@pytest.mark.parametrize(("need", "right", "wrong"), NEARER)
def test_a_need_is_nearer_to_what_meets_it(encoder: Encoder, need: str, right: str, wrong: str) -> None:
    asked, meets, other = encoder.encode_passages([need, right, wrong])
    assert asked @ meets > asked @ other


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert load_encoder().encode_passages(["焊接"]).any()


def test_the_shipped_model_loads_without_torch() -> None:
    script = "import sys, search; search.load_encoder().encode_queries(['焊接']); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_name_tells_models_apart(encoder: Encoder, tmp_path: Path) -> None:
    same, other = tmp_path / "same" / "model", tmp_path / "other" / "model"
    shutil.copytree(SHIPPED_MODEL, same)
    shutil.copytree(SHIPPED_MODEL, other)
    tokenizer = json.loads((other / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"][5][1] -= 0.5
    (other / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    assert load_encoder(same).name == encoder.name
    assert load_encoder(other).name != encoder.name


def test_a_missing_model_says_where_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"modules\.json.*请检查设置里的模型目录") as raised:
        load_encoder(tmp_path / "nowhere")
    assert str(tmp_path / "nowhere") in str(raised.value)


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "modules.json"])
@pytest.mark.parametrize("damage", ["missing", "cut off", "empty"])
def test_a_damaged_model_is_unavailable(tmp_path: Path, file: str, damage: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_MODEL, folder)
    if damage == "missing":
        (folder / file).unlink()
    else:
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(content[: len(content) // 2 if damage == "cut off" else 0])
    with pytest.raises(ModelUnavailable, match="请检查设置里的模型目录"):
        load_encoder(folder)


def test_any_other_sentence_transformer_serves(tmp_path: Path) -> None:
    other = load_encoder(sentence_transformer(tmp_path / "model"))
    vectors = other.encode_passages(["焊接", "轧机", "焊接轧机" * 20])
    assert (other.dimensions, vectors.shape, vectors.dtype) == (16, (3, 16), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_network_serves_several_threads(tmp_path: Path) -> None:
    network = load_encoder(sentence_transformer(tmp_path / "model"))
    texts = ["焊接" * length for length in range(1, 25)]
    alone = [network.encode_queries([text])[0] for text in texts]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: network.encode_queries([text])[0], texts))
    np.testing.assert_allclose(found, alone, atol=1e-6)


def test_the_shipped_model_is_small_and_names_its_sources() -> None:
    assert sum(file.stat().st_size for file in SHIPPED_MODEL.rglob("*") if file.is_file()) < 40_000_000
    attribution = (SHIPPED_MODEL / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for work in ("CC-CEDICT", "CMRC 2018", "CSL", "Chinese-medical-dialogue-data", "HowToCook", "all-MiniLM-L6-v2"):
        assert work in attribution
    assert "cases" in (SHIPPED_MODEL / "README.md").read_text(encoding="utf-8")
