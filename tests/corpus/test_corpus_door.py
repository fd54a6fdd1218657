import corpus


def test_the_door() -> None:
    assert set(corpus.__all__) == {
        *("read_file", "discover", "of_other_kinds", "bundled_folder", "SUFFIXES", "Limits", "Document", "Place"),
        *(
            "JiangpuError",
            "UnreadableFile",
            "EmptyFile",
            "FileTooLarge",
            "EncryptedFile",
            "DamagedFile",
            "UnsupportedFile",
        ),
        *("ModelUnavailable", "NotFound", "InvalidRequest", "LibraryError"),
    }
    texts = [".csv", ".docx", ".htm", ".html", ".jsonl", ".md", ".pdf", ".txt", ".xlsx"]
    assert sorted(corpus.SUFFIXES) == sorted([*texts, ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"])
