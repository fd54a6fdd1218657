"""One system alone over a folder of texts, in a process of its own; the floor and the peer of `jiangpu ingest`.

python -m benchmarks.scale.alone jieba|txtai FOLDER
"""

import sys
from pathlib import Path


def jieba_alone(texts: list[str]) -> None:
    """Cuts and tags every line, and forgets it."""
    import jieba.posseg  # noqa: PLC0415 - only what is measured is loaded

    for text in texts:
        for line in text.splitlines():
            for _ in jieba.posseg.cut(line):
                pass


def txtai_alone(texts: list[str]) -> None:
    """Indexes every sentence by words and vectors; it reads no facts."""
    from benchmarks.retrieval.peers import SETTINGS, indexed  # noqa: PLC0415
    from search import load_encoder  # noqa: PLC0415

    sentences = [f"{line}。" for text in texts for line in text.replace("\n", "。").split("。") if line.strip()]
    setting = SETTINGS["txtai hybrid"]
    indexed(dict(enumerate(sentences)), load_encoder(), setting.cut, setting.normalise)  # type: ignore[arg-type]


if __name__ == "__main__":
    read = [file.read_text("utf-8") for file in sorted(Path(sys.argv[2]).iterdir())]
    {"jieba": jieba_alone, "txtai": txtai_alone}[sys.argv[1]](read)
