"""Commands that run: pages with a worker, a worker alone, the demonstration."""

import logging
import signal
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any

import click
from waitress.server import create_server

from ..engine.assembly import House
from ..engine.demo import DEFAULT, SECTORS, load, replay_of, sector
from .app import create_app
from .config import whole_number
from .logs import write_logs

log = logging.getLogger("amends.commands")

#: seconds between two looks whether passengers have written
LOOK = 1.0
#: seconds that a page in the making may still take when the server is told to stop
GRACE = 5.0

_where = (
    click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
    click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."),
    click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Pages served at once."),
    click.option("--no-worker", is_flag=True, help="Only pages; 'amends worker' runs elsewhere."),
    click.option("--json-logs", is_flag=True, help="Write logs as JSON, one object a line."),
)


def _serving(command: Any) -> Any:
    for option in reversed(_where):
        command = option(command)
    return command


@click.command()
@_serving
@click.pass_obj
def serve(console: Any, **how: Any) -> None:
    """Serve the pages, and do the jobs, in one process."""
    _serve(console, **how)


@click.command()
@click.option("--json-logs", is_flag=True, help="Write logs as JSON, one object a line.")
@click.pass_obj
def worker(console: Any, json_logs: bool) -> None:
    """Do jobs and watch clocks, without pages. Run as many as you like, on PostgreSQL also on other machines."""
    write_logs(as_json=json_logs)
    house = console.house(with_workers=True)
    told = _told_to_stop()
    working = house.worker()
    try:
        working.start()
        click.echo("The worker is at work; Ctrl+C ends it.")
        while not told.wait(3600):
            pass
        working.stop()
    finally:
        house.close()


@click.command()
@click.option("--serve", "and_serve", is_flag=True, help="Serve its pages when it is loaded.")
@click.option(
    "--sector", "key", default=DEFAULT, show_default=True, type=click.Choice(list(SECTORS)), help="Whose day."
)
@_serving
@click.pass_obj
def demo(console: Any, and_serve: bool, key: str, **how: Any) -> None:
    """Load the demonstration: a storm strikes a small airline. Its clock can be turned.

    It has a database of its own (instance/demo.sqlite unless you name one) and needs no passwords; pages that need
    none are open to this machine only.
    """
    here = {"AMENDS_PUBLIC_URL": f"http://{_shown(how['host'])}:{how['port']}"}
    console.settings = {**sector(key).settings, **here, **console.settings}
    logging.getLogger("amends").addHandler(logging.NullHandler())  # the bank of the show is out of order, as planned
    click.echo("Loading the demonstration; the first time takes a little ...")
    console.house().close()
    found = load(console.settings, key)
    click.echo(f"{found['cases']} cases, {found['open']} of them open, {found['tasks']} tasks wait for somebody.")
    if and_serve:
        _serve(console, **how)


def _serve(console: Any, host: str, port: int, threads: int, no_worker: bool, json_logs: bool) -> None:
    write_logs(as_json=json_logs)
    house = console.house(with_workers=True)
    try:
        app = create_app(console.settings, house)
        server = _listen(app, host, port, threads, whole_number(console.settings, "AMENDS_PROXIES", 0) > 0)
        working = None if no_worker else house.worker()
        if working:
            working.start()
            app.extensions["amends"].worker = working.name
        _say(house, host, port)
        _run(house, server)
        if working:
            working.stop()
    finally:
        house.close()


def _listen(app: Any, host: str, port: int, threads: int, is_behind_proxy: bool) -> Any:
    try:
        return create_server(
            app, host=host, port=port, threads=threads, ident=None, max_request_body_size=1_048_576,
            clear_untrusted_proxy_headers=not is_behind_proxy,
        )  # fmt: skip
    except OSError as problem:
        why = f"Nothing can listen on {host}, port {port}: {problem.strerror}. '--port' names another."
        raise click.ClickException(why) from None


def _say(house: House, host: str, port: int) -> None:
    if not house.people.everyone():
        click.echo("Nobody has an account yet: run 'amends init' first, then the staff's pages open.")
    click.echo(f"Amends is at http://{_shown(host)}:{port} - Ctrl+C ends it.")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _run(house: House, server: Any) -> None:
    """Until somebody says stop. While a demonstration is served, its passengers go on writing."""
    told = _told_to_stop()
    threading.Thread(target=_passengers, args=(house, told), name="amends-passengers", daemon=True).start()
    threading.Thread(target=_end, args=(server, told), name="amends-stop", daemon=True).start()
    with suppress(OSError):  # the socket was closed under it, as asked for
        server.run()
    told.set()


def _end(server: Any, told: threading.Event) -> None:
    """Answer what was asked, then go. A browser that keeps its line open for the next page keeps nobody waiting."""
    told.wait()
    lines: dict[int, Any] = getattr(server, "_map", None) or server.map
    until = time.monotonic() + GRACE
    while open_ := [line for line in list(lines.values()) if hasattr(line, "will_close")]:
        is_late = time.monotonic() > until
        for line in open_:
            line.will_close = line.will_close or is_late or not line.requests
        if is_late:
            break
        time.sleep(0.1)
    server.close()


def _told_to_stop() -> threading.Event:
    told = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return told


def _passengers(house: House, told: threading.Event) -> None:
    if not house.is_demo():
        return
    replay = replay_of(house)
    while not told.wait(LOOK):
        try:
            replay.bring()
        except Exception:  # a demonstration goes on without one of its passengers
            log.exception("a passenger could not report")


COMMANDS = (serve, worker, demo)
