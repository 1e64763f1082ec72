"""The worked example of a host: its README is followed to the letter, with the wheel instead of the checkout."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import lxml.html
import pytest
from wheel_at_hand import ROOT, made_once, run, surroundings, well

SHOP = ROOT / "docs" / "examples" / "host"
README = (SHOP / "README.md").read_text("utf-8")
BEGIN, PAGES, WORKER, LOOK = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
PATIENCE = 60

pytestmark = pytest.mark.sqlite


@pytest.fixture
def home(tmp_path_factory):
    return made_once(tmp_path_factory).home


@pytest.fixture
def shop(home, tmp_path):
    """The folder of the example, and how commands are typed in it. The port is another where 5000 is taken."""
    shutil.copytree(SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__", "instance"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    env = {"PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}", "FLASK_RUN_PORT": port, "PIP_NO_INDEX": "1"}
    return tmp_path / "shop", env


def typed(shop, block: str) -> str:
    folder, env = shop
    return well(run("sh", "-ec", block, cwd=folder, env=env))


@contextlib.contextmanager
def running(shop, block: str):
    """In a terminal of its own, until somebody presses Ctrl+C there."""
    folder, env = shop
    command = ["sh", "-c", f"exec {block.strip()}"]
    with (folder / "log").open("a") as log:
        process = subprocess.Popen(command, cwd=folder, env=surroundings(env), stdout=log, stderr=log)
    try:
        yield
        assert process.poll() is None, (folder / "log").read_text()
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Browser:
    """One window, with its cookies."""

    def __init__(self, port: str) -> None:
        self.port = port
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self, address: str, form: dict[str, str] | None = None):
        data = urllib.parse.urlencode(form).encode() if form else None
        url = address.replace(":5000", f":{self.port}")
        with self._opener.open(url, data, timeout=PATIENCE) as answered:
            return lxml.html.fromstring(answered.read())

    def send(self, page, address: str, **fields: str):
        return self.open(address, {**dict(page.forms[0].form_values()), **fields})


def until(check):
    """Waits for what takes a moment."""
    over = time.monotonic() + PATIENCE
    while True:
        try:
            found = check()
        except (urllib.error.URLError, ConnectionError):
            found = None
        if found or time.monotonic() > over:
            return found
        time.sleep(0.2)


def test_the_example_is_followed_to_the_letter(shop):
    begun = typed(shop, BEGIN)
    assert "edition 1 is published" in begun
    assert "Tom Berg may sign in as 'tom'" in begun
    start, report, sign_in, inbox = re.findall(r"^- (http://\S+)", README, flags=re.MULTILINE)
    browser = Browser(shop[1]["FLASK_RUN_PORT"])

    with running(shop, PAGES), running(shop, WORKER):
        assert until(lambda: "a storm lantern" in browser.open(start).text_content())
        asked = browser.open(report)
        assert "The Lantern Shop" in asked.text_content()
        assert asked.xpath("//textarea[@name='what_happened']")

        told = browser.send(browser.open(sign_in), sign_in, nick="pia", password="wick")
        for _ in range(2):
            told = browser.send(told, f"{start}orders/4711/lost")
            assert "Case R-000001 is open" in told.text_content()
        page = browser.open(inbox)
        assert page.xpath("//body[contains(@class, 'shop')]")
        assert len({a for a in page.xpath("//a/@href") if "/help/tasks/R-000001/" in a}) == 1
        case = f"{start}help/cases/R-000001"
        assert until(lambda: "acknowledgement" in browser.open(case).text_content())
        shown = typed(shop, LOOK)
        assert "R-000001" in shown
        assert "whole" in shown


def test_every_file_of_the_example_is_short():
    assert {p.name: n for p in Path(SHOP).rglob("*.*") if (n := len(p.read_text("utf-8").splitlines())) > 80} == {}
