"""The theme as CSS: sizes follow the reader's own, so that text can be enlarged and reflows."""

from __future__ import annotations

from lessonpress.document.blocks import Stage
from lessonpress.layout.theme import BoxLook, StyleName, TextStyle, Theme

# Which elements have which of the theme's styles; what isn't here has that of running text.
_SELECTORS: dict[StyleName, str] = {
    "title": "h1",
    "heading2": "h2",
    "heading3": "h3",
    "heading4": "h4, h5, h6",
    "lead": "p.lead",
    "dateline": "p.dateline",
    "instructions": "p.instructions",
    "note": "p.note",
    "gloss": "p.gloss",
    "credits": "p.credits",
    "answer": "p.answer",
    "evidence": "p.evidence",
    "quote": "p.quote",
    "attribution": "p.attribution",
    "verse": "p.verse",
    "bank": "p.bank",
    "cloze": "p.cloze",
    "caption": "caption, figcaption",
    "credit": ".credit",
    "card": "p.card",
    "poster": "p.poster",
    "prompt": "p.prompt",
    "choice": ".choices li",
    "cell": "td",
    "cell-head": "th",
    "small-cell": "table.small td",
    "small-cell-head": "table.small th",
    "field": ".fields label",
    "footer": "body > footer, body > header",
}
# A poster's word is as large as its card on paper; on a screen as large as a title.
_LARGEST = 3.0  # rem
# What a reader's own size is meant for: running text of as many points.
_USUAL_SIZE = 12.0

_PLAIN = """\
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1.25rem 3rem; background: #fff; }
main { display: block; }
img { max-width: 100%; height: auto; }
p, ul, ol, blockquote, figure, pre { margin-top: 0; }
ul, ol { padding-inline-start: 1.6em; }
blockquote { margin-inline: 1.5em; }
.box > :first-child, .key > :first-child { margin-top: 0; }
.box > :last-child, .key > :last-child, li > p:last-child, td > p:last-child { margin-bottom: 0; }
ol.lettered { list-style-position: outside; }
ol.questions > li { margin-top: 1em; break-inside: avoid; }
ol.questions > li::marker { font-weight: bold; }
.choices { list-style-position: outside; }
.choices.across { display: flex; flex-wrap: wrap; gap: .25em 2em; padding: 0; list-style: none; }
label { cursor: pointer; }
input[type=radio], input[type=checkbox] { width: 1.15em; height: 1.15em; margin: 0; vertical-align: -.2em; }
input[type=text], textarea { font: inherit; color: inherit; background: transparent; border: 0; }
input[type=text] { border-bottom: 1px solid RULE; max-width: 100%; padding: 0 .2em; }
textarea { display: block; width: 100%; resize: vertical; border: 1px solid RULE; padding: .3em .5em; margin: .3em 0 .6em; line-height: 1.6; }
textarea.half-page { height: HALFpt; }
textarea.grid { background-image: linear-gradient(RULE 1px, transparent 1px), linear-gradient(90deg, RULE 1px, transparent 1px); background-size: 5mm 5mm; line-height: 5mm; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
:focus-visible { outline: 3px solid LINK; outline-offset: 2px; }
a { color: LINK; }
.fields { display: flex; flex-wrap: wrap; gap: .5em 1.5em; margin-bottom: 1.2em; }
.fields label { display: flex; flex: 1 1 8em; gap: .4em; align-items: baseline; }
.fields input { flex: 1; min-width: 4em; }
.table { overflow-x: auto; margin: .5em 0 1.2em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3em .5em; border-bottom: 1px solid RULE; }
thead th { border-bottom-width: 2px; }
table.all th, table.all td, table.venn td { border: 1px solid RULE; }
table.cut td { border: 1px dashed RULE; text-align: center; vertical-align: middle; padding: 1em; }
td textarea, td input[type=text] { width: 100%; margin: 0; }
table.squares { width: auto; }
table.squares td { width: 2.2em; height: 2.2em; padding: 0; text-align: center; vertical-align: middle; border: 1px solid RULE; position: relative; }
table.squares td.void { border: 0; }
table.squares td.marked { border: 3px solid INK; background: #e0e0e0; }
table.squares .label { position: absolute; top: 0; inset-inline-start: .15em; font-size: .6em; }
table.squares input[type=text] { border: 0; text-align: center; text-transform: uppercase; padding: 0; }
table.timeline td:first-child { border-inline-end: 3px solid INK; }
td.center, th.center { text-align: center; }
td.right, th.right { text-align: end; }
caption { text-align: start; padding-bottom: .4em; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
figure { margin: 0 0 1em; }
figure.left { float: inline-start; max-width: 50%; margin-inline-end: 1.2em; }
figure.right { float: inline-end; max-width: 50%; margin-inline-start: 1.2em; }
p.gloss { float: inline-end; clear: inline-end; width: 13em; max-width: 45%; margin-inline-start: 1.2em; border-inline-start: 2px solid RULE; padding-inline-start: .6em; }
h1, h2, h3, .page-break, section { clear: both; }
.side-by-side { display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start; }
.side-by-side.apart { gap: 1em 4em; }
.side-by-side figure, .side-by-side > div { flex: 1 1 12em; }
.verse .line { display: block; padding-inline-start: 1.5em; text-indent: -1.5em; }
.number { color: MUTED; font-size: .8em; font-variant-numeric: tabular-nums; }
p.counted { position: relative; padding-inline-start: 2.4em; }
.line-number { position: absolute; inset-inline-start: 0; color: MUTED; font-size: .8em; font-weight: normal; font-style: normal; }
p > .number:first-child { display: inline-block; min-width: 1.6em; }
.worth { float: inline-end; margin-inline-start: 1.5em; font-size: .9em; white-space: nowrap; }
.key { border-inline-start: 3px solid RULE; padding-inline-start: .8em; }
b.filled { border-bottom: 1px solid RULE; padding: 0 .3em; }
.contents { list-style: none; padding: 0; }
.contents .level-2 { padding-inline-start: 1.5em; }
.contents .level-3 { padding-inline-start: 3em; }
body > header { display: flex; gap: .6em; align-items: center; }
body > header img { max-height: 3.5em; }
body > footer { margin-top: 3em; border-top: 1px solid RULE; padding-top: .6em; }
@media print {
  @page { size: WIDTHpt HEIGHTpt; margin: TOPpt RIGHTpt BOTTOMpt LEFTpt; }
  html { font-size: SIZEpt; }
  body { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6, p.instructions, .prompt { break-after: avoid; }
  textarea { break-inside: avoid; }
  textarea.space { height: auto; line-height: PITCHpt; }
  textarea.half-page { height: HALFpt; }
  textarea:not(.space) { border: 0; background: repeating-linear-gradient(transparent, transparent calc(PITCHpt - 1px), RULE calc(PITCHpt - 1px), RULE PITCHpt); line-height: PITCHpt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page-break, section { break-before: page; }
  section > section:first-child, body > main > section:first-child { break-before: auto; }
  table, figure, .box { break-inside: avoid; }
}
"""


