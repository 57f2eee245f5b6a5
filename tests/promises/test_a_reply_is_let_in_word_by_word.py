"""A reply is let in word by word: of what a chat model answers, only what is right and quotes the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.cli import main
from lessonpress.drafting.prompt import WANTED
from lessonpress.drafting.reply import LONGEST
from tests.end_to_end.printing import write_workspace

EVENT = """\
The Bridge
In 1932 the town built a bridge over the river. It was the longest in the land.
Ada Miller drew the bridge.
The bridge cost 40,000 crowns.
What Happened?
On May 5, 1932, Ada Miller opened the bridge. The old ferry stopped, because nobody needed it. A flood came in 1940. The bridge stood.
"""
GOOD: dict[str, Any] = {
    "vocabulary": [
        {
            "term": "ferry",
            "definition": "A boat that crosses a river.",
            "evidence": "The old ferry stopped",
        }
    ],
    "activities": [
        {
            "activity": "multiple-choice",
            "questions": [
                {
                    "ask": "Who drew the bridge?",
                    "choices": ["Ada Miller", "The town", "A ferryman"],
                    "answer": "Ada Miller",
                    "evidence": "Ada Miller drew the bridge.",
                }
            ],
        },
        {
            "activity": "true-false",
            "statements": [
                {
                    "say": "A flood came in 1941.",
                    "answer": False,
                    "correction": "A flood came in 1940.",
                    "evidence": "A flood came in 1940.",
                }
            ],
        },
    ],
}
YAML = yaml.safe_dump(GOOD, sort_keys=False, allow_unicode=True)
JSON = json.dumps(GOOD, ensure_ascii=False, indent=1)
CURLY = re.sub(r'"([^"]*)"', "“\\1”", JSON)
TABS = "\n".join(
    "\t" * ((len(line) - len(line.lstrip())) // 2) + line.lstrip() for line in YAML.splitlines()
)
PARTS = [
    f"```yaml\n{yaml.safe_dump({'vocabulary': GOOD['vocabulary']})}```",
    *(f"```yaml\n{yaml.safe_dump([one])}```" for one in GOOD["activities"]),
]
#: The same three things, as chats write them.
SHAPES = {
    "yaml": YAML,
    "fenced": f"Sure! Here's your worksheet:\n\n```yaml\n{YAML}```\n\nLet me know if you need more!",
    "fenced-without-end": f"Here you are:\n```yaml\n{YAML}",
    "chatter-without-fences": f"Of course. I read the article.\n\n{YAML}",
    "tabs": f"```\n{TABS}\n```",
    "windows": f"```yaml\n{YAML}```".replace("\n", "\r\n"),
    "json": f"```json\n{JSON}\n```",
    "json-in-a-line": f"Here is the JSON: {json.dumps(GOOD)} I hope it helps.",
    "curly-quotes": f"```json\n{CURLY}\n```",
    "trailing-commas": JSON.replace("}\n", "},\n").replace("]\n", "],\n").rstrip(",\n") + "\n",
    "several-fences": "First the words.\n" + "\n\nThen more.\n".join(PARTS),
    "in-a-lesson": yaml.safe_dump({"lesson": GOOD}),
    "no-break-spaces": YAML.replace("  ", "\u00a0\u00a0"),
    "cut-off": f"```yaml\n{YAML}    - say: This is cut o",
    "json-cut-off": JSON[: JSON.rindex("]", 0, JSON.rindex("]"))] + ',\n{"say": "This is cut o',
    "quoted-evidence": YAML.replace("Ada Miller drew the bridge.", "“Ada Miller drew the bridge.”"),
    "numbered-evidence": YAML.replace(
        "evidence: A flood came in 1940.", "evidence: '[5] A flood came in 1940.'"
    ),
}


def run(root: Path, *words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with chdir(root), redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return write_workspace(tmp_path, {"lessons/events/bridge.txt": EVENT})


def adopt(school: Path, reply: str) -> tuple[int, str, str]:
    (school / "reply.txt").write_text(reply, "utf-8")
    return run(school, "adopt", "bridge", "reply.txt")


def made(school: Path, name: str = "bridge") -> tuple[str, dict[str, Any]]:
    text = (school / "lessons" / f"{name}.yaml").read_text("utf-8")
    return text, yaml.safe_load(text)


def things(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was adopted: each with its kind, without what every new lesson begins with."""
    yield from (("vocabulary", one) for one in data.get("vocabulary", []))
    for activity in data["activities"][:-2]:
        for value in activity.values():
            if isinstance(value, list):
                yield from ((activity["activity"], one) for one in value if isinstance(one, dict))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_reply_is_read_in_whatever_shape_a_chat_gives_it(school: Path, shape: str) -> None:
    status, _, err = adopt(school, SHAPES[shape])
    assert status == 0, err
    _, data = made(school)
    found = dict(things(data))
    assert set(found) == {"vocabulary", "multiple-choice", "true-false"}
    assert found["vocabulary"]["term"] == "ferry"
    assert found["multiple-choice"]["evidence"] == "Ada Miller drew the bridge."
    assert found["true-false"]["evidence"] == "A flood came in 1940."
    assert all(one["todo"] is True for one in found.values())
    assert run(school, "check", "bridge")[0] == 0


