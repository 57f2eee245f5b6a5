"""From the `layout.yaml` files along a chain of layouts to one theme for each document.

The first file in the chain has the first word: what it leaves out comes from those after it. Each
file has been checked by itself; here is checked what only shows in all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lessonpress.document.blocks import Stage
from lessonpress.layout.columns import set_columns, split
from lessonpress.layout.enlarging import accommodated, shortened_lines
from lessonpress.layout.fonts import UnknownFamily, family_files
from lessonpress.layout.measures import (
    DARKEST_TINT,
    LEAST_CONTRAST,
    contrast,
    luminance,
    sheet_size,
)
from lessonpress.layout.theme import (
    BOX_NAMES,
    STYLE_NAMES,
    BoxLook,
    Paper,
    StyleName,
    TextStyle,
    Theme,
)
from lessonpress.layout.theme_file import LayerKeys, LayoutKeys, Look, layer_of, look_of
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.accommodations import Part
from lessonpress.registry.kinds import KINDS
from lessonpress.spelling import advise
from lessonpress.yamlfile import YamlFile

Path = tuple[str, ...]

#: What holds where no layout in the chain says otherwise; `fonts: body` alone must be said.
GROUND: Look = {
    "paper": "A4",
    "margins": dict.fromkeys(("top", "right", "bottom", "left"), 56.7),
    "colours": {
        **dict.fromkeys(("ink", "accent", "link"), "#000000"),
        "muted": "#555555",
        "rule": "#6e6e6e",
        "tint": "#f2f2f2",
    },
    "styles": {
        "body": {"font": "body", "size": 11.0, "leading": 1.4, "colour": "ink"},
        **{
            name: {"font": "heading", "hyphenate": False, "keep_with_next": True}
            for name in ("title", "heading2", "heading3", "heading4")
        },
    },
    "lines": {"primary": 34.0, "secondary": 25.5},
    "links": "underline",
    "small": 0.9,
    "rule_width": 0.6,
    "list_indent": 18.0,
    "table_padding": 4.0,
}

#: Less than this much room for text, in points (about 7 cm), and the margins are a slip.
_LEAST_ROOM = 190.0
#: The share of the margins at the head and foot of any paper, which hold a line of small print.
_LEAST_AT_THE_EDGE = 0.7
_WHITE = "#ffffff"
#: Styles that never stand in a box.
_UNBOXED = frozenset({"title", "dateline", "lead", "field", "footer"})


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """One checked `layout.yaml`."""

    source: YamlFile
    keys: LayoutKeys
    look: Look = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "look", look_of(self.keys))


@dataclass(frozen=True, slots=True)
class LayerFile:
    """One checked file of an accommodation."""

    source: YamlFile
    keys: LayerKeys
    look: Look = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "look", layer_of(self.keys))


def unknown_documents(file: LayoutFile | LayerFile, known: Sequence[str]) -> Iterator[Problem]:
    """A problem for each key under `documents` that there is no document of: a slip."""
    for document in file.keys.documents or {}:
        if document not in known:
            message = f"There is no document `{document}`."
            where = file.source.locate_key(("documents", document))
            yield Problem(message, where, advise(document, known), code="unknown-key")


def make_theme(
    name: str,
    files: Sequence[LayoutFile],
    document: str,
    paper: str | None = None,
    stage: Stage = "secondary",
    layers: Sequence[LayerFile] = (),
    asked: Part | None = None,
    country_paper: str | None = None,
) -> Theme:
    """The theme of one document of the layout called `name`, for pupils of that stage.

    `files` go from the layout itself to the one that it rests on; `paper` (one of
    measures.PAPERS) comes before what they say, `country_paper` behind it. What `layers` say, those of the
    accommodation that is `asked` for, comes before all that files say, of one document or of all. Raises ProblemError with everything that is wrong.
    """
    cascade = _Cascade(files, document, layers)
    look = cascade.look
    for_teachers = document in KINDS and KINDS[document].for_teachers
    families = look.get("fonts", {})
    if "body" not in families:
        location = Location(files[0].source.path)
        hint = "Name a family: `fonts: {body: Spectral}`."
        raise ProblemError([Problem("No font is named.", location, hint, code="no-font")])
    body_family = families["body"]
    fonts = {"body": body_family, "heading": families.get("heading", body_family)}
    if stage == "primary" and not for_teachers:
        fonts |= {key: families["primary"] for key in fonts if cascade.primary_font_rules(key)}
    colours = look["colours"]
    theme = Theme(
        name=name,
        paper=_make_paper(paper or cascade.paper(country_paper), cascade),
        styles={style: _make_style(style, look["styles"], fonts, colours) for style in STYLE_NAMES},
        boxes={box: _make_box(look.get("boxes", {}).get(box, {}), colours) for box in BOX_NAMES},
        # What a layout has for other scripts serves those with accommodations, too.
        fallbacks=tuple(dict.fromkeys((*families.get("fallbacks", ()), *cascade.plain_fallbacks))),
        stand_ins=dict(families.get("stand_ins", {})),
        ruled_pitch=dict(look["lines"]),
        accent=colours["accent"],
        link_colour=colours["link"],
        links=look["links"],
        # Young readers need all of it large.
        small=1.0 if stage == "primary" and not for_teachers else look["small"],
        rule_colour=colours["rule"],
        rule_width=look["rule_width"],
        list_indent=look["list_indent"],
        table_padding=look["table_padding"],
    )
    problems = dict.fromkeys(_check(theme, cascade))
    if problems:
        raise ProblemError(problems)
    least = None if for_teachers else cascade.least_type(stage)
    if layers and asked is not None:
        size = asked.size or max(least or 0.0, theme.styles["body"].size)
        theme = accommodated(
            theme, asked.key, size, cascade.plain_lines, cascade.ground(asked.tint)
        )
        return theme if (most := cascade.longest_line) is None else shortened_lines(theme, most)
    if least is not None:
        theme = theme.grown(least)
    if (columns := look.get("columns")) is not None:
        return replace(theme, paper=split(theme.paper, columns))
    body = theme.styles["body"]
    return replace(theme, paper=set_columns(theme.paper, body, for_teachers=for_teachers))


def merge(upper: Mapping[str, Any], lower: Mapping[str, Any]) -> dict[str, Any]:
    """Both, one key after the other; where both say something, the upper has the word."""
    merged = dict(lower)
    for key, value in upper.items():
        below = merged.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        merged[key] = merge(value, below) if both else value  # type: ignore[arg-type]
    return merged


def find_size(files: Sequence[LayoutFile], document: str, style: StyleName) -> Location | None:
    """Where the nearest file says how large that style's type is in that document; None where none of
    them does."""
    cascade = _Cascade(files, document)
    paths: list[Path] = [("styles", style, "size"), ("type",), ("styles", "body", "size")]
    said = [(place, path) for path in paths if (place := cascade.nearest(path)) is not None]
    if not said:
        return None
    return cascade.locate(min(said, key=lambda one: one[0])[1])


class _Cascade:
    """What the files say together about one document, and where each thing is said."""

    def __init__(
        self, files: Sequence[LayoutFile], document: str, layers: Sequence[LayerFile] = ()
    ) -> None:
        self._files: tuple[LayoutFile | LayerFile, ...] = (*layers, *files)
        self._groups: list[Sequence[LayoutFile | LayerFile]] = [files]
        if layers:
            self._groups.insert(0, layers)
        self._document = document
        self._layers = layers
        self.look: Look = GROUND
        self.plain_lines: dict[Stage, float] = {}
        self.plain_fallbacks: Sequence[str] = ()
        for group in reversed(self._groups):
            # Of the layout, below all layers.
            self.plain_lines = dict(self.look["lines"])
            self.plain_fallbacks = self.look.get("fonts", {}).get("fallbacks", ())
            for file in reversed(group):
                look = {key: value for key, value in file.look.items() if key != "documents"}
                self.look = merge(look, self.look)
            # What is said of one document comes before what is said of all, in whatever file.
            for file in reversed(group):
                self.look = merge(file.look.get("documents", {}).get(document, {}), self.look)

    def nearest(self, path: Path) -> int | None:
        """The number of the file whose word counts: the first that says this of the document, or else
        the first that says it of all."""
        first = 0
        for group in self._groups:
            for way in (("documents", self._document, *path), path):
                for number, file in enumerate(group, first):
                    if _has(file.look, way):
                        return number
            first += len(group)
        return None

    @property
    def longest_line(self) -> int | None:
        """How many letters a line has at the most, where an accommodation says so."""
        return next((one.keys.line for one in self._layers if one.keys.line), None)

    def ground(self, tint: str | None) -> str | None:
        """The colour of the paper called so."""
        said = (one.keys.grounds or {} for one in self._layers)
        return next((grounds[tint] for grounds in said if tint in grounds), None)

    def primary_font_rules(self, key: str) -> bool:
        """Whether the younger pupils' font takes the place of the one called `key`: one that a nearer
        file names stays."""
        return self._rules(("fonts", "primary"), ("fonts", key))

    def least_type(self, stage: Stage) -> float | None:
        """The least size of running text for that stage, in points; None where no file says any, or a
        nearer one says what size running text has."""
        rules = self._rules(("type", stage), ("styles", "body", "size"))
        return float(self.look["type"][stage]) if rules else None

    def _rules(self, path: Path, over: Path) -> bool:
        place, other = self.nearest(path), self.nearest(over)
        return place is not None and (other is None or place <= other)

    def paper(self, country_paper: str | None) -> str:
        """The paper that the nearest file says or, where none does, the country's, or else the usual one."""
        said = self.nearest(("paper",)) is not None
        return str(self.look["paper"] if said else country_paper or GROUND["paper"])

    def margin_paper(self, side: str) -> str:
        """The paper that a margin is meant for: the one that the layout which says it has."""
        said = self.nearest(("margins", side)) or 0
        for file in self._files[said:]:
            own = file.look.get("documents", {}).get(self._document, {})
            if (name := own.get("paper") or file.look.get("paper")) is not None:
                return str(name)
        return str(GROUND["paper"])

    def locate(self, *paths: Path) -> Location:
        """Where the first of the paths that any file has is said."""
        for path in paths:
            if (number := self.nearest(path)) is not None:
                file, own = self._files[number], ("documents", self._document, *path)
                return file.source.locate(own if _has(file.look, own) else path)
        return Location(self._files[0].source.path)


