"""Waitress in two processes on one socket, for machines without gunicorn: `python -m benchmarks.serving <port>`."""

import os
import signal
import socket
import sys

import waitress

from .web import WORKERS, application


def main(port: int) -> None:
    """Both processes take what comes; the first one ends the second."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen(128)
        children = [child for child in (os.fork() for _ in range(WORKERS - 1)) if child]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            waitress.serve(application(), sockets=[door], threads=2, _quiet=True)
        finally:
            for child in children:
                os.kill(child, signal.SIGTERM)
                os.waitpid(child, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
