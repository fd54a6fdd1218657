"""Photographs every page into docs/screenshots/: python -m tests.web.screenshots."""

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.web.browsing import CHROMIUM, DESKTOP, PHONE, launch, window
from tests.web.serving import fill, serving
from tests.web.site import PAGES, Finder

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
COLOURS = 128
"""In one picture: enough for text on plain grounds, and a third of the bytes."""

LOOKS = {
    "desktop": (DESKTOP, {}),
    "phone": (PHONE, {}),
    "dark": (DESKTOP, {"color_scheme": "dark"}),
}


def photographs(browser: Browser, address: str) -> Iterator[tuple[str, bytes]]:
    """The name of each picture and the picture as PNG."""
    finder = Finder(address)
    for name, path_of in PAGES.items():
        path = path_of(finder)
        for look, (size, settings) in LOOKS.items():
            with window(browser, address, size, **settings) as opened:
                opened.open(path)
                yield f"{name}-{look}.png", small(opened.page.screenshot(animations="disabled"))


def small(picture: bytes) -> bytes:
    """The picture with few colours."""
    out = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Reads the bundled corpus, serves it and photographs it."""
    if CHROMIUM is None:
        sys.exit("没有 chromium：apt install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fill(Path(folder))
        with serving(Path(folder)) as address:
            browser = launch(playwright)
            for name, picture in photographs(browser, address):
                (FOLDER / name).write_bytes(picture)
            browser.close()


if __name__ == "__main__":
    main()
