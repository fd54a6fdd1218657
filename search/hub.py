"""Where the files of a model are: in a folder, or under a name of the Hugging Face hub.

A name is looked up in the local cache first, so that a model which is there loads without the network and stays the
same; only what is missing is downloaded.
"""

import gc
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeVar

from corpus import ModelUnavailable

Model = TypeVar("Model")

MODEL_FILES = {".json", ".safetensors", ".bin", ".txt", ".model"}
# The libraries that download try again and again for more than a minute where there is no network; asked once
# beforehand, the hub is known to be out of reach at once.
REACH_SECONDS = 10
REASON_LIMIT = 160
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class ModelKind:
    """What a model is for.

    Attributes:
        called: what users know it as.
        telltale: a file that every such model has.
        cure: what to do where a folder holds none that works.
        setting: what names it.
    """

    called: str
    telltale: str
    cure: str
    setting: str


@dataclass(frozen=True, slots=True)
class Source:
    """A model's files.

    Attributes:
        place: folder, or name on the hub.
        local: nothing may be downloaded.
    """

    place: str
    kind: ModelKind
    local: bool = True

    @property
    def folder(self) -> Path | None:
        """The folder; None for a name on the hub."""
        return Path(self.place) if Path(self.place).is_dir() else None

    def identity(self) -> str:
        """Names the model down to its content; of one on the hub once it has been downloaded.

        Raises:
            OSError, ValueError: the files cannot be read, or are broken.
        """
        if self.folder:
            return f"{self.folder.resolve().name}-{_digest(self.folder)}"
        cached = _cached(self.place, self.kind.telltale)
        if cached is None:
            raise FileNotFoundError(f"{self.kind.telltale} is not in the cache")
        return f"{self.place.rpartition('/')[2]}-{cached.parent.name[:12]}"


def opened(place: str | Path, kind: ModelKind, make: Callable[[Source], Model]) -> Model:
    """The model at `place`, made by `make` of its files.

    Args:
        place: a folder, or a name on the hub ("owner/name") where there is no such folder.
        kind: what it must be.
        make: may be called a second time, when what the cache holds does not do.

    Raises:
        ModelUnavailable: there is none, it is damaged, or it can be neither found in the cache nor downloaded.
    """
    text = str(place)
    if not Path(text).is_dir() and _HUB_NAME.fullmatch(text):
        return _from_hub(text, kind, make)
    if not Path(text, kind.telltale).is_file():
        raise ModelUnavailable(f"{kind.called}目录 {text} 里没有模型（缺少 {kind.telltale}）。{kind.cure}。")
    try:
        return make(Source(text, kind))
    except Exception as error:  # tokenizers raises nothing narrower, transformers almost anything
        told = f"{kind.called} {text} 无法载入，文件可能缺失或损坏（{_reason(error)}）"
        raise ModelUnavailable(f"{told}。{kind.cure}。") from error


def _from_hub(name: str, kind: ModelKind, make: Callable[[Source], Model]) -> Model:
    here = "没有下载过"
    if _cached(name, kind.telltale):
        try:
            return make(Source(name, kind))
        except Exception as error:  # noqa: BLE001 - as above; what the cache lacks may yet be downloaded
            here = _reason(error)
    try:
        _require_on_hub(name, kind)
        return make(Source(name, kind, local=False))
    except Exception as error:
        told = f"没有这个目录，本机缓存里没有可用的（{here}），也下载不到（{_reason(error)}）"
        cure = f"在能上网的电脑上执行 hf download {name} --local-dir 目录，把整个目录拷过来，再把 {kind.setting} 设成它"
        raise ModelUnavailable(f"{kind.called} {name} 用不了：{told}。请{cure}。") from error


def _require_on_hub(name: str, kind: ModelKind) -> None:
    """Raises whatever says that the hub cannot be reached or has no such model."""
    from huggingface_hub import HfApi  # noqa: PLC0415 - slow, paid only by who needs it

    files = HfApi().model_info(name, timeout=REACH_SECONDS).siblings or ()
    if kind.telltale not in {file.rfilename for file in files}:
        raise FileNotFoundError(f"缺少 {kind.telltale}，不是可用的{kind.called}")


def _cached(name: str, file: str) -> Path | None:
    """Where the cache holds a file of a model: under the commit that it belongs to."""
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - slow, paid only by who needs it

    found = try_to_load_from_cache(name, file)
    return Path(found) if isinstance(found, str) else None


def _reason(error: Exception) -> str:
    """The first line of what a library says, or its class where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0][:REASON_LIMIT] if lines else type(error).__name__


def _digest(folder: Path) -> str:
    """12 hex digits of the model's files; each JSON file is checked, since not every reader of them says what is wrong.

    Raises:
        ValueError: a JSON file is broken.
    """
    files = sorted(file for file in folder.rglob("*") if file.suffix in MODEL_FILES)
    whole = sha256()
    for file in files:
        if file.suffix == ".json":
            json.loads(file.read_bytes())
        with file.open("rb") as content:
            whole.update(file.relative_to(folder).as_posix().encode() + file_digest(content, "sha256").digest())
    return whole.hexdigest()[:12]


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keeps the garbage collector still while much is made that stays.

    It finds nothing, and takes a fifth of the time of the large imports and most of that of reading a large JSON file.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
