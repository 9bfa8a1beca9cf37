"""Guard rails: no test talks to anything but this machine."""

import socket
from typing import Any

LOOPBACK_NAMES = frozenset({None, "", b"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"})


class NetworkRefused(RuntimeError):
    """A test tried to reach another machine. Tests and the product must work with the cable out."""


def _check(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOOPBACK_NAMES or str(name).startswith("127.") or name == socket.gethostname():
        return
    raise NetworkRefused(f"a test tried to reach {name!r}; only this machine may be addressed")


def refuse_other_machines() -> None:
    """From now on, looking up or connecting to any host but this one raises :class:`NetworkRefused`."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any, /) -> None:
        if self.family != socket.AF_UNIX:
            _check(address[0])
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any, /) -> int:
        if self.family != socket.AF_UNIX:
            _check(address[0])
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        _check(host)
        return look_up(host, *rest, **named)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign,assignment]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = guarded_look_up