def _has(look: Look, path: Path) -> bool:
    value: Any = look
    for step in path:
        if not isinstance(value, Mapping) or step not in value:
            return False
        value = value[step]
    return True


def _make_paper(name: str, cascade: _Cascade) -> Paper:
    """The paper with its margins, which are narrower in proportion where it is narrower than the one
    that they are meant for."""
    width, height = sheet_size(name)

    def fitted(side: str, least: float) -> float:
        meant = sheet_size(cascade.margin_paper(side))[0]
        margin: float = cascade.look["margins"][side]
        return margin if width >= meant else margin * max(width / meant, least)

    edge = _LEAST_AT_THE_EDGE
    return Paper(
        name,
        width,
        height,
        top=fitted("top", edge),
        right=fitted("right", 0.0),
        bottom=fitted("bottom", edge),
        left=fitted("left", 0.0),
    )


def _make_style(
    name: StyleName,
    styles: Mapping[str, Mapping[str, Any]],
    fonts: Mapping[str, str],
    colours: Mapping[str, str],
) -> TextStyle:
    said = dict(merge(styles.get(name, {}), styles["body"]))
    font, size, leading = said.pop("font"), said.pop("size"), said.pop("leading")
    colour = said.pop("colour")
    return TextStyle(
        font=fonts.get(font, font),
        size=size,
        # theme_file gives a length as negative, and a factor of the size as it is.
        leading=-leading if leading < 0 else round(size * leading, 2),
        colour=colours.get(colour, colour),
        **said,
    )