def question(**keys: Any) -> dict[str, Any]:
    [activity, *_] = GOOD["activities"]
    return {**activity["questions"][0], **keys}


#: What must not be let in, and what the reason says.
BAD: dict[str, tuple[str, Any, str]] = {
    "a quote that nobody wrote": ("multiple-choice", question(evidence="Ada Miller drew the tunnel."), "does not stand"),
    "a quote with a word changed": ("multiple-choice", question(evidence=["Ada Miller drew the bridge.", "A fire came in 1940."]), "does not stand"),
    "no quote": ("multiple-choice", {k: v for k, v in question().items() if k != "evidence"}, "no evidence"),
    "a quote of a word": ("multiple-choice", question(evidence="bridge"), "too short"),
    "an answer that is no choice": ("multiple-choice", question(ask="Who drew it?", answer="Bob"), "none of the choices"),
    "two choices alike": ("multiple-choice", question(choices=["Ada Miller", "Ada Miller.", "x"]), "the same as"),
    "an unknown key": ("multiple-choice", question(colour="red"), "colour"),
    "a link": ("multiple-choice", question(ask="[Who](https://example.org) drew it?"), "link or a picture"),
    "a bare address": ("multiple-choice", question(ask="Who drew it? See www.example.org"), "link or a picture"),
    "a picture": ("multiple-choice", question(picture={"file": "/etc/passwd", "alternative": "x"}), "link or a picture"),
    "markup": ("multiple-choice", question(ask="<img src=x> Who drew it?"), "link or a picture"),
    "a false statement without its correction": ("true-false", {"say": "A flood came in 1942.", "answer": False, "evidence": "A flood came in 1940."}, "correction"),
    "a date that can't be read": ("timeline", {"date": "once", "text": "It came.", "evidence": "A flood came in 1940."}, "can't be read"),
    "a blank in words of one's own": ("cloze", "The bridge fell in [1940].", "do not stand"),
    "a kind that isn't there": ("juggling", {"ask": "x", "evidence": "A flood came in 1940."}, "no activity"),
    "signs that a terminal obeys": ("multiple-choice", question(ask="Who \x1b[31m drew it?"), "can't be printed"),
    "a key that a terminal obeys": ("multiple-choice", question(**{"as\x1b[2Jk": "x"}), "can't be printed"),
    "no thing at all": ("multiple-choice", "Who drew the bridge?", "no list of keys"),
    "deep data": ("true-false", {"say": {"a": {"b": ["c"]}}, "answer": True, "evidence": "A flood came in 1940."}, "text"),
}  # fmt: skip


def with_bad(kind: str, thing: Any) -> str:
    key = {"cloze": "text", "true-false": "statements", "timeline": "events"}.get(kind, "questions")
    listed: Any = thing if kind == "cloze" else [thing]
    other = {
        "date": "1932",
        "text": "The town built it.",
        "evidence": "In 1932 the town built a bridge",
    }
    if kind == "timeline":
        listed = [other, thing]
    activities = [*GOOD["activities"], {"activity": kind, key: listed}]
    return yaml.safe_dump({**GOOD, "activities": activities}, sort_keys=False, allow_unicode=True)


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_let_in_is_a_comment_with_the_reason_and_keeps_nothing_else_out(
    school: Path, case: str
) -> None:
    kind, thing, reason = BAD[case]
    status, out, err = adopt(school, with_bad(kind, thing))
    assert status == 0, err
    assert "could not be; the reasons stand at its end." in out
    assert reason in err
    text, data = made(school)
    assert {one for one, _ in things(data)} == {"vocabulary", "multiple-choice", "true-false"}
    assert len(list(things(data))) == 3
    end = text[text.index("# TODO:") :]
    assert all(line.startswith("#") for line in end.splitlines())
    assert f"# TODO {kind}:" in end
    told = " ".join(line.removeprefix("#").strip() for line in end.splitlines())
    assert reason in told
    assert "\x1b" not in err + text
    assert run(school, "check", "bridge")[0] == 0


