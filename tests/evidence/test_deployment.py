"""A look at a deployed service: what it asks, what it refuses, what it makes of the answers."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpcore
import pytest

from mentor.errors import InputError
from mentor.evidence import deployment, online
from mentor.evidence.deployment import LONGEST_ANSWER, MOST_REQUESTS, Look, probe
from mentor.evidence.online import StoppedError, is_public, read_url, shown

HTML = "<!doctype html><title>x</title>"
OPENAPI = '{"openapi": "3.1.0", "paths": {}}'

Reply = tuple[int, str, str] | Callable[[BaseHTTPRequestHandler], None]
"""Status, content type and body; or what writes the answer itself."""


class Service:
    """A real HTTP server on this machine. What is not in `pages` is answered by 404."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {"/": (200, "application/json", "{}")}
        self.otherwise: Reply = (404, "text/plain", "no")
        self.asked: list[str] = []
        self.methods: set[str] = set()
        self.headers: list[dict[str, str]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                service.asked.append(self.path)
                service.methods.add(self.command)
                service.headers.append({name.lower(): value for name, value in self.headers.items()})
                reply = service.pages.get(self.path.partition("?")[0], service.otherwise)
                with contextlib.suppress(OSError):
                    reply(self) if callable(reply) else send(self, *reply)

            def log_message(self, *_: object) -> None:
                pass

        for method in ("POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
            setattr(Handler, f"do_{method}", Handler.do_GET)

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, kind: str, body: str, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body.encode())


def to(place: str, status: int = 307) -> Reply:
    return lambda handler: send(handler, status, "text/plain", "", Location=place)


def one_after_the_other(*replies: Reply) -> Reply:
    """Another answer each time; the last one from then on."""
    left = list(replies)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        reply = left.pop(0) if len(left) > 1 else left[0]
        reply(handler) if callable(reply) else send(handler, *reply)

    return answer


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


def look_at(url: str, **options: object) -> Look:
    return probe(url, timer=time.perf_counter, local=True, **options)  # type: ignore[arg-type]


def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that says whatever it likes to each connection; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection, contextlib.suppress(OSError):
                    talk(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


serving = contextlib.contextmanager(raw_server)

# ---------------------------------------------------------------------------------------------------- answers


def test_a_service_with_everything(service: Service) -> None:
    service.pages |= {"/health": (200, "application/json", '{"ok": true}'), "/docs": (200, "text/html", HTML)}
    look = look_at(service.url + "/")
    assert (look.status, look.requests, look.failed) == (200, 30, 0)
    assert (look.health, look.docs) == ("/health", "/docs")
    assert look.good
    assert look.notes == ()
    assert len(look.times) == 27  # without the first one and two look-ups
    assert len(service.asked) == 30


def test_only_plain_get_requests_go_out(service: Service) -> None:
    service.pages["/"] = lambda handler: send(handler, 200, "text/html", HTML, Set_Cookie="session=1; Path=/")
    look_at(service.url + "/", requests=12)
    assert service.methods == {"GET"}
    assert all({"cookie", "authorization", "referer"}.isdisjoint(headers) for headers in service.headers)
    assert service.headers[0]["host"] == service.url.removeprefix("http://")


def test_neither_documentation_nor_health_check(service: Service) -> None:
    look = look_at(service.url)
    assert (look.health, look.docs) == ("", "")


@pytest.mark.parametrize(
    ("path", "reply", "found"),
    [
        ("/healthz", (200, "text/plain", "ok"), True),
        ("/readyz", (204, "", ""), True),
        ("/ping", (200, "application/json", '"pong"'), True),
        ("/health", (503, "application/json", '{"ok": false}'), False),
        ("/health", (200, "text/html; charset=utf-8", HTML), False),
        ("/status", (200, "text/plain", "ok"), False),
        ("/health", to("/live"), True),
        ("/health", to("https://example.org/health"), False),
    ],
)
def test_health(service: Service, path: str, reply: Reply, found: bool) -> None:
    service.pages |= {path: reply, "/live": (200, "text/plain", "ok")}
    assert look_at(service.url).health == (path if found else "")


@pytest.mark.parametrize(
    ("path", "reply", "found"),
    [
        ("/docs", (200, "text/html", HTML), True),
        ("/docs", to("/docs/"), True),
        ("/redoc", (200, "text/html", HTML), True),
        ("/openapi.json", (200, "application/json", OPENAPI), True),
        ("/openapi.json", (200, "application/json", '{"swagger": "2.0"}'), True),
        ("/openapi.json", (200, "application/json", '{"error": "no such thing"}'), False),
        ("/openapi.json", (200, "application/json", "[" * 100_000), False),
        ("/openapi.json", (200, "application/json", "\udcff{"), False),
        ("/docs", (200, "application/json", "{}"), False),
        ("/docs", (401, "text/html", HTML), False),
    ],
)
def test_docs(service: Service, path: str, reply: Reply, found: bool) -> None:
    if isinstance(reply, tuple) and "\udcff" in reply[2]:
        reply = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff{")  # noqa: E731
    service.pages |= {path: reply, "/docs/": (200, "text/html", HTML + "swagger")}
    assert look_at(service.url).docs == (path if found else "")


def test_a_page_that_answers_every_path_is_neither(service: Service) -> None:
    service.otherwise = service.pages["/"] = (200, "text/html", HTML)
    look = look_at(service.url)
    assert (look.status, look.health, look.docs) == (200, "", "")


def test_look_ups_stand_beside_the_address_and_at_the_root(service: Service) -> None:
    service.pages |= {
        "/v1/score": (200, "application/json", "1"),
        "/v1/health": (200, "text/plain", "ok"),
        "/docs": (200, "text/html", HTML),
    }
    look = look_at(service.url + "/v1/score?row=7")
    assert (look.health, look.docs) == ("/v1/health", "/docs")
    assert service.asked[0] == "/v1/score?row=7"
    assert service.asked[-1] == "/v1/score?row=7"
    assert "row" not in look.url


def test_more_paths_than_requests(service: Service) -> None:
    """Redirects, look-ups and timed requests together never pass the limit."""
    service.pages["/"] = to("/a/1")
    service.pages |= {f"/a/{n}": to(f"/a/{n + 1}") for n in (1, 2)}
    service.pages["/a/3"] = (200, "text/plain", "there")
    service.otherwise = to("/gone")
    look = look_at(service.url + "/", requests=MOST_REQUESTS)
    assert len(service.asked) == look.requests == MOST_REQUESTS
    assert look.status == 200


@pytest.mark.parametrize(("limit", "health", "docs"), [(1, None, None), (4, None, None), (7, "", None), (10, "", "")])
def test_few_requests_leave_things_open(service: Service, limit: int, health: str | None, docs: str | None) -> None:
    look = look_at(service.url, requests=limit)
    assert (look.status, look.health, look.docs, look.times) == (200, health, docs, ())
    assert len(service.asked) == limit
    assert look.percentile(50) is None


@pytest.mark.parametrize("requests", [0, -1, MOST_REQUESTS + 1])
def test_a_number_of_requests_that_is_none(requests: int) -> None:
    with pytest.raises(InputError, match="1 to 50"):
        look_at("http://127.0.0.1:1", requests=requests)


# ---------------------------------------------------------------------------------------------------- failures


def test_some_answers_are_errors(service: Service) -> None:
    good: Reply = (200, "text/plain", "ok")
    service.pages["/"] = one_after_the_other(good, good, (500, "text/plain", "no"), (502, "text/plain", "no"), good)
    look = look_at(service.url)
    assert (look.status, look.failed) == (200, 2)
    assert look.requests == 30
    assert len(look.times) == 30 - 1 - 9 - 2
    assert look.notes == ()


def test_nothing_but_errors_is_given_up(service: Service) -> None:
    service.otherwise = service.pages["/"] = (500, "text/plain", "no")
    look = look_at(service.url)
    assert (look.status, look.failed, look.times) == (500, 3, ())
    assert look.requests == 1 + 9 + 2
    assert look.notes == ("Given up after 3 failures in a row; the last one: status 500.",)
    assert not look.good


def test_a_service_that_has_had_enough_is_left_alone(service: Service) -> None:
    service.pages["/"] = one_after_the_other((200, "text/plain", "ok"), (429, "text/plain", "slow down"))
    look = look_at(service.url)
    assert (look.status, look.failed, look.requests) == (200, 1, 11)
    assert "fewer requests" in look.notes[0]


def test_an_address_that_is_only_for_posting_names_what_can_be_measured(service: Service) -> None:
    service.pages = {"/health": (200, "text/plain", "ok")}
    look = look_at(service.url + "/predict")
    assert (look.status, look.health) == (404, "/health")
    assert look.notes[-1] == "/health answers: give that address to measure the service."


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("http://169.254.169.254/latest?key=abc", "redirects to http://169.254.169.254/,"),
        ("https://user:secret@example.org/x", "redirects to https://example.org/,"),
        ("//example.org/", "redirects to http://example.org/,"),
        ("https://127.0.0.1/", "redirects to https://127.0.0.1/,"),
        ("http://127.0.0.1:1/", "redirects to http://127.0.0.1:1/,"),
        ("file:///etc/passwd", "redirects"),
        ("http://[::1", "does not say where to"),
        ("", "does not say where to"),
        ("/", "redirects further than was followed, which is 3 times at most"),
    ],
)
def test_redirects_elsewhere_are_told_and_not_followed(service: Service, place: str, told: str) -> None:
    service.pages["/"] = to(place)
    look = look_at(service.url + "/")
    assert told in look.notes[0]
    assert "secret" not in look.notes[0]
    assert "key" not in look.notes[0]
    assert (look.status, look.failed, look.docs) == (307, 0, None)
    assert set(service.asked) == {"/"}
    assert look.requests == (4 if place == "/" else 1)
    assert not look.good


def test_redirects_within_the_service_are_followed_three_times(service: Service) -> None:
    port = service.url.rpartition(":")[2]
    service.pages = {
        "/": to("/1", 301),
        "/1": to(f"http://127.0.0.1:{port}/2", 302),
        "/2": to("3#part", 308),
        "/3": (200, "text/plain", "there"),
    }
    look = look_at(service.url + "/")
    assert look.status == 200
    assert service.asked[:4] == ["/", "/1", "/2", "/3"]
    assert set(service.asked[-5:]) == {"/3"}
    service.pages["/3"] = to("/4")
    assert look_at(service.url + "/").status == 307


def test_an_endless_answer_is_read_no_further_than_a_limit(service: Service) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        while True:
            handler.wfile.write(chunk)

    service.pages["/"] = endless
    look = look_at(service.url, requests=14)
    assert (look.status, look.failed) == (200, 0)
    assert len(look.times) == 4
    assert "longer than 1 MB" in look.notes[0]
    assert LONGEST_ANSWER == 1_048_576


def patient(monkeypatch: pytest.MonkeyPatch, *, first: float = 0.3, later: float = 0.3, whole: float = 5.0) -> None:
    monkeypatch.setattr(deployment, "FIRST_SECONDS", first)
    monkeypatch.setattr(deployment, "SECONDS", later)
    monkeypatch.setattr(online, "SECONDS_IN_ALL", whole)
    monkeypatch.setattr(online, "PATIENCE", 0.01)


class Gate:
    """Something a slow answer waits for, until the test is over."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def __call__(self, _: object) -> None:
        self.open.wait(30)


@pytest.fixture
def never() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open.set()


def test_an_answer_that_does_not_come(service: Service, never: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)
    service.pages["/"] = never
    look = look_at(service.url)
    assert (look.status, look.requests, look.failed) == (0, 1, 1)
    assert look.notes == ("No whole answer came within 0.3 s.",)
    assert (look.health, look.docs) == (None, None)


def test_answers_that_stop_coming(service: Service, never: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch, later=0.1)
    service.pages["/"] = one_after_the_other((200, "text/plain", "ok"), never)
    look = look_at(service.url)
    assert (look.status, look.failed, look.times) == (200, 3, ())
    assert look.notes == ("Given up after 3 failures in a row; the last one: No whole answer came within 0.1 s.",)


def test_the_first_answer_may_take_longer(service: Service, never: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch, first=10.0, later=0.1)
    waking = threading.Timer(0.4, never.open.set)
    waking.start()

    def asleep(handler: BaseHTTPRequestHandler) -> None:
        never(handler)
        send(handler, 200, "text/plain", "awake")

    service.pages["/"] = asleep
    assert look_at(service.url).status == 200
    waking.join()


def drip(connection: socket.socket) -> None:
    """An answer that never ends, a byte at a time."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        connection.sendall(b"x")
        connection.settimeout(0.02)
        with contextlib.suppress(TimeoutError):
            while connection.recv(1_000):
                pass
            return


def test_bytes_that_drip_do_not_stretch_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)
    with serving(drip) as place:
        start = time.perf_counter()
        look = look_at(f"http://{place}/")
        assert time.perf_counter() - start < 3
    assert (look.status, look.notes) == (0, ("No whole answer came within 0.3 s.",))


