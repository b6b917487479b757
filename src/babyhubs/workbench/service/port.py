"""A port to listen on."""

import os
import socket

from babyhubs.errors import InputError
from babyhubs.workbench.options import PORT


def choose(address: str, wanted: int | None) -> int:
    """The port wanted; with none wanted the usual one, or one of the nine after it; with 0 any that is free."""
    for port in range(PORT, PORT + 10) if wanted is None else (wanted,):
        found = _free(address, port)
        if found:
            return found
    raise InputError(
        "Another program listens on this port already." if wanted else "Ten ports are taken by other programs.",
        where=f"{address}:{wanted or PORT}",
        remedy="Name another one with --port.",
    )


def _free(address: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        if os.name == "posix":
            # A server that was killed leaves connections that linger for a minute; they are no program that listens.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((address, port))
        except OSError:
            return 0
        return int(one.getsockname()[1])