HOSTILE = {
    "bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "activities: [*h]\n",
    "an anchor that holds itself": "activities: &a [*a]\n",
    "deep": "[" * 50_000,
    "deep by lines": "\n".join(" " * at + "- a:" for at in range(2_000)),
    "long": "- term: a\n" * (LONGEST // 5),
    "a tag": "activities: !!python/object/apply:os.system ['true']\n",
    "many broken lists": "- term: [\n" * (LONGEST // 12),
    "nothing": "",
    "a story": "Once upon a time there was a bridge [1] and {a ferry}.",
    "no letters": "\x00\x01\x02" * 1000,
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_is_told_in_a_sentence_and_writes_nothing(
    school: Path, case: str
) -> None:
    status, _, err = adopt(school, HOSTILE[case])
    assert status == 1
    assert re.match(r"reply\.txt: error: .*\.\n    \S", err), err
    assert "fault in makelesson" not in err
    assert not (school / "lessons" / "bridge.yaml").exists()


def test_where_nothing_is_let_in_the_reasons_are_told_and_nothing_is_written(school: Path) -> None:
    bad = {
        "activities": [{"activity": "multiple-choice", "questions": [question(evidence="x y z w")]}]
    }
    status, _, err = adopt(school, yaml.safe_dump(bad))
    assert status == 1
    assert "error: Not adopted, multiple-choice: This quote does not stand in the event." in err
    assert list((school / "lessons").glob("*.yaml")) == []


def test_a_reply_cannot_take_its_own_mark_away(school: Path) -> None:
    assert adopt(school, yaml.safe_dump({"activities": [
        {"activity": "multiple-choice", "todo": False, "questions": [question(todo=False)]}
    ]}))[0] == 0  # fmt: skip
    _, data = made(school)
    assert [one["todo"] for _, one in things(data)] == [True]


def test_the_passages_of_a_cloze_are_the_articles_own(school: Path) -> None:
    reply = {
        "activities": [
            {
                "activity": "cloze",
                "text": "The bridge cost [40,000] crowns.\n\nA [flood] came in 1940.",
            }
        ]
    }
    assert adopt(school, yaml.safe_dump(reply))[0] == 0
    _, data = made(school)
    [cloze] = data["activities"][:-2]
    assert cloze["evidence"] == ["The bridge cost 40,000 crowns.", "A flood came in 1940."]
    assert cloze["todo"] is True


def test_every_reply_makes_a_lesson_of_its_own(school: Path) -> None:
    names = ["bridge", "bridge-2", "bridge-3"]
    for name in names:
        assert adopt(school, YAML)[0] == 0
        assert (school / "lessons" / f"{name}.yaml").is_file()
    first, *others = (made(school, name)[1] for name in names)
    assert all(one == first for one in others)


def test_a_reply_may_be_piped_in(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(YAML.encode()), "utf-8"))
    assert run(school, "adopt", "bridge", "-")[0] == 0
    assert (school / "lessons" / "bridge.yaml").is_file()


def test_a_reply_that_is_not_there_is_told(school: Path) -> None:
    status, _, err = run(school, "adopt", "bridge", "nowhere.txt")
    assert status != 0
    assert "nowhere.txt can't be read" in err
    assert "Traceback" not in err


# --- what is asked for ---------------------------------------------------------------------------


def test_the_prompt_holds_the_article_by_paragraphs_and_a_form_that_can_be_read(
    school: Path,
) -> None:
    status, out, _ = run(school, "prompt", "bridge")
    assert status == 0
    for number, sentence in enumerate(
        ["In 1932 the town", "Ada Miller drew", "The bridge cost", "On May 5"], 1
    ):
        assert f"[{number}] {sentence}" in out
    [form] = re.findall(r"```yaml\n(.*?)```", out, flags=re.S)
    keys = set(re.findall(r"^\s+(?:- )?(\w+):", form, flags=re.M))
    assert {"activity", "ask", "choices", "answer", "evidence", "say", "correction", "date"} <= keys
    assert set(re.findall(r"activity: (\S+)", form)) == set(WANTED) <= set(kinds())
    assert not keys & {"todo", "points", "picture", "keep"}


def test_an_answer_in_the_form_of_the_prompt_is_let_in_whole(school: Path) -> None:
    quote = "On May 5, 1932, Ada Miller opened the bridge."
    forms: dict[str, tuple[str, list[dict[str, Any]]]] = {
        "multiple-choice": ("questions", [question()]),
        "true-false": ("statements", [{"say": "A flood came.", "answer": True, "evidence": "A flood came in 1940."}]),
        "short-answer": ("questions", [{"ask": "Why did the ferry stop?", "answer": "Nobody needed it.", "look_for": "a reason", "evidence": "because nobody needed it"}]),
        "ordering": ("events", [{"text": "It opened.", "date": "May 5, 1932", "evidence": quote}, {"text": "A flood came.", "date": "1940", "evidence": "A flood came in 1940."}]),
        "timeline": ("events", [{"date": "May 5, 1932", "text": "It opened.", "evidence": quote}, {"date": "1940", "text": "A flood came.", "evidence": "A flood came in 1940."}]),
        "cause-and-effect": ("links", [{"cause": "Nobody needed it.", "effect": "The ferry stopped.", "evidence": "because nobody needed it"}]),
    }  # fmt: skip
    assert set(forms) == set(WANTED)
    reply = {
        "vocabulary": GOOD["vocabulary"],
        "activities": [{"activity": k, key: v} for k, (key, v) in forms.items()],
    }
    status, out, err = adopt(school, yaml.safe_dump(reply, sort_keys=False))
    assert (status, err) == (0, ""), out
    _, data = made(school)
    assert len(list(things(data))) == 1 + sum(len(listed) for _, listed in forms.values())
    assert run(school, "build", "bridge", "--format", "pdf", "--document", "worksheet")[0] == 0
