"""A model is asked on this computer alone, unless somebody says otherwise; whatever it answers is told in a sentence."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonpress.cli import main
from lessonpress.drafting.model import Model, ask
from lessonpress.workspace import UsageError
from tests.end_to_end.printing import write_workspace

Answer = Callable[[BaseHTTPRequestHandler], None]
EVENT = "The Bridge\nAda Miller drew the bridge in 1932.\nIt cost 40,000 crowns.\nWhat?\nIt stood for years.\n"
REPLY = """\
Sure!
```yaml
activities:
  - activity: short-answer
    questions:
      - ask: Who drew the bridge?
        answer: Ada Miller
        evidence: Ada Miller drew the bridge
```
"""


@contextmanager
def server(answer: Answer) -> Iterator[tuple[str, list[tuple[str, str, Any]]]]:
    """A server on the loopback: its address, and what it was asked (method, path, JSON)."""
    asked: list[tuple[str, str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size)
            asked.append((self.command, self.path, json.loads(body) if body else None))
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self)

        do_GET = do_POST = _any

        def log_message(self, *_: object) -> None:
            pass

    one = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{one.server_address[1]}", asked
    finally:
        one.shutdown()
        one.server_close()


def say(status: int, data: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def chat(text: Any) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def as_openai(handler: BaseHTTPRequestHandler) -> None:
    """A server of one model, as others answer."""
    if handler.path == "/v1/models":
        say(200, json.dumps({"data": [{"id": "small"}, {"id": "large"}]}).encode())(handler)
    else:
        say(200 if handler.path == "/v1/chat/completions" else 404, chat(REPLY))(handler)


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_the_first_model_of_the_server_is_asked_once_whatever_the_address_ends_in(
    path: str,
) -> None:
    with server(as_openai) as (url, asked):
        assert ask(Model(url + path), "Write!") == REPLY
    assert [one[:2] for one in asked] == [("GET", "/v1/models"), ("POST", "/v1/chat/completions")]
    _, _, body = asked[-1]
    assert body["model"] == "small"
    assert body["messages"] == [{"role": "user", "content": "Write!"}]


def test_a_model_may_be_named(tmp_path: Path) -> None:
    with server(as_openai) as (url, asked):
        ask(Model(url, name="large"), "Write!")
    assert [(method, body["model"]) for method, _, body in asked] == [("POST", "large")]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_every_name_of_this_computer_will_do(host: str) -> None:
    with server(as_openai) as (url, _):
        assert ask(Model(url.replace("127.0.0.1", host), "x"), "") == REPLY


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.7:8080",
        "https://192.0.2.7/v1",
        "http://[2001:db8::1]/v1",
        "http://0.0.0.0:1",
        "192.0.2.7",
    ],
)
def test_another_computer_is_not_asked_unless_that_is_said(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object, **__: object) -> None:
        pytest.fail("something was sent")

    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(UsageError, match="is not this computer, and the article would go there"):
        ask(Model(url), "")


def test_a_name_that_stands_for_several_addresses_must_stand_for_this_computer_in_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import socket

    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
        for address in ("127.0.0.1", "192.0.2.7")
    ]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(UsageError, match="is not this computer"):
        ask(Model("http://mixed.example"), "")


def test_where_it_is_said_another_computer_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    real = socket.create_connection
    with server(as_openai) as (url, asked):
        port = int(url.rpartition(":")[2])
        monkeypatch.setattr(
            "socket.create_connection", lambda place, *a, **k: real(("127.0.0.1", port), *a, **k)
        )
        assert ask(Model("http://192.0.2.7", "x", elsewhere=True), "") == REPLY
        assert len(asked) == 1


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(as_openai) as (proxy, overheard), server(as_openai) as (url, asked):
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        ask(Model(url), "secret")
        assert len(asked) == 2
    assert overheard == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_server_that_sends_on_is_not_followed(status: int) -> None:
    with server(as_openai) as (other, followed):
        sent_on = say(status, b"", Location=f"{other}/v1/chat/completions")
        told = "sends on to another place, which isn't followed"
        with server(sent_on) as (url, _), pytest.raises(UsageError, match=told):
            ask(Model(url, "x"), "")
        assert followed == []


WRONG: dict[str, tuple[bytes, int, str]] = {
    "an error": (b"no such model", 404, "answers with the status 404"),
    "no JSON": (b"<html>hello</html>", 200, "is no JSON"),
    "JSON that is too deep": (b"[" * 100_000, 200, "is no JSON"),
    "no chat": (b"{}", 200, "is no answer of a chat"),
    "no choices": (b'{"choices": []}', 200, "is no answer of a chat"),
    "nothing said": (chat("  "), 200, "is no answer of a chat"),
    "a number said": (chat(7), 200, "is no answer of a chat"),
    "too much": (b'"' + b"x" * 2_500_000 + b'"', 200, "more than 2 MB"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_answer_is_told_in_a_sentence(case: str) -> None:
    data, status, told = WRONG[case]
    with server(say(status, data)) as (url, _), pytest.raises(UsageError) as error:
        ask(Model(url, "x"), "")
    assert told in error.value.message
    assert error.value.hint


def test_a_server_that_dawdles_is_waited_for_so_long_and_no_longer() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    began = time.monotonic()
    with server(drip) as (url, _), pytest.raises(UsageError, match="does not answer in time"):
        ask(Model(url, "x", patience=0.3), "")
    assert time.monotonic() - began < 5


def test_where_nobody_listens_it_is_told() -> None:
    with server(as_openai) as (url, _):
        pass
    with pytest.raises(UsageError, match="can't be asked"):
        ask(Model(url), "")


@pytest.mark.parametrize(
    "url", ["", "ftp://localhost", "file:///etc/passwd", "http://", "http://localhost:99999", "http://me:pw@localhost", "http://localhost/a b"]
)  # fmt: skip
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(UsageError):
        ask(Model(url), "")


def test_the_command_asks_adopts_and_writes_in_one_step(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"lessons/events/bridge.txt": EVENT})
    out, err = StringIO(), StringIO()
    with (
        server(as_openai) as (url, asked),
        chdir(tmp_path),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        assert main(["new", "lesson", "bridge", "--model", url]) == 0, err.getvalue()
        before = len(asked)
        assert main(["new", "lesson", "bridge", "--model", url]) == 1  # nobody is asked for nothing
        assert len(asked) == before
    data = yaml.safe_load((tmp_path / "lessons" / "bridge.yaml").read_text("utf-8"))
    assert data["activities"][0]["questions"][0]["evidence"] == "Ada Miller drew the bridge"
    assert data["activities"][0]["questions"][0]["todo"] is True
    [prompt] = asked[-1][2]["messages"]
    assert "Ada Miller drew the bridge in 1932." in prompt["content"]


def test_the_command_tells_what_is_wrong_and_leaves_nothing(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"lessons/events/bridge.txt": EVENT})
    out, err = StringIO(), StringIO()
    with chdir(tmp_path), redirect_stdout(out), redirect_stderr(err):
        assert main(["new", "lesson", "bridge", "--model", "http://192.0.2.7"]) == 2
    assert "--model-elsewhere" in err.getvalue()
    assert not (tmp_path / "lessons" / "bridge.yaml").exists()