def test_the_whole_takes_no_longer_than_it_may(service: Service, never: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch, first=10, later=10, whole=0.5)
    service.pages["/health"] = never
    look = look_at(service.url)
    assert (look.status, look.failed) == (200, 0)
    assert look.requests == 2
    assert (look.health, look.docs) == (None, None)
    assert look.notes == ("Time was up before all requests were made.",)


def answer(data: bytes) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.recv(10_000)
        connection.sendall(data)

    return talk


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", "What answers there does not speak HTTP."),
        (b"+OK", "What answers there does not speak HTTP."),
        (b"\x00\xff\x1b]52;c;aGk=\x07\r\n\r\n", "What answers there does not speak HTTP."),
        (b"HTTP/1.1 abc OK\r\n\r\n", "What answers there does not speak HTTP."),
        (b"", "The connection was closed before the answer was whole."),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
            "The connection was closed before the answer was whole.",
        ),
    ],
)
def test_what_is_no_http(data: bytes, told: str) -> None:
    with serving(answer(data)) as place:
        look = look_at(f"http://{place}/")
    assert (look.status, look.failed, look.notes) == (0, 1, (told,))


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    look = look_at(f"http://{place}/")
    assert (look.status, look.requests, look.failed) == (0, 1, 1)
    assert look.notes == (f"The connection is refused: nothing listens at {place}.",)