def _make_box(said: Mapping[str, Any], colours: Mapping[str, str]) -> BoxLook:
    said = dict(said)
    fill = said.pop("fill", "none")
    colour = said.pop("border_colour", "rule")
    return BoxLook(
        fill=None if fill == "none" else colours.get(fill, fill),
        border_colour=colours.get(colour, colour),
        **said,
    )


# --- what shows only in the whole ------------------------------------------------------------------


def _check(theme: Theme, cascade: _Cascade) -> Iterator[Problem]:
    yield from _check_room(theme.paper, cascade)
    yield from _check_tints(theme, cascade)
    yield from _check_contrast(theme, cascade)
    yield from _check_families(theme, cascade)
    for name, style in theme.styles.items():
        if style.leading < style.size:
            message = f"The lines of `{name}` stand on each other."
            where = cascade.locate(("styles", name, "leading"), ("styles", "body", "leading"))
            yield Problem(
                message, where, f"Its size is {style.size:g} points.", code="wrong-leading"
            )


def _check_room(paper: Paper, cascade: _Cascade) -> Iterator[Problem]:
    sides = (("left", "right"), paper.measure, "wide"), (("top", "bottom"), paper.depth, "high")
    for names, room, word in sides:
        if room < _LEAST_ROOM:
            message = f"The margins leave {max(room, 0) / 72 * 2.54:.1f} cm of {paper.name}."
            hint = f"Text needs a space at least {_LEAST_ROOM / 72 * 2.54:.0f} cm {word}."
            where = cascade.locate(*(("margins", name) for name in names))
            yield Problem(message, where, hint, code="no-room")


