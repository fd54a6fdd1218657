"""A browser at the site: what it asks for and complains of is watched, and its pages are checked for accessibility."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Response

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

DESKTOP, PHONE, NARROW = (1280, 900), (390, 844), (360, 740)
"""Width and height in CSS pixels."""

OTHERS_PARTS = ["#swagger-ui"]
"""Parts of pages that are not ours: the description of the interface is shown by Swagger UI."""


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, without a window."""
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


@dataclass
class Watched:
    """What the pages of a window did.

    Attributes:
        errors: what they wrote to the console as errors, uncaught exceptions, requests that failed.
        foreign: requests that would have left the machine.
        scripts: bytes of script received, by address, compressed as they were sent.
    """

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    scripts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Window:
    """A page of a browser, and what it did."""

    page: Page
    watched: Watched

    def open(self, path: str) -> Response:
        """Goes there and waits until all that the page fetches and writes by itself is there, and drawn.

        A key that is pressed before a page is first drawn is lost.
        """
        answer = self.page.goto(path, wait_until="networkidle")
        assert answer is not None
        self.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        if self.page.locator("#swagger-ui").count():  # written by a script that takes its time
            self.page.locator("#swagger-ui .opblock").first.wait_for()
        return answer

    def violations(self, *rules: str) -> list[str]:
        """What axe-core finds serious or critical on the page, and where; by all rules unless some are named."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        found = self.page.evaluate(
            """([others, options]) => {
                const exclude = others.filter((one) => document.querySelector(one)).map((one) => [one]);
                return axe.run({ exclude }, options);
            }""",
            [OTHERS_PARTS, options],
        )
        return [
            f"{violation['id']} ({violation['impact']}): {[node['html'] for node in violation['nodes'][:3]]}"
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
        ]

    def resize(self, size: tuple[int, int]) -> None:
        """Makes the window that large."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def is_too_wide(self) -> bool:
        """Whether the page can be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@contextmanager
def window(browser: Browser, address: str, size: tuple[int, int] = DESKTOP, **settings: object) -> Iterator[Window]:
    """A new window of that size; settings as of Playwright's `new_context`."""
    width, height = size
    context: BrowserContext = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="zh-CN",
        reduced_motion="reduce",
        **settings,  # type: ignore[arg-type]
    )
    try:
        page, watched = context.new_page(), Watched()
        _watch(page, watched)
        yield Window(page, watched)
    finally:
        context.close()


def _watch(page: Page, watched: Watched) -> None:
    # from the start: where choosers are asked for only when the key is pressed, that comes too late on a busy machine
    page.on("filechooser", lambda chooser: None)
    page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("requestfinished", lambda request: _weigh(request, watched))
    page.on("request", lambda request: _note_foreign(request.url, watched))


def _note_foreign(url: str, watched: Watched) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
        watched.foreign.append(url)


def _weigh(request: Request, watched: Watched) -> None:
    if request.resource_type == "script":
        watched.scripts[request.url] = request.sizes()["responseBodySize"]
