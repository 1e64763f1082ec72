"""What the documentation tells operators to type, set and watch is what there is."""

import configparser
import json
import re

import click
import pytest
from amends.forms import metrics
from amends.forms.commands import amends
from amends.forms.config import SETTINGS
from docs_at_hand import DOCS, keys, page
from pages_at_hand import application, two_tasks
from small_house import report

TYPED = re.compile(
    r"^(?:ExecStart=|podman exec -it amends |sudo -E -u amends )?(?:/\S+/)?amends ([a-z][^\n#|]*)", re.MULTILINE
)
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HOWTO = sorted((DOCS / "howto").glob("*.md"))


def commands(text: str) -> list[list[str]]:
    """Every command of ours in the examples of a page."""
    blocks = "\n".join(BLOCK.findall(text))
    lists = [json.loads(found.replace("\\\n", "")) for found in re.findall(r"^CMD (\[.*?\])$", blocks, re.MULTILINE)]
    yaml = [found.split(", ") for found in re.findall(r"command: \[(.*)\]", blocks)]
    return [line.split() for line in TYPED.findall(blocks)] + [
        words[1:] for words in lists + yaml if words[0] == "amends"
    ]


@pytest.mark.parametrize("path", HOWTO, ids=lambda path: path.stem)
def test_commands_that_are_told_can_be_typed(path):
    for words in commands(path.read_text("utf-8")):
        command: click.Command = amends
        rest = list(words)
        while isinstance(command, click.Group):
            assert rest, words
            assert rest[0] in command.commands, words
            command = command.commands[rest.pop(0)]
        known = {text for p in command.params if isinstance(p, click.Option) for text in p.opts} | {"--help"}
        assert [word for word in rest if word.startswith("--") and word not in known] == [], words


def test_pages_for_operators_show_commands():
    assert all(commands(page(f"howto/run_{where}.md")) for where in ("under_systemd", "in_a_container"))


def test_units_of_systemd_can_be_read_and_stop_after_the_worker_does():
    units = re.findall(r"^```ini\n(.*?)^```$", page("howto/run_under_systemd.md"), flags=re.MULTILINE | re.DOTALL)

    for unit in units:
        read = configparser.ConfigParser(strict=False, interpolation=None)
        read.read_string(unit)
        assert {"Unit", "Service", "Install"} <= set(read.sections())
        assert int(read["Service"]["TimeoutStopSec"]) > 10
    assert len(units) == 2


@pytest.mark.parametrize("name", ["run_under_systemd", "run_in_a_container", "watch_the_house"])
def test_settings_that_are_told_are_there(name):
    assert set(re.findall(r"\bAMENDS_[A-Z]+(?:_[A-Z]+)*\b", page(f"howto/{name}.md"))) <= set(SETTINGS)


def test_every_figure_is_told_and_every_figure_told_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(metrics, "FRESH", 0.0)
    house = two_tasks(tmp_path)
    report(house)
    client = application(house, AMENDS_METRICS="on").test_client()
    exported = set(re.findall(r"^# HELP (amends_\w+)", client.get("/metrics").text, flags=re.MULTILINE))
    house.close()

    told = {name.partition("{")[0] for name in keys(page("howto/watch_the_house.md"))}
    alarms = set(re.findall(r"amends_\w+", page("howto/watch_the_house.md"))) - {"amends_token"}
    assert told == {name for name in exported if not name.endswith("_created")}
    assert alarms <= told
