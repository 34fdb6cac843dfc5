"""Where a door that listens on an address is reached."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import ip_address


def reachable(host: str) -> tuple[str, ...]:
    """The addresses under which other machines, or this one, reach ``host``."""
    if host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return (host,)
    found: list[str] = []
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        if family == socket.AF_INET6 and host != "::":
            continue
        try:
            # Nothing is sent: the system only says from which of its addresses it would go.
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                found.append(str(probe.getsockname()[0]))
        except OSError:
            continue
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    outside = [one for one in found if not ip_address(one.partition("%")[0]).is_loopback]
    return tuple(dict.fromkeys(outside)) or ("127.0.0.1",)
