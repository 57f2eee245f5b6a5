"""A model that is asked over the interface of OpenAI's chat: `POST /v1/chat/completions`, as others have it, too.

llama.cpp, Ollama and LM Studio answer there on one's own computer.

What is asked holds the article, so that it goes to this computer alone unless somebody says otherwise: the address is
looked up once and must be the loopback's, no proxy is asked, and no answer is followed to another place.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from lessonpress.workspace import UsageError

#: Seconds until an answer must be there; a small model on a laptop takes minutes for a page.
PATIENCE = 600.0
_CONNECT = 10.0
#: Characters in bytes, and more than enough of what a reply is.
_LARGEST = 2_000_000
_PATH = "/v1/chat/completions"
_NO_NAME = "default"


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model is asked, and by which name; "" for the first that the server has. With `elsewhere`, it may be another
    computer."""

    url: str
    name: str = ""
    elsewhere: bool = False
    patience: float = PATIENCE


def ask(model: Model, prompt: str) -> str:
    """What the model answers. Raises UsageError, in a sentence, for whatever keeps it from answering."""
    server = _Server.of(model)
    name = model.name or server.first_model()
    wanted = {
        "model": name,
        "messages": [{"role": "user", "content": prompt}],
        "temperature": 0,
        "stream": False,
    }
    said = server.send("POST", server.path, wanted)
    try:
        text = said["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        text = None
    if not isinstance(text, str) or not text.strip():
        raise UsageError(
            f"What {server.shown} answers is no answer of a chat.",
            "The address is that of an interface like OpenAI's, such as http://localhost:8080/v1.",
        )
    return text


@dataclass(frozen=True, slots=True)
class _Server:
    shown: str
    secure: bool
    host: str
    addresses: tuple[str, ...]
    port: int
    path: str
    until: float

    @classmethod
    def of(cls, model: Model) -> _Server:
        host, port, secure, path = _parts(model.url)
        addresses = _addresses(host, port)
        if not model.elsewhere and not all(map(_is_loopback, addresses)):
            raise UsageError(
                f"{host} is not this computer, and the article would go there.",
                "If that is meant and allowed, say so with --model-elsewhere.",
            )
        shown = f"{host}:{port}"
        return cls(
            shown, secure, host, tuple(addresses), port, path, time.monotonic() + model.patience
        )

    def first_model(self) -> str:
        """The name of the first model that the server lists; most don't care for it."""
        try:
            listed = self.send("GET", self.path.removesuffix("/chat/completions") + "/models")
            return str(listed["data"][0]["id"])
        except (UsageError, KeyError, IndexError, TypeError):
            return _NO_NAME

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """The answer, read from JSON. Raises UsageError."""
        data = None if body is None else json.dumps(body).encode()
        connection = None
        try:
            connection = self._connection()
            headers = {
                "Content-Type": "application/json",
                "Host": self.shown,
                "Accept-Encoding": "identity",
            }
            connection.request(method, path, data, headers)
            answer = connection.getresponse()
            if 300 <= answer.status < 400:
                hint = "Name the address that it really has."
                raise UsageError(
                    f"{self.shown} sends on to another place, which isn't followed.", hint
                )
            if answer.status != 200:
                hint = "Its own window or log says why; perhaps it wants another --model-name."
                raise UsageError(f"{self.shown} answers with the status {answer.status}.", hint)
            read = self._read(answer.read1, connection)
        except TimeoutError as error:
            hint = "Try a smaller model or a shorter article."
            raise UsageError(f"{self.shown} does not answer in time.", hint) from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            hint = "See that the server runs, and that this is its address."
            raise UsageError(f"{self.shown} can't be asked: {reason}.", hint) from error
        finally:
            if connection is not None:
                connection.close()
        try:
            return json.loads(read)
        except (ValueError, RecursionError) as error:
            hint = "The address is that of an interface like OpenAI's, such as http://localhost:8080/v1."
            raise UsageError(f"What {self.shown} answers is no JSON.", hint) from error

    def _connection(self) -> HTTPConnection:
        """The first address that somebody answers at."""
        failed: OSError | None = None
        for address in self.addresses:
            kind = HTTPSConnection if self.secure else HTTPConnection
            connection = kind(self.host, self.port, timeout=min(_CONNECT, self._left()))
            # To the address that was looked at; a certificate is for the name.
            connection._create_connection = _to(address)  # type: ignore[attr-defined]
            try:
                connection.connect()
            except OSError as error:
                failed = error
                continue
            connection.sock.settimeout(self._left())
            return connection
        raise failed or TimeoutError

    def _left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _read(self, read: Any, connection: HTTPConnection) -> bytes:
        """All of the answer, as long as it is neither too large nor too slow."""
        parts: list[bytes] = []
        size = 0
        while True:
            if connection.sock is not None:
                connection.sock.settimeout(self._left())
            self._left()
            part: bytes = read(65_536)
            if not part:
                return b"".join(parts)
            size += len(part)
            if size > _LARGEST:
                raise UsageError(
                    f"{self.shown} answers with more than 2 MB.", "That is no worksheet."
                )
            parts.append(part)


def _parts(url: str) -> tuple[str, int, bool, str]:
    """The host, the port, whether it is secure, and the path of the chat."""
    hint = "Write it as http://localhost:8080/v1."
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = parts.port
    except ValueError:
        raise UsageError(f"`{url[:80]}` is no address of a server.", hint) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"`{url[:80]}` is no address of a server.", hint)
    if parts.username is not None or parts.password is not None:
        raise UsageError("An address with a name or a password in it isn't used.", hint)
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path}/chat/completions" if path.endswith("/v1") else f"{path}{_PATH}"
    if any(ord(one) <= 32 or ord(one) > 126 for one in path):
        raise UsageError(f"`{url[:80]}` is no address of a server.", hint)
    secure = parts.scheme == "https"
    return parts.hostname, port or (443 if secure else 80), secure, path


def _to(address: str) -> Any:
    """What connects to the address, whatever the name stands for by then."""

    def connect(place: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        return socket.create_connection((address, place[1]), *rest, **more)

    return connect


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        hint = "See how it is written, and that the server runs."
        raise UsageError(f"There is no computer called {host}.", hint) from error
    # IPv4 first: most servers on a loopback listen there alone.
    ordered = sorted(found, key=lambda one: one[0] != socket.AF_INET)
    return list(dict.fromkeys(str(one[4][0]) for one in ordered))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False