def test_no_tls_there(service: Service) -> None:
    look = look_at(service.url.replace("http", "https", 1))
    assert (look.status, look.notes) == (0, ("What answers there speaks no TLS; the address may begin with http://.",))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_nobody_vouches_for(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def talk(connection: socket.socket) -> None:
        context.wrap_socket(connection, server_side=True).close()

    with serving(talk) as place:
        look = look_at(f"https://{place}/")
    assert look.status == 0
    assert look.notes[0].startswith("Its certificate does not hold: self")


# ---------------------------------------------------------------------------------------------------- addresses

NOT_PUBLIC = [
    *("127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
    *("100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "192.0.2.1", "203.0.113.7", "224.0.0.1"),
    *("240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "fec0::1"),
    *("ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808"),
    *("2002:a00:1::", "2001:0:808:808::1", "2001:db8::1", "100::1"),
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"]
)
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


class Net:
    """A resolver and a connector that note what they are asked and lead to nothing."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.named: list[str] = []
        self.tried: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.named.append(host)
        if not self.addresses:
            raise socket.gaierror("no such name")
        return list(self.addresses)

    def connect(self, place: str, port: int, within: float) -> httpcore.NetworkStream:
        self.tried.append(f"{place} {port}")
        try:
            raise ConnectionRefusedError(111, "refused")
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error

    def look(self, url: str, *, local: bool = False) -> Look:
        return probe(
            url, timer=time.perf_counter, local=local, requests=1, resolver=self.resolve, connector=self.connect
        )


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_stands_for_one_is_not_asked(address: str) -> None:
    net = Net(address)
    with pytest.raises(InputError, match="private network") as caught:
        net.look("https://example.org/")
    assert net.tried == []
    assert "--local" in caught.value.hint


@pytest.mark.parametrize("addresses", [("8.8.8.8", "10.0.0.1"), ("10.0.0.1", "8.8.8.8"), ("8.8.8.8", "1.1.1.1", "::1")])
def test_one_private_address_among_public_ones_is_enough(addresses: tuple[str, ...]) -> None:
    net = Net(*addresses)
    with pytest.raises(InputError, match="private network"):
        net.look("https://example.org/")
    assert net.tried == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "[fc00::1]", "0.0.0.0", "169.254.169.254"]
)
def test_a_private_address_itself_is_not_asked(host: str) -> None:
    net = Net("8.8.8.8")
    with pytest.raises(InputError, match="private network"):
        net.look(f"http://{host}:8000/")
    assert (net.named, net.tried) == ([], [])


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "256.1.1.1"]
)
@pytest.mark.parametrize("local", [False, True])
def test_a_number_in_disguise_is_not_asked(host: str, local: bool) -> None:
    net = Net("127.0.0.1")
    with pytest.raises(InputError):
        net.look(f"http://{host}/", local=local)
    assert (net.named, net.tried) == ([], [])


def test_connections_go_to_the_addresses_that_were_checked_each_in_turn() -> None:
    net = Net("8.8.8.8", "2606:4700::1111", "8.8.8.8")
    look = net.look("https://Example.org:8443/x")
    assert net.tried == ["8.8.8.8 8443", "2606:4700::1111 8443"]
    assert net.named == ["example.org"]
    assert look.notes == ("The connection is refused: nothing listens at example.org:8443.",)


def test_the_name_is_asked_once_and_then_kept(service: Service) -> None:
    """A name that stands for another address a moment later changes nothing."""
    answers = [["127.0.0.1"], ["10.9.9.9"]]
    tried = []

    def connect(place: str, port: int, within: float) -> httpcore.NetworkStream:
        tried.append(place)
        return httpcore.SyncBackend().connect_tcp(place, port, within)

    service.pages["/"] = lambda handler: send(handler, 200, "text/plain", "ok", Connection="close")
    url = service.url.replace("127.0.0.1", "service.example.org")
    look = look_at(url, requests=12, resolver=lambda host, port: answers.pop(0), connector=connect)
    assert (look.status, look.failed) == (200, 0)
    assert len(answers) == 1
    assert set(tried) == {"127.0.0.1"}
    assert len(tried) > 1
    assert service.headers[0]["host"].startswith("service.example.org:")


@pytest.mark.parametrize("error", [socket.gaierror("no"), UnicodeError("label too long"), OSError("down")])
def test_a_name_without_an_address(error: Exception) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(InputError, match=r"nosuch\.example has no address"):
        probe("http://nosuch.example/", timer=time.perf_counter, resolver=resolve)


def test_a_resolver_that_hangs_is_left_behind(never: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(online, "PATIENCE", 0.01)

    def resolve(host: str, port: int) -> list[str]:
        never(host)
        return []

    with pytest.raises(InputError, match="has no address"):
        probe("http://slow.example/", timer=time.perf_counter, resolver=resolve)


def test_proxies_of_the_environment_are_not_used(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert look_at(service.url).status == 200


# ---------------------------------------------------------------------------------------------------- what is given


@pytest.mark.parametrize(
    "text",
    [
        "https://user:hunter2@example.org/",
        "https://hunter2@example.org/",
        "https://@example.org/hunter2",
        "user:hunter2@example.org/",
        "//user:hunter2@example.org",
        "ftp://user:hunter2@example.org",
        "https:/user:hunter2@example.org",
        "https:user:hunter2@example.org",
        "https://example.org\\@hunter2.example.net/",
        "https://exa mple.org/hunter2",
        "https://example.org/\nhunter2",
        "https://example.org/\x1b]52;c;hunter2\x07",
        "https:///hunter2",
        "https://?hunter2",
        "https://example.org:99999/hunter2",
        "https://example.org:0/hunter2",
        "https://example.org:x/hunter2",
        "https://a..example.org/hunter2",
        "https://[::1/hunter2",
        "https://[fe80::1%25eth0]/hunter2",
        "https://ex%61mple.org/hunter2",
        "example.org/hunter2",
        "file:///hunter2",
        "javascript://example.org/hunter2",
        "https://example.org/hunter2" + "x" * 2_000,
        "hunter2",
        "",
        "  ",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_url(text)
    assert "hunter2" not in "".join(caught.value.lines())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTPS://Example.ORG:443/A?token=hunter2#hunter2 ", "https://example.org/A"),
        ("http://example.org:8080/a/b", "http://example.org:8080/a/b"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("http://[2606:4700::1111]:81/", "http://[2606:4700::1111]:81/"),
        ("https://example.org/a@b?c@d", "https://example.org/a@b"),
    ],
)
def test_what_is_kept_of_an_address(text: str, kept: str) -> None:
    assert shown(read_url(text)) == kept


# ---------------------------------------------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], (None, None, None)),
        ([5.0], (5.0, 5.0, 5.0)),
        ([3.0, 1.0, 2.0], (2.0, 3.0, 3.0)),
        ([float(n) for n in range(1, 20)], (10.0, 19.0, 19.0)),
        ([float(n) for n in range(20, 0, -1)], (10.0, 19.0, 20.0)),
        ([float(n) for n in range(1, 51)], (25.0, 48.0, 50.0)),
        ([float(n) for n in range(1, 101)], (50.0, 95.0, 99.0)),
    ],
)
def test_percentiles_by_nearest_rank(times: list[float], expected: tuple[float | None, ...]) -> None:
    look = Look("https://example.org", 200, times=tuple(times))
    assert tuple(look.percentile(percent) for percent in (50, 95, 99)) == expected


@pytest.mark.parametrize(("count", "told"), [(1, "p95 and p99 are"), (19, "p95 and p99 are"), (20, "p99 is")])
def test_the_method_says_what_so_few_answers_allow(count: int, told: str) -> None:
    method = Look("https://example.org", 200, times=(1.0,) * count).method
    assert f"{told} the slowest of them" in method
    assert method.startswith("1 answer," if count == 1 else f"{count} answers,")


def test_times_are_taken_by_the_timer_given(service: Service) -> None:
    """A timer that goes on by a tenth of a second whenever it is read."""
    ticks = iter(range(10_000))
    look = probe(service.url, timer=lambda: next(ticks) / 1_000, local=True, requests=12)
    assert len(look.times) == 2
    assert all(2 <= ms <= 30 and abs(ms - round(ms)) < 1e-6 for ms in look.times)


# ---------------------------------------------------------------------------------------------------- telling, stopping


def test_progress_is_told_before_each_request(service: Service) -> None:
    told: list[tuple[int, int, str]] = []
    look_at(service.url, requests=12, progress=lambda *step: told.append(step))
    assert [made for made, _, _ in told] == list(range(12))
    assert {of for _, of, _ in told} == {12}
    assert [what for _, _, what in told][:3] == ["status", "/health", "/healthz"]
    assert told[-1][2] == "latency"


def test_it_stops_between_requests(service: Service) -> None:
    with pytest.raises(StoppedError):
        look_at(service.url, cancelled=lambda: len(service.asked) >= 5)
    assert 5 <= len(service.asked) <= 6


def test_it_stops_while_it_waits(service: Service, never: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "PATIENCE", 0.01)
    service.pages["/"] = never
    start = time.perf_counter()
    with pytest.raises(StoppedError):
        look_at(service.url, cancelled=lambda: bool(service.asked))
    assert time.perf_counter() - start < 5


def test_it_runs_in_a_thread(service: Service) -> None:
    found: list[Look] = []
    thread = threading.Thread(target=lambda: found.append(look_at(service.url)))
    thread.start()
    thread.join(30)
    assert found[0].status == 200
