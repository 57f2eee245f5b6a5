"""Saved web pages: the article in one, without the menus and marks around it.

What a page says of itself rules: `article`, `main`, `itemprop=articleBody`. Where it says nothing, readability finds
the text that stands together.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, unquote_to_bytes, urljoin

from lxml import etree, html

from lessonpress.importing.extra import needed
from lessonpress.importing.found import Element, Found, Origin, Unreadable

#: Where an article is, said by the page itself; the first that holds most of the page's paragraphs counts.
_ARTICLES = (
    "//*[@itemprop='articleBody']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' mw-parser-output ')]",
    "//article",
    "//main | //*[@role='main']",
)
#: So much of a page's text in paragraphs stands in its article, at least.
_MOST_OF_IT = 0.5
#: What is called like furniture and holds more of it than this is none.
_A_SIDE = 0.3
#: A menu has so many links at least, of so many letters on average, and they are so much of its text.
_FEWEST_LINKS, _SHORT_LINK, _NOTHING_BUT_LINKS = 3, 30, 0.85
_NEVER_SEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "link",
    "meta",
)
_FURNITURE = ("nav", "aside", "form", "button", "input", "select", "dialog", "footer")
_ROLES = (
    "navigation",
    "search",
    "banner",
    "contentinfo",
    "complementary",
    "dialog",
    "menu",
    "toolbar",
)
# Classes of MediaWiki and of the commonest other systems.
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:noprint|navbox\S*|mw-editsection\S*|toc|toc-\S+|hatnote|sidebar|infobox\S*|vector-\S+|catlinks|printfooter"
    r"|metadata|ambox|mbox-small|reflist|references|mw-references\S*|mw-empty-elt|authority-control|breadcrumbs?|share|sharing"
    r"|social|related|newsletter|cookies?|comments?|advert\S*|promo|paywall|skip-link|screen-reader-text|sr-only"
    r"|visually-hidden|print-only|byline-share)(?=$|\s)",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d+|nb \d+|citation needed|zdroj\?)\]|[†‡*]")
# Sections at an article's end that are about it, not of it.
_APPENDIX = re.compile(
    r"(?:references|notes|footnotes|citations|see also|external links|further reading|bibliography|sources|reference|poznámky"
    r"|odkazy|související články|externí odkazy|literatura|zdroje|einzelnachweise|weblinks|siehe auch|literatur|anmerkungen"
    r"|notes et références|voir aussi|liens externes|bibliographie|referencias|véase también|enlaces externos|bibliografía"
    r"|přečtěte si také|related articles|read more|more on this story|comments)",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    *_HEADINGS,
    "p",
    "li",
    "td",
    "th",
    "caption",
    "figcaption",
    "dt",
    "dd",
    "pre",
    "blockquote",
    "div",
    "section",
    "span",
    "a",
    *_FURNITURE,
    "header",
    "main",
    "article",
    "address",
    "label",
}
_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)")
_WIKIPEDIAS = re.compile(r"Creative_Commons_Attribution-ShareAlike_(\d\.\d)")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_page(data: bytes, beside: Mapping[str, bytes] | None = None) -> Found:
    """The article in a page, in bytes as it was saved; `beside` gives the files that were saved along, by their
    paths. Raises Unreadable."""
    root = _parse(data)
    origin = _origin(root)
    body = root.find("body")
    if body is None:
        raise Unreadable("There is no text in this page.", "Save it once more, as a whole page.")
    every = list(_said(body))
    for element in [
        *body.iter(*_NEVER_SEEN),
        *body.iter(etree.Comment, etree.ProcessingInstruction),
    ]:
        _drop(element)
    for hidden in body.xpath(
        "//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]"
    ):
        if not hidden.xpath(".//p"):
            _drop(hidden)
    article = _article(body)
    if article is None:
        article = _readable(root)
    _clean(article)
    title = _title_above(root, article)
    if title is not None:
        article.insert(0, title)
    pictures = dict(_pictures(article, {} if beside is None else beside, origin.address))
    kept = " ".join(_said(article))
    left = tuple(dict.fromkeys(one for one in every if one not in kept))
    return Found(article, origin, pictures, left=left)


def _parse(data: bytes) -> Element:
    found = _CHARSET.search(data[:4096])
    said = found[1].decode("ascii") if found else "cp1252"
    for encoding in ("utf-8-sig", said, "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        return html.document_fromstring(text.replace("\0", "").encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        hint = "Save it once more, as a whole page."
        raise Unreadable("There is no text in this page.", hint) from error


def _said(element: Element) -> Iterator[str]:
    """What stands in each block of its own, as it is compared."""
    for one in element.iter():
        if not isinstance(one.tag, str) or one.tag in _NEVER_SEEN or one.tag not in _BLOCKS:
            continue
        if any(
            isinstance(inner.tag, str) and inner.tag in _BLOCKS for inner in one.iterdescendants()
        ):
            own = " ".join(((one.text or ""), *((child.tail or "") for child in one)))
        else:
            own = "".join(one.itertext())
        if words := " ".join(own.split()):
            yield words


def _length(element: Element) -> int:
    return sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p"))


def _article(body: Element) -> Element | None:
    whole = _length(body)
    for path in _ARTICLES:
        found = [one for one in body.xpath(path) if _length(one) >= max(1, whole * _MOST_OF_IT)]
        if found:
            return max(found, key=_length)
    return None


def _readable(root: Element) -> Element:
    """What holds all paragraphs that readability takes for the article's; of the page itself, since readability
    leaves out lists and tables."""
    body = root.find("body")
    readability = needed("readability", "web pages")
    try:
        made = readability.Document(html.tostring(root, encoding="unicode")).summary(
            html_partial=True
        )
        found = html.fragment_fromstring(made, create_parent="body")
    except Exception:  # what it raises for pages without text isn't said
        return body
    texts = {" ".join("".join(one.itertext()).split()) for one in found.iter("p")} - {""}
    own = [one for one in body.iter("p") if " ".join("".join(one.itertext()).split()) in texts]
    if not own:
        return body
    around = set(own[0].iterancestors())
    for one in own[1:]:
        around &= set(one.iterancestors())
    return max(around, key=lambda one: len(list(one.iterancestors())))


def _clean(article: Element) -> None:
    whole = _length(article)
    for element in list(article.iter(*_FURNITURE)):
        if _length(element) <= whole * _A_SIDE:
            _drop(element)
    for element in list(article.iter()):
        if not isinstance(element.tag, str) or element is article:
            continue
        named = f"{element.get('class', '')} {element.get('id', '')}"
        header = element.tag == "header" and not element.xpath(".//h1")
        named_so = header or element.get("role") in _ROLES or _CLASSES.search(named)
        if named_so and _length(element) <= whole * _A_SIDE:
            _drop(element)
    for menu in list(article.iter("ul", "ol", "div", "p", "table")):
        if menu.getparent() is not None and menu is not article and _is_menu(menu):
            _drop(menu)
    for mark in list(article.iter("sup", "a")):
        words = "".join(mark.itertext()).strip()
        leads_down = (
            mark.get("href", "").startswith("#")
            or mark.xpath(".//a[starts-with(@href, '#')]")
            or "reference" in mark.get("class", "")
        )
        if words and leads_down and _MARK.fullmatch(words.replace("\u00a0", " ")):
            _drop(mark)
    _drop_appendix(article)


def _is_menu(element: Element) -> bool:
    """Whether it is nearly nothing but short links."""
    links = ["".join(one.itertext()).strip() for one in element.iter("a") if one.get("href")]
    if len(links) < _FEWEST_LINKS or element.find(".//img") is not None:
        return False
    linked, said = sum(map(len, links)), len("".join("".join(element.itertext()).split()))
    return said > 0 and linked >= said * _NOTHING_BUT_LINKS and linked / len(links) <= _SHORT_LINK


def _drop_appendix(article: Element) -> None:
    """Sections about the article, each up to the next heading of its level."""
    for heading in list(article.iter(*_HEADINGS)):
        if not _APPENDIX.fullmatch(" ".join("".join(heading.itertext()).split()).rstrip(":")):
            continue
        # MediaWiki wraps a heading into an element of its own.
        top = heading
        parent = top.getparent()
        while parent is not None and parent is not article and len(parent) == 1:
            top, parent = parent, parent.getparent()
        for after in list(top.itersiblings()):
            tag = (
                after.tag
                if after.tag in _HEADINGS
                else next((one.tag for one in after.iter(*_HEADINGS)), None)
            )
            if isinstance(tag, str) and tag in _HEADINGS and tag <= heading.tag:
                break
            _drop(after)
        _drop(top)


def _title_above(root: Element, article: Element) -> Element | None:
    """The page's heading where it stands outside of the article."""
    if article.find(".//h1") is not None:
        return None
    headings = [one for one in root.iter("h1") if "".join(one.itertext()).strip()]
    if len(headings) != 1:
        return None
    title = etree.Element("h1")
    title.text = " ".join("".join(headings[0].itertext()).split())
    return title