def _check_tints(theme: Theme, cascade: _Cascade) -> Iterator[Problem]:
    for name, box in theme.boxes.items():
        if box.fill is not None and luminance(box.fill) < luminance(DARKEST_TINT):
            message = f"The box `{name}` is too dark: a photocopier makes it black."
            hint = f"Make it no darker than 12 % grey (`{DARKEST_TINT}`)."
            where = cascade.locate(("boxes", name, "fill"), ("colours", "tint"))
            yield Problem(message, where, hint, code="dark-tint")


def _check_contrast(theme: Theme, cascade: _Cascade) -> Iterator[Problem]:
    """One problem for each colour that is said to be too pale, with the styles that it sets."""
    fills = {box.fill for box in theme.boxes.values() if box.fill is not None}
    tints = sorted(fill for fill in fills if luminance(fill) >= luminance(DARKEST_TINT))
    pale: dict[tuple[Location, str, str], list[str]] = {}
    for name, style in theme.styles.items():
        grounds = [_WHITE] if name in _UNBOXED else [_WHITE, *tints]
        ground = min(grounds, key=lambda fill: contrast(style.colour, fill))
        if contrast(style.colour, ground) < LEAST_CONTRAST:
            where = cascade.locate(*_colour_paths(name, cascade.look))
            pale.setdefault((where, style.colour, ground), []).append(f"`{name}`")
    if contrast(theme.link_colour, _WHITE) < LEAST_CONTRAST:
        where = cascade.locate(("colours", "link"))
        pale.setdefault((where, theme.link_colour, _WHITE), []).append("links")
    for (where, colour, ground), names in pale.items():
        ratio = contrast(colour, ground)
        message = f"{colour} on {ground} has a contrast of {ratio:.1f}:1, too pale to read."
        hint = (
            f"WCAG 2.1 (1.4.3) asks for {LEAST_CONTRAST}:1. It is the colour of {', '.join(names)}."
        )
        yield Problem(message, where, hint, code="low-contrast")


def _colour_paths(style: str, look: Look) -> Iterable[Path]:
    """Where a style's colour may be said; first where a change mends most."""
    for name in (style, "body"):
        colour = look["styles"].get(name, {}).get("colour")
        if colour is not None:
            return (("colours", colour), ("styles", name, "colour"))
    return ()


def _check_families(theme: Theme, cascade: _Cascade) -> Iterator[Problem]:
    for family in theme.families:
        try:
            family_files(family)
        except UnknownFamily as error:
            named = [
                ("fonts", key)
                for key in ("body", "heading", "primary")
                if cascade.look["fonts"].get(key) == family
            ]
            styled = [
                ("styles", name, "font")
                for name, keys in cascade.look["styles"].items()
                if keys.get("font") == family
            ]
            where = cascade.locate(*named, *styled, ("fonts", "fallbacks"))
            yield Problem(str(error), where, error.hint, code="unknown-family")
