"""Where a look at a deployed service goes, and that it goes nowhere else and takes no longer than it may.

A name is resolved once, every address it stands for is checked, and connections are made to those addresses alone, so
that DNS cannot point elsewhere in between.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from threading import Thread

import httpcore
import httpx

from mentor.errors import InputError, MentorError

Resolver = Callable[[str, int], Sequence[str]]
"""The addresses that a name stands for; raises OSError where it stands for none."""
Connector = Callable[[str, int, float], httpcore.NetworkStream]
"""Connects to an address and a port within some seconds."""

SECONDS_IN_ALL = 120.0
CONNECT_SECONDS = 5.0
PATIENCE = 0.2
"""Seconds after which a wait looks up whether it should go on."""

_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE | re.ASCII)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_INSIDE = [
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "168.63.129.16/32", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "fec0::/10")
]
"""Not public, although not every Python says so: protocol assignments, a cloud's metadata, translation, examples."""


class StoppedError(MentorError):
    """The user stopped it; nothing is recorded."""


def read_url(text: str) -> httpx.URL:
    """The address of a service. No error names it, since it may hold a password.

    Raises:
        InputError: It is none, or one that cannot be asked.
    """
    text = text.strip()
    scheme, _, rest = text.partition("://")
    if "@" in re.split(r"[/?#]", rest or text, maxsplit=1)[0]:
        raise InputError("The address holds a user name or a password.", hint="Give it without; only GET is sent.")
    if scheme.lower() not in ("http", "https"):
        raise InputError("An address begins with https:// or http://.", hint="Such as https://fraud.example.org/health")
    if len(text) > 2_000 or re.search(r"[\s\\\x00-\x1f\x7f-\x9f]", text):
        raise InputError("The address is too long, or holds a blank, a backslash or a control character.")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise InputError("The address cannot be read.", hint="Such as https://fraud.example.org/health") from None
    host = url.raw_host.decode("ascii").removesuffix(".")
    if not host or ".." in host or "%" in host or not 1 <= (url.port or 80) <= 65_535 or url.port == 0:
        raise InputError("The address names no host, or no port from 1 to 65535.")
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and not _is_address(host):
        raise InputError("The host is a number in disguise.", hint="Write it as four numbers, such as 203.0.113.7.")
    return url


def shown(url: httpx.URL) -> str:
    """An address as it may be shown and kept: what follows the question mark may hold a key."""
    return str(url.copy_with(query=None, fragment=None))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not of this machine, a private network, a cloud's insides."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(ip.packed[-4:])))
        if (inner := ip.ipv4_mapped or ip.sixtofour) is not None:
            return is_public(str(inner))
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not special and not any(ip in network for network in _INSIDE)


def is_inside(url: httpx.URL) -> bool:
    """Whether an address says by itself that it is not one of the open internet, before any name is looked up."""
    host = url.raw_host.decode("ascii").removesuffix(".").lower()
    if _is_address(host):
        return not is_public(host)
    return host.rpartition(".")[2] in ("localhost", "local", "internal", "lan")


def _is_address(host: str) -> bool:
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return True
    return False


def places(url: httpx.URL, resolver: Resolver | None, watch: Watch, *, local: bool) -> list[str]:
    """The addresses of the host, each once; all of them may be asked.

    Args:
        url: The address of a service.
        resolver: How a name becomes addresses; the system's own when not given.
        watch: How long it may take.
        local: Whether any address may be asked.

    Raises:
        InputError: There is none, or one of them is not public and `local` is not set.
    """
    host = url.raw_host.decode("ascii")
    found = [host] if _is_address(host) else _resolved(host, _port(url), resolver or _system_resolver, watch)
    for place in found:
        if not local and not is_public(place):
            stands = "is" if place == host else f"stands for {place},"
            raise InputError(
                f"{host} {stands} an address of this machine, a private network or a cloud's insides.",
                hint="If it is yours and you mean it: mentor probe ADDRESS --local",
            )
    return list(dict.fromkeys(found))


def _resolved(host: str, port: int, resolver: Resolver, watch: Watch) -> list[str]:
    """What a name stands for. The system cannot be hurried: it is asked in a thread that may be left behind."""
    answers: list[Sequence[str]] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            answers.append(resolver(host, port))

    thread = Thread(target=ask, daemon=True)
    thread.start()
    watch.allow(CONNECT_SECONDS)
    while thread.is_alive() and watch.left() > 0:
        thread.join(PATIENCE)
    if not answers or not answers[0]:
        raise InputError(f"{host} has no address: the name is not known, or there is no network.")
    return list(answers[0])


def _system_resolver(host: str, port: int) -> list[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def origin(url: httpx.URL) -> tuple[str, bytes, int]:
    """Scheme, host and port: the part of an address that must stay the same."""
    return url.scheme, url.raw_host.removesuffix(b"."), _port(url)


# ---------------------------------------------------------------------------------------------------- connection


class Watch:
    """How long things may still take, and whether they should go on at all."""

    def __init__(self, timer: Callable[[], float], cancelled: Callable[[], bool]) -> None:
        self.timer = timer
        self._cancelled = cancelled
        self._over = timer() + SECONDS_IN_ALL
        self._end = self._over

    def allow(self, seconds: float) -> None:
        """Give the next step this long, or what is left of the whole."""
        self._end = min(self.timer() + seconds, self._over)

    def left(self) -> float:
        """Seconds left for the step; not above 0 when it is over.

        Raises:
            StoppedError: It was cancelled.
        """
        if self._cancelled():
            raise StoppedError("Stopped; nothing was recorded.")
        return self._end - self.timer()

    @property
    def over(self) -> bool:
        """Whether the whole has taken as long as it may."""
        return self.timer() >= self._over


class Wire(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, whatever it is asked for."""

    def __init__(self, places: Sequence[str], connector: Connector | None, watch: Watch) -> None:
        """Over TCP, unless a connector is given."""
        self._places = list(places)
        self._connector = connector or httpcore.SyncBackend().connect_tcp
        self._watch = watch

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """The first address that takes the connection; later ones go straight there."""
        fault: Exception = httpcore.ConnectTimeout("no address was tried")
        for place in tuple(self._places):
            if (left := self._watch.left()) <= 0:
                break
            try:
                stream = self._connector(place, port, min(left, CONNECT_SECONDS))
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                fault = error
            else:
                self._places = [place]
                return _Stream(stream, self._watch)
        raise fault


class _Stream(httpcore.NetworkStream):
    """A connection on which no wait outlasts the watch, however slowly the bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, watch: Watch) -> None:
        self._inner = inner
        self._watch = watch
        self._begun = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        while (left := self._watch.left()) > 0:
            with suppress(httpcore.ReadTimeout):
                data = self._inner.read(max_bytes, min(left, PATIENCE))
                # Many another protocol speaks first and then waits, which would look like a slow answer.
                if data and not self._begun and data[:5] != b"HTTP/"[: len(data)]:
                    raise httpcore.RemoteProtocolError("not HTTP")
                self._begun = True
                return data
        raise httpcore.ReadTimeout("the time is up")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, max(self._watch.left(), PATIENCE))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        within = min(max(self._watch.left(), PATIENCE), CONNECT_SECONDS)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, within), self._watch)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
