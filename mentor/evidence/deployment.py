"""Looks at a deployed service because its user asked for it: status, latency, documentation, health check.

Only GET goes out, only to the one address given, at most `MOST_REQUESTS` times, one request after the other. httpx
reads the address and knows the certificates; the requests are made with httpcore, the layer of httpx where the program
chooses what it connects to, and which of itself keeps no cookies, reads no proxy settings and follows no redirects.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

import httpcore
import httpx

from mentor import __version__
from mentor.errors import InputError
from mentor.evidence.online import Connector, Resolver, Watch, Wire, origin, places, read_url, shown
from mentor.text import counted, one_line

Progress = Callable[[int, int, str], None]
"""Told before each request: how many were made, how many there may be, what comes now."""

MOST_REQUESTS = 50
USUAL_REQUESTS = 30
"""Leaves 20 or more to time where documentation and health check are found, so that p95 is not just the slowest."""
FIRST_SECONDS = 30.0
"""For the first answer: free hosts put an idle service to sleep and take about this long to wake it."""
SECONDS = 10.0
LONGEST_ANSWER = 1 << 20
"""Bytes read of one answer."""
REDIRECTS = 3
IN_A_ROW = 3
"""Failures after which nothing more is asked."""
HEALTH = ("health", "healthz", "ready", "readyz", "livez", "ping")
DOCS = ("docs", "openapi.json", "redoc")
HEADERS: list[tuple[bytes | str, bytes | str]] = [
    ("User-Agent", f"mentor/{__version__} (asked for by its user)"),
    ("Accept", "*/*"),
    ("Accept-Encoding", "identity"),
]

_FAULTS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


@dataclass(frozen=True)
class Look:
    """What a service answered.

    Attributes:
        url: The address, without what stands after a question mark: that is sent, but never shown or kept.
        status: HTTP status of the address itself; 0 where nothing answered.
        requests: Requests made, look-ups included.
        failed: Requests without a whole answer, and those of the address itself that were answered by an error.
        times: Milliseconds from sending a request to the last byte of its answer, for each good answer of the address
            after the first one, which also had to connect.
        health: Path of the health check that answers; empty where none does, None where not all were looked for.
        docs: The same of the documentation.
        notes: What else there is to know, a sentence each.
    """

    url: str
    status: int
    requests: int = 0
    failed: int = 0
    times: tuple[float, ...] = ()
    health: str | None = None
    docs: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the address answers with what was asked for."""
        return 200 <= self.status < 300

    @property
    def method(self) -> str:
        """How the times were taken, and what their number allows to say."""
        count = len(self.times)
        slowest = "p95 and p99 are" if count < 20 else "p99 is"
        return (
            f"{counted(count, 'answer')}, one after the other, from sending to the last byte, by nearest rank; "
            f"{slowest} the slowest of them. The first answer, which also had to connect, is left out."
        )

    def percentile(self, percent: int) -> float | None:
        """The time in ms within which this share of the answers came, by nearest rank; None without an answer."""
        if not self.times:
            return None
        return round(sorted(self.times)[-(-percent * len(self.times) // 100) - 1], 1)


def probe(
    url: str,
    *,
    timer: Callable[[], float],
    local: bool = False,
    requests: int = USUAL_REQUESTS,
    progress: Progress = lambda _made, _of, _what: None,
    cancelled: Callable[[], bool] = lambda: False,
    resolver: Resolver | None = None,
    connector: Connector | None = None,
) -> Look:
    """Look at a service. May run in a thread; takes at most two minutes.

    Args:
        url: Its address, http or https.
        timer: Seconds since some start; they never go back.
        local: Whether addresses of this machine and of private networks may be asked.
        requests: How many requests there may be in all, 1 to `MOST_REQUESTS`.
        progress: Told before each request.
        cancelled: Asked several times a second whether to stop.
        resolver: How a name becomes addresses; the system's own when not given.
        connector: How a connection is made; over TCP when not given.

    Raises:
        InputError: It is no such address, it leads nowhere, or to where nothing may be asked.
        StoppedError: It was cancelled.
    """
    if not 1 <= requests <= MOST_REQUESTS:
        raise InputError(f"{requests} requests cannot be made, 1 to {MOST_REQUESTS} can.")
    address = read_url(url)
    watch = Watch(timer, cancelled)
    wire = Wire(places(address, resolver, watch, local=local), connector, watch)
    certificates = httpx.create_ssl_context(trust_env=False) if address.scheme == "https" else None
    with httpcore.ConnectionPool(ssl_context=certificates, max_connections=1, network_backend=wire) as pool:
        return _Visit(pool, address, watch, progress, requests).look()


@dataclass(frozen=True)
class _Answer:
    """One answer; `status` 0 is none, for the reason that `trouble` gives.

    Attributes:
        kind: Its content type.
        target: Where it redirects to.
        body: At most `LONGEST_ANSWER` bytes of it.
        ms: Milliseconds from sending to the last byte read.
    """

    url: httpx.URL
    status: int = 0
    kind: str = ""
    target: httpx.URL | None = None
    body: bytes = b""
    ms: float = 0.0
    trouble: str = ""

    @property
    def failed(self) -> bool:
        """Whether it is an error, or none at all."""
        return not 200 <= self.status < 400

    @property
    def page(self) -> bool:
        """Whether it is a web page."""
        return "html" in self.kind

    @property
    def digest(self) -> bytes:
        """What tells its body from another one."""
        return sha256(self.body).digest()

    @property
    def api(self) -> bool:
        """Whether it is an OpenAPI description."""
        with suppress(ValueError, RecursionError):
            found = json.loads(self.body)
            return isinstance(found, dict) and not {"openapi", "swagger"}.isdisjoint(found)
        return False


@dataclass
class _Visit:
    """One look at one service, request by request."""

    pool: httpcore.ConnectionPool
    address: httpx.URL
    watch: Watch
    progress: Progress
    limit: int
    made: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)
    pages: set[bytes] = field(default_factory=set)

    def look(self) -> Look:
        """Ask for the address, then for health check and documentation; what is left of the requests is timed."""
        first = self._follow(self.address, "status", FIRST_SECONDS)
        self.failed += first.status > 0 and first.failed  # without an answer it is counted already
        health = docs = None
        times: list[float] = []
        if first.trouble:
            self.notes.append(first.trouble)
        elif 300 <= first.status < 400:
            self.notes.append(self._elsewhere(first))
        else:
            if len(first.body) >= LONGEST_ANSWER:
                self.notes.append("Its answer is longer than 1 MB; each was read no further than that.")
            self.pages.add(first.digest)
            health = self._find(HEALTH, lambda answer: not answer.page)
            docs = self._find(DOCS, self._is_docs)
            times = self._times(first)
            if first.failed and health:
                self.notes.append(f"{health} answers: give that address to measure the service.")
        if self.watch.over:
            self.notes.append("Time was up before all requests were made.")
        status, notes = first.status, tuple(self.notes)
        return Look(shown(self.address), status, self.made, self.failed, tuple(times), health, docs, notes)

    @property
    def _more(self) -> bool:
        return self.made < self.limit and not self.watch.over

    def _times(self, first: _Answer) -> list[float]:
        """Time the address for as long as requests are left and it does not keep failing."""
        times = []
        answer, row = first, int(first.failed)
        while self._more and row < IN_A_ROW and answer.status != 429:
            answer = self._ask(first.url, "latency", SECONDS)
            if answer.failed:
                row += 1
                self.failed += answer.status > 0
            else:
                row = 0
                times.append(answer.ms)
        if answer.status == 429:
            self.notes.append("It asks for fewer requests (429), so no more were made.")
        elif row == IN_A_ROW:
            why = answer.trouble or f"status {answer.status}"
            self.notes.append(f"Given up after {IN_A_ROW} failures in a row; the last one: {why.rstrip('.')}.")
        return times

    def _find(self, names: Sequence[str], answers: Callable[[_Answer], bool]) -> str | None:
        """The path of the first of some pages that is there; empty where none is, None where requests ran out."""
        for url in self._beside(names):
            if not self._more:
                return None
            answer = self._follow(url, url.path, SECONDS)
            if 200 <= answer.status < 300 and answers(answer):
                return url.path
            if answer.page:
                self.pages.add(answer.digest)
        return ""

    def _beside(self, names: Sequence[str]) -> Iterator[httpx.URL]:
        """Where pages of these names would be: beside the address, then at the root of its host."""
        plain = self.address.copy_with(query=None)
        for base in dict.fromkeys((plain.join("./"), plain.join("/"))):
            for name in names:
                yield base.join(name)

    def _is_docs(self, answer: _Answer) -> bool:
        # Many a front end answers every path with the same page.
        return answer.api or (answer.page and answer.digest not in self.pages)

    def _elsewhere(self, answer: _Answer) -> str:
        if answer.target is None:
            return "It redirects, but does not say where to."
        if origin(answer.target) == origin(self.address):
            return f"It redirects further than was followed, which is {REDIRECTS} times at most."
        there = answer.target.copy_with(raw_path=b"/", userinfo=b"")
        return f"It redirects to {one_line(str(there), 200)}, which was not asked: only the address given is."

    def _follow(self, url: httpx.URL, what: str, seconds: float) -> _Answer:
        """The answer at the end of the redirects within the same origin."""
        answer = self._ask(url, what, seconds)
        for _ in range(REDIRECTS):
            if answer.target is None or origin(answer.target) != origin(self.address) or not self._more:
                break
            answer = self._ask(answer.target, what, seconds)
        return answer

    def _ask(self, url: httpx.URL, what: str, seconds: float) -> _Answer:
        """One request. Where it gets no whole answer, it is counted as failed unless the time for all was up."""
        self.progress(self.made, self.limit, what)
        self.made += 1
        self.watch.allow(seconds)
        start = self.watch.timer()
        try:
            goal = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
            with self.pool.stream("GET", goal, headers=HEADERS) as response:
                body = _body(response)
        except _FAULTS as error:
            self.failed += not self.watch.over
            return _Answer(url, trouble=_trouble(error, url, seconds))
        headers = {name.lower(): value.decode("utf-8", "replace") for name, value in response.headers}
        target = None
        if 300 <= response.status < 400 and (location := headers.get(b"location")):
            with suppress(httpx.InvalidURL, ValueError):
                target = url.join(location).copy_with(fragment=None)
        ms = (self.watch.timer() - start) * 1000
        return _Answer(url, response.status, headers.get(b"content-type", "").lower(), target, body, ms)


def _body(response: httpcore.Response) -> bytes:
    """What is read of an answer; leaving it unread closes the connection."""
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) >= LONGEST_ANSWER:
            break
    return bytes(body[:LONGEST_ANSWER])


def _trouble(error: Exception, url: httpx.URL, seconds: float) -> str:
    """Why there is no whole answer, in a sentence."""
    place = f"{url.host}:{url.port or url.scheme}"
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__ or cause.__context__  # the pool of connections takes the cause away
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"Its certificate does not hold: {one_line(cause.verify_message, 200).rstrip('.')}."
    if isinstance(cause, ssl.SSLError):
        return "What answers there speaks no TLS; the address may begin with http://."
    if isinstance(cause, ConnectionRefusedError):
        return f"The connection is refused: nothing listens at {place}."
    if isinstance(error, httpcore.ConnectTimeout):
        return f"No connection to {place} came about in time."
    if isinstance(error, httpcore.TimeoutException):
        return f"No whole answer came within {seconds:g} s."
    if isinstance(error, httpcore.ConnectError):
        return f"{place} cannot be reached: {(cause.strerror if cause else '') or 'no connection'}."
    if isinstance(error, httpcore.NetworkError) or "closed" in str(error) or "disconnected" in str(error):
        return "The connection was closed before the answer was whole."
    return "What answers there does not speak HTTP."
