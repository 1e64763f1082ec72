"""Those who call the servers: a browser that hands in forms, and a program that does the same through the API.

Both keep one connection open and do no more work than must be: they share the cores with what they measure.
"""

import json
import re
import socket
import time
from urllib.parse import urlencode

import lxml.html

from .ours import MAREN

PASSWORD = "a long sentence of the benchmark"
#: seconds until an answer must have come
PATIENCE = 30.0
TYPED = {"worked_by": "agent-7", "worked": "next contact logged", "work_count": "3"}
ANSWERS = {"worked_by": "agent-7", "worked": "next contact logged", "work_count": 3, "more_work": True}
#: what a filled-in form is: where it goes, and the bytes
Filled = tuple[str, bytes]


class Line:
    """One connection that stays open; of an answer it reads what it needs."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._before = f"Host: 127.0.0.1:{port}\r\n"

    def ask(self, method: str, address: str, headers: str, body: bytes, expected: int) -> tuple[str, bytes]:
        """Head and body of the answer. Raises RuntimeError for another status than the expected one."""
        length = f"Content-Length: {len(body)}\r\n" if method == "POST" else ""
        self._socket.sendall(f"{method} {address} HTTP/1.1\r\n{self._before}{headers}{length}\r\n".encode() + body)
        head, content = self._answer()
        if head[9:12] != str(expected):
            raise RuntimeError(f"{method} {address} was answered {head[9:12]}, not {expected}: {content[:300]!r}")
        return head, content

    def _answer(self) -> tuple[str, bytes]:
        found = b""
        while (end := found.find(b"\r\n\r\n")) < 0:
            found += self._more()
        head = found[:end].decode()
        length = re.search(r"(?i)\r\ncontent-length: *(\d+)", head)
        missing = int(length[1]) if length else 0
        content = found[end + 4 :]
        while len(content) < missing:
            content += self._more()
        return head, content

    def _more(self) -> bytes:
        more = self._socket.recv(65536)
        if not more:
            raise RuntimeError("the server closed the connection")
        return more

    def close(self) -> None:
        self._socket.close()


class Browser:
    """A person without a screen: signs in, opens forms, sends them back."""

    def __init__(self, port: int) -> None:
        self._line, self._cookie = Line(port), ""
        page = self._ask("GET", "/sign-in")
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page.decode())
        if token is None:
            raise RuntimeError("the page to sign in has no token")
        form = {"csrf_token": token[1], "login": MAREN.id, "password": PASSWORD}
        self._ask("POST", "/sign-in", urlencode(form).encode(), expected=303)

    def open(self, case: str, round: int) -> Filled:
        """A form as a person sends it back, with its hidden tokens."""
        address = f"/tasks/{case}/work/{round}"
        page = lxml.html.fromstring(self._ask("GET", address).decode())
        form = next(form for form in page.forms if "_sheet" in form.fields)
        return address, urlencode({**dict(form.form_values()), **TYPED, "more_work": "true"}).encode()

    def hand_in(self, filled: Filled) -> float:
        """Seconds until the answer, which sends the browser on to the next page: the step is kept then."""
        began = time.perf_counter()
        self._ask("POST", *filled, expected=303)
        return time.perf_counter() - began

    def close(self) -> None:
        self._line.close()

    def _ask(self, method: str, address: str, body: bytes = b"", expected: int = 200) -> bytes:
        headers = f"Cookie: {self._cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        if body:
            headers += "Content-Type: application/x-www-form-urlencoded\r\n"
        head, content = self._line.ask(method, address, headers, body, expected)
        kept = re.search(r"(?i)\r\nset-cookie: *([^;\r]+)", head)
        if kept and (method == "GET" or address == "/sign-in"):
            self._cookie = kept[1]
        return content


class Program:
    """Speaks for a person by a token: asks for tasks, hands them in."""

    def __init__(self, port: int, token: str) -> None:
        self._line = Line(port)
        self._headers = f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"

    def open(self, case: str, round: int) -> Filled:
        """A task as a program sends it back, with what its form was shown with."""
        address = f"/api/tasks/{case}/work/{round}"
        _, content = self._line.ask("GET", address, self._headers, b"", 200)
        shown = json.loads(content)["values"]
        return address, json.dumps({"answers": {**shown, **ANSWERS}, "shown": shown}).encode()

    def hand_in(self, filled: Filled) -> float:
        """Seconds until the answer, which tells the next tasks: the step is kept then."""
        began = time.perf_counter()
        address, body = filled
        self._line.ask("POST", address, f"{self._headers}Idempotency-Key: {address}\r\n", body, 200)
        return time.perf_counter() - began

    def close(self) -> None:
        self._line.close()
