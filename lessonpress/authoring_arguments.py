"""The arguments of the commands that begin a lesson; like `arguments`, it imports nothing that takes time."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from lessonpress.arguments import Parser

if TYPE_CHECKING:
    from lessonpress.commands import Place

#: What the commands that begin a lesson do, as `work` names it.
AUTHORING = frozenset({"make_lesson", "show_prompt", "adopt_reply"})


def add_new_lesson(lesson: argparse.ArgumentParser) -> None:
    """The arguments of `new lesson`."""
    _add_event(lesson, optional=True)
    lesson.add_argument(
        "--model",
        metavar="URL",
        help="have a model on this computer draft it, over an interface like OpenAI's, such as "
        "http://localhost:8080/v1",
    )
    lesson.add_argument(
        "--model-name", metavar="NAME", default="", help="which model of the server"
    )
    lesson.add_argument(
        "--model-elsewhere",
        action="store_true",
        help="the model may be on another computer: the article goes there",
    )
    lesson.set_defaults(work="make_lesson", parser=lesson)


def add_drafts(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """The commands `prompt` and `adopt`."""
    prompt = commands.add_parser(
        "prompt",
        help="print what to ask a chat model for a lesson on an event",
        parents=parents,
        allow_abbrev=False,
    )
    _add_event(prompt)
    prompt.set_defaults(work="show_prompt", parser=prompt)
    adopt = commands.add_parser(
        "adopt",
        help="make a lesson of a chat model's reply: only what quotes the event word for word",
        parents=parents,
        allow_abbrev=False,
    )
    _add_event(adopt)
    adopt.add_argument(
        "reply", metavar="REPLY", help="the reply as a text file; - for what is piped in"
    )
    adopt.set_defaults(work="adopt_reply", parser=adopt)


def _add_event(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    parser.add_argument(
        "event",
        nargs="?" if optional else None,
        metavar="EVENT",
        help="the event's name, or its file in lessons/events/",
    )


def begin_lesson(asked: argparse.Namespace, place: Place) -> int:
    """Does what one of them asks for, and returns the exit status."""
    from lessonpress import authoring_commands as commands

    if asked.work == "show_prompt":
        return commands.show_prompt(place, asked.event)
    if asked.work == "adopt_reply":
        return commands.adopt_reply(place, asked.event, asked.reply)
    if asked.model is None:
        if asked.model_name or asked.model_elsewhere:
            asked.parser.error(
                "--model-name and --model-elsewhere say more of --model, which is missing."
            )
        return commands.make_lesson(place, asked.event)
    from lessonpress.drafting.model import Model

    model = Model(asked.model, asked.model_name, asked.model_elsewhere)
    return commands.make_lesson(place, asked.event, model)
