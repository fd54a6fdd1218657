"""A server over the bundled library, and a browser."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.browsing import AXE, CHROMIUM, Window, launch, window  # type: ignore[import-not-found]
from tests.web.crafts import fill_crafts  # type: ignore[import-not-found]
from tests.web.serving import fill, serving  # type: ignore[import-not-found]
from tests.web.site import FAILED, PAGES, Finder  # type: ignore[import-not-found]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the server, without a slash at the end."""
    folder: Path = tmp_path_factory.mktemp("bundled")
    fill(folder)
    with serving(folder) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("没有 chromium：apt install chromium")
    assert AXE.is_file(), "没有 axe-core：先运行 make charts"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


WindowOf = Callable[..., AbstractContextManager[Window]]


@pytest.fixture(scope="session")
def window_of(browser: Browser, address: str) -> WindowOf:
    """Opens windows of a size (desktop unless given), with settings as of Playwright's `new_context`."""
    return partial(window, browser, address)


@pytest.fixture(scope="session")
def path_of(address: str) -> Callable[[str], str]:
    """The address of a page of site.py, by its name."""
    finder = Finder(address)
    return lambda name: (PAGES | FAILED)[name](finder)


@pytest.fixture(scope="session")
def crafts_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowOf]:
    """Opens windows, as `window_of` does, at a server over the made-up library of crafts.py."""
    folder: Path = tmp_path_factory.mktemp("crafts")
    fill_crafts(folder)
    with serving(folder) as served:
        yield partial(window, browser, served)