def style_sheet(theme: Theme, stage: Stage, more: str = "") -> str:
    """What the elements of `body` look like in this theme, for readers of that stage; `more` are rules that come
    behind all others."""
    body = theme.styles["body"]
    rules = [_typeset("body", body, body, theme)]
    rules += [
        _typeset(selector, theme.styles[name], body, theme) for name, selector in _SELECTORS.items()
    ]
    rules += [_box(name, look) for name, look in theme.boxes.items()]
    if theme.accommodation:
        rules += _accommodated(theme)
    paper = theme.paper
    values = {
        "RULE": theme.rule_colour,
        "LINK": theme.link_colour,
        "INK": body.colour,
        "MUTED": theme.styles["note"].colour,
        "WIDTH": f"{paper.width:g}",
        "HEIGHT": f"{paper.height:g}",
        "TOP": f"{paper.top:g}",
        "RIGHT": f"{paper.right - paper.spare:g}",
        "BOTTOM": f"{paper.bottom:g}",
        "LEFT": f"{paper.left:g}",
        "SIZE": f"{body.size:g}",
        "HALF": f"{theme.paper.depth / 2:g}",
        "PITCH": f"{theme.ruled_pitch[stage]:g}",
    }
    plain = _PLAIN
    for name, value in values.items():
        plain = plain.replace(name, value)
    return "\n" + plain + "\n".join(rules) + "\n" + more


def _typeset(selector: str, style: TextStyle, body: TextStyle, theme: Theme) -> str:
    family = ", ".join(f'"{name}"' for name in _families(style, theme))
    said = {
        "font-family": f"{family}, {'serif' if _has_serifs(style) else 'sans-serif'}",
        "font-size": f"{min(style.size / body.size, _LARGEST):.3g}rem",
        "line-height": f"{style.leading / style.size:.3g}",
        "color": style.colour,
        "font-weight": "bold" if style.bold else "normal",
        "font-style": "italic" if style.italic else "normal",
        "margin-bottom": f"{style.after / style.size:.2g}em",
    }
    if style.before:
        said["margin-top"] = f"{style.before / style.size:.2g}em"
    if style.align != "left":
        said["text-align"] = "end" if style.align == "right" else style.align
    if style.tracking:
        said["letter-spacing"] = f"{style.tracking / style.size:.2g}em"
    if style.word_spacing:
        said["word-spacing"] = f"{style.word_spacing / style.size:.2g}em"
    if style.uppercase:
        said["text-transform"] = "uppercase"
    return _rule(selector, said)


def _accommodated(theme: Theme) -> list[str]:
    """What an accommodation asks for besides its styles: on a screen, too, text is larger than the reader's own
    by as much as it is on paper."""
    body = theme.styles["body"]
    rules = [f"@media screen {{ html {{ font-size: {body.size / _USUAL_SIZE:.0%}; }} }}"]
    if body.emphasis == "bold":
        rules.append(_rule("em", {"font-style": "normal", "font-weight": "bold"}))
    if theme.links == "bold":
        rules.append(_rule("a", {"font-weight": "bold", "text-decoration": "none"}))
    if theme.ground:
        rules.append(_rule("body", {"background": theme.ground}))
    return rules


def _families(style: TextStyle, theme: Theme) -> list[str]:
    names = [style.font, *theme.fallbacks]
    stand_in = theme.stand_ins.get(style.font)
    return list(dict.fromkeys([names[0], *([stand_in] if stand_in else []), *names[1:]]))


def _has_serifs(style: TextStyle) -> bool:
    return "Sans" not in style.font and "Hyperlegible" not in style.font


def _box(name: str, look: BoxLook) -> str:
    said = {
        "margin": f"{look.before:g}pt 0 {look.after:g}pt",
        "padding": f"{look.padding:g}pt",
    }
    if look.fill:
        said["background"] = look.fill
    line = f"{look.border_width:g}pt solid {look.border_colour}"
    sides = {
        "left": ("border-inline-start",),
        "top": ("border-top",),
        "top-bottom": ("border-top", "border-bottom"),
        "all": ("border",),
    }
    for side in sides.get(look.border, ()):
        said[side] = line
    return _rule(f".box.{name}", said)


def _rule(selector: str, said: dict[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'{name}: {value};' for name, value in said.items())} }}"