def _drop(element: Element) -> None:
    """Takes an element out, unless it is; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _pictures(
    article: Element, beside: Mapping[str, bytes], address: str
) -> Iterator[tuple[str, bytes]]:
    """The pictures that were saved along; those that weren't keep their address, for people to see."""
    for image in list(article.iter("img")):
        source = image.get("src") or image.get("data-src") or ""
        if source.startswith("data:"):
            head, _, coded = source.partition(",")
            try:
                data = (
                    base64.b64decode(coded) if head.endswith(";base64") else unquote_to_bytes(coded)
                )
            except (binascii.Error, ValueError):
                _drop(image)
                continue
            name = f"data-{len(data)}-{image.getroottree().getpath(image)}"
            image.set("src", name)
            yield name, data
            continue
        # In one file with the page a picture goes by its whole address, beside it by its path.
        path = unquote(source.partition("?")[0]).removeprefix("./")
        if (place := next((one for one in (source, path) if one in beside), None)) is not None:
            image.set("src", place)
            yield place, beside[place]
        elif address and source:
            image.set("src", urljoin(address, source))


def _licence(address: str) -> str:
    """A licence by its address, in Markdown: those of Creative Commons by their names."""
    address = f"https:{address}" if address.startswith("//") else address
    found = _CREATIVE_COMMONS.search(address)
    if found is None:
        found = _WIKIPEDIAS.search(address)
        if found is None:
            return address if address.startswith(("http://", "https://")) else ""
        address = f"https://creativecommons.org/licenses/by-sa/{found[1]}/"
        return f"[CC BY-SA {found[1]}]({address})"
    return f"[CC {found[1].upper()} {found[2]}]({address})"


