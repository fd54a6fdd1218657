"""A tiny library whose facts can be checked by eye, and a client of the application over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ingestion import ingest
from api.library import Library
from api.settings import Settings

TEXTS = {
    "钢铁.txt": (
        "河州市职工创新巡礼\n\n"
        "2023年，河州钢铁公司高级技师赵德海研制的连铸结晶器快速对中装置，解决了更换结晶器耗时长的难题，"
        "每年为企业节约成本320万元。赵德海荣获2023年全国五一劳动奖章。\n\n"
        "截至2024年底，赵德海劳模创新工作室获得国家专利12项。赵德海的徒弟孙立新如今已是河州钢铁公司技师，"
        "孙立新收周小雨为徒。\n"
    ),
    "煤矿.txt": (
        "井下小改革解决大问题\n\n"
        "临山煤矿机电队班长钱大勇发明的皮带机自动纠偏装置，解决了井下皮带跑偏撕裂的难题，在临山煤矿推广应用后，"
        "每年节约费用46万元。钱大勇被评为2022年临山市劳动模范。\n"
    ),
    "网页.txt": (
        "<script>alert('题目')</script>职工创新成果展\n\n"
        "青川电力公司职工郑文博发明的<b>绝缘子</b>带电清扫机器人，解决了人工停电清扫的难题。\n"
    ),
}


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three texts."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def library_folder(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the three texts; not to be changed."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder, create=True) as library:
        ingest([texts], library)
    return folder


@pytest.fixture
def own_library(library_folder: Path, tmp_path: Path) -> Path:
    """A copy of that library, to be changed at will."""
    return Path(shutil.copytree(library_folder, tmp_path / "own"))


ClientOf = Callable[..., TestClient]


@pytest.fixture(scope="session")
def client_of() -> ClientOf:
    """Makes a client of the application over a library; to be entered, which starts the application."""
    return _client_of


def _client_of(folder: Path, **settings: object) -> TestClient:
    app = create_app(Settings.model_validate({"library": folder, **settings}))
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(library_folder: Path) -> Iterator[TestClient]:
    """A client of the application over the tiny library."""
    with _client_of(library_folder) as opened:
        yield opened


@pytest.fixture
def own_client(own_library: Path) -> Iterator[TestClient]:
    """A client over a library of its own."""
    with _client_of(own_library) as opened:
        yield opened
