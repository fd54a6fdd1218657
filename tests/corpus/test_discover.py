from pathlib import Path

import pytest

from corpus import UnreadableFile, bundled_folder, discover, of_other_kinds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "乙.txt", "甲.DOCX", "图.gif", ".hidden.txt", "~$甲.docx", "年份/2023.md", "年份/2024.jsonl", ".git/a.txt",
        "__MACOSX/._a.txt", "空/读我", "Thumbs.db",
    ):  # fmt: skip
        path = tmp_path / "资料" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "资料"


def found(folder: Path, *paths: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in discover(paths)]


def test_folders_are_walked_in_order(folder: Path) -> None:
    assert found(folder, folder) == ["乙.txt", "年份/2023.md", "年份/2024.jsonl", "甲.DOCX"]


def test_files_as_given_whatever_their_ending(folder: Path) -> None:
    assert found(folder, folder / "图.gif", folder / ".hidden.txt") == ["图.gif", ".hidden.txt"]


def test_files_of_other_kinds_in_folders(folder: Path) -> None:
    (folder / "空" / "又一张图.gif").symlink_to(folder / "图.gif")
    others = [
        path.relative_to(folder).as_posix() for path in of_other_kinds([folder, folder / "图.gif", folder / "空"])
    ]
    assert others == ["图.gif", "空/读我"]


def test_each_file_once(folder: Path) -> None:
    (folder / "空" / "又一个乙.txt").symlink_to(folder / "乙.txt")
    assert found(folder, folder / "甲.DOCX", folder) == ["甲.DOCX", "乙.txt", "年份/2023.md", "年份/2024.jsonl"]


def test_loops_of_links_end(folder: Path) -> None:
    (folder / "年份" / "回到顶").symlink_to(folder, target_is_directory=True)
    (folder / "自己.txt").symlink_to(folder / "自己.txt")
    assert found(folder, folder) == ["乙.txt", "年份/2023.md", "年份/2024.jsonl", "甲.DOCX"]


def test_missing_path_is_told_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"没有.*找不到这个文件或文件夹"):
        next(discover([folder, folder / "没有"]))


def test_folder_that_may_not_be_opened_is_passed_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Path.iterdir

    def guarded(path: Path):  # type: ignore[no-untyped-def]
        if path.name == "年份":
            raise PermissionError(path)
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", guarded)
    assert found(folder, folder) == ["乙.txt", "年份", "甲.DOCX"]


def test_bundled_folder_stands_beside_the_code() -> None:
    assert bundled_folder().parent.name == "corpus"
