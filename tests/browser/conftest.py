"""Headless Chromium for the tests that need eyes."""

import os
import shutil

import pytest

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="module")
def chromium():
    """Closed with the module: its event loop would disturb others in this process."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium, and in CI there has to be one.")
        pytest.skip("THERE IS NO CHROMIUM HERE: the pages were not tried in a browser.")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()