def _origin(root: Element) -> Origin:
    def meta(*names: str) -> str:
        for name in names:
            for one in root.iter("meta"):
                if name in (
                    (one.get("property") or "").lower(),
                    (one.get("name") or "").lower(),
                    (one.get("itemprop") or "").lower(),
                ) and one.get("content"):
                    return " ".join(str(one.get("content")).split())
        return ""

    links = {(one.get("rel") or "").lower(): one.get("href") or "" for one in root.iter("link")}
    address = links.get("canonical") or meta("og:url")
    licences = [
        one.get("href") or ""
        for one in root.iter("a", "link")
        if "license" in (one.get("rel") or "").split()
    ]
    site = meta("og:site_name", "application-name")
    title = meta("og:title", "dc.title") or " ".join((root.findtext(".//title") or "").split())
    for end in (" - ", " | ", " – ", " — "):
        name, found, last = title.rpartition(end)
        if site:
            named = last.casefold() in (site.casefold(), site.casefold().split(" ")[0])
        else:  # what follows a dash may well be of the title
            named = end == " | " or last.startswith("Wikip")
        if found and named:
            title, site = name, site or last
            break
    author = meta("author", "article:author", "dc.creator")
    return Origin(
        title=title,
        author="" if author.startswith("http") else author,
        site=site,
        published=meta("article:published_time", "date", "dc.date", "datepublished")[:10],
        address=address if address.startswith(("http://", "https://")) else "",
        licence=_licence(next(filter(None, licences), "")) or meta("dc.rights", "copyright"),
        language=(
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        ).strip(),
    )
