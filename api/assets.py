"""The files beside the pages' HTML: one style sheet, scripts, charts; browsers keep them until any of them changes."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.responses import Response

SHEET = "style.css"
SHEETS = ("tokens.css", "base.css", "layout.css", "components", "pages", "print.css")
"""What the style sheet is put together from: files and folders of css/, in this order."""

CHARTS = "build/charts.js"
"""Built by web/build.sh; the pages do without where it could not be."""

FOR_GOOD = "public, max-age=31536000, immutable"
COMPRESSED_FROM = 1024
"""Bytes; less is not worth compressing."""


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    media_type: str

    @cached_property
    def zipped(self) -> bytes:
        """The body compressed; made once, when first asked for."""
        return gzip.compress(self.body, mtime=0)


class Assets:
    """The files of one server, read once.

    Attributes:
        version: a hash of all of them; part of every address, so that a change makes new addresses.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._assets = {name: Asset(body, _media_type(name)) for name, body in files.items()}
        hashed = hashlib.sha256()
        for name, body in sorted(files.items()):
            hashed.update(f"{name}\0{len(body)}\0".encode() + body)
        self.version = hashed.hexdigest()[:12]

    @classmethod
    def load(cls, folder: Path) -> "Assets":
        """Reads the folder: css/ becomes one style sheet, every other file is itself."""
        css = folder / "css"
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}
        files = {name: body for name, body in files.items() if not name.startswith("css/")}
        return cls(files | {SHEET: b"\n".join(path.read_bytes() for name in SHEETS for path in _files(css / name))})

    def __contains__(self, name: str) -> bool:
        return name in self._assets

    def address(self, name: str) -> str:
        """Where browsers get the file.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self._assets:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def answer(self, version: str, name: str, accepted: str) -> Response | None:
        """The file, compressed where `accepted` (the header Accept-Encoding) allows it; None where there is none."""
        asset = self._assets.get(name)
        if asset is None:
            return None
        headers = {"cache-control": FOR_GOOD if version == self.version else "no-cache", "vary": "accept-encoding"}
        if "gzip" in accepted and len(asset.body) >= COMPRESSED_FROM:
            return Response(asset.zipped, media_type=asset.media_type, headers=headers | {"content-encoding": "gzip"})
        return Response(asset.body, media_type=asset.media_type, headers=headers)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if file.is_file())


def _media_type(name: str) -> str:
    if name.endswith(".js"):  # what the system's table says of it differs
        return "text/javascript"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
