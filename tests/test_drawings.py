"""Drawings are written anew, with only what draws or describes, and drawn within bounds."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from resvg_py import svg_to_bytes
from sphinx_portfolio.files import bounded
from sphinx_portfolio.files.drawings import Drawing, TooComplicatedError, draw, read_drawing
from sphinx_portfolio.files.svg.names import BADGES, ELEMENTS, SVG, WORDED, XLINK

if TYPE_CHECKING:
    from pathlib import Path


def png(size: tuple[int, int] = (4, 4), colour: str = "red") -> str:
    """A picture in an address."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


PNG = png()


def svg(content: str = "", root: str = "") -> bytes:
    """A drawing of 40 by 30."""
    spaces = f'xmlns="{SVG}" xmlns:xlink="{XLINK}" xmlns:ev="http://www.w3.org/2001/xml-events"'
    size = "" if "width" in root else 'width="40" height="30"'
    return f"<svg {spaces} {size} {root}>{content}</svg>".encode()


def clean(data: bytes) -> Drawing:
    """Read a drawing, and see that the result is safe and would be left as it is."""
    drawing = read_drawing(data)
    again = read_drawing(drawing.content)
    assert again == Drawing(drawing.content, drawing.width, drawing.height, ())
    assert_safe(drawing.content)
    return drawing


#: Every address that may stay in a drawing, but for fonts.
OWN = re.compile(r"#|data:(?:image/(?:png|jpeg|gif|webp)|font/(?:woff2?|ttf|otf));base64,")


def assert_safe(content: bytes) -> None:
    """Say it in other words than the code that made it."""
    assert b"<!" not in content
    assert b"<?" not in content
    for element in ET.fromstring(content).iter():
        namespace, _, local = element.tag[1:].partition("}")
        assert namespace in BADGES or (namespace == SVG and local in ELEMENTS), element.tag
        for name, value in element.attrib.items():
            lower = name.rpartition("}")[2].lower()
            assert not lower.startswith("on"), name
            if lower in {"href", "src", "action", "data", "base"}:
                assert OWN.match(value), value
                continue
            if lower == "attributename":
                assert "href" not in value.lower()
                assert not value.lower().strip().startswith("on")
            if (
                namespace == SVG
                and lower not in WORDED
                and not lower.startswith(("data-", "aria-"))
            ):
                assert_no_address(value)
        if local == "style":
            assert_no_address(element.text or "")


def assert_no_address(text: str) -> None:
    plain = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda m: chr(min(int(m[1], 16), 0xFFFF)), text)
    plain = plain.replace("\\", "").lower()
    for found in re.finditer(r"(?<![\w-])(?:url|src|image-set|image)\s*\(\s*[\"']?([^)]*)", plain):
        assert OWN.match(found[1]), text
    assert not re.search(r"@import|expression\s*\(|-moz-binding|behavior\s*:", plain)


# -- what could act or fetch

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SCRIPT, ELSEWHERE = "a link that runs script", "an address outside the drawing"
#: What stands in a drawing, and the words about it.
HOSTILE = [
    # Elements.
    ("<script>alert(1)</script>", "the element <script>"),
    ("<script><![CDATA[alert(1)]]></script>", "the element <script>"),
    ('<script href="https://x.example/a.js"/>', "the element <script>"),
    ("<SCRIPT>alert(1)</SCRIPT>", "the element <script>"),
    (f'<s:script xmlns:s="{SVG}">alert(1)</s:script>', "the element <script>"),
    (
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        "the element <script>",
    ),
    ("<g><defs><symbol><script/></symbol></defs></g>", "the element <script>"),
    ("<metadata><script>alert(1)</script></metadata>", "the element <script>"),
    ("<title><script>alert(1)</script></title>", "the element <script>"),
    ("<style><script>alert(1)</script></style>", "the element <script>"),
    ("<text>a<script>alert(1)</script>b</text>", "the element <script>"),
    ('<handler ev:event="load">alert(1)</handler>', "the element <handler>"),
    ('<listener event="load" handler="#h"/>', "the element <listener>"),
    (f'<foreignObject><iframe {XHTML} src="x"/></foreignObject>', "the element <iframe>"),
    ('<foreignObject><iframe src="javascript:alert(1)"/></foreignObject>', "the element <iframe>"),
    (f"<foreignObject><body {XHTML}>Words</body></foreignObject>", "HTML in a <foreignObject>"),
    (
        f'<foreignObject><img {XHTML} src="x" onerror="alert(1)"/></foreignObject>',
        "the element <img>",
    ),
    (f'<desc><img {XHTML} src="x" onerror="alert(1)"/></desc>', "the element <img>"),
    (f"<div {XHTML}>Words</div>", "HTML"),
    ('<object data="x.swf"/>', "the element <object>"),
    ('<embed src="x.swf"/>', "the element <embed>"),
    (f'<g><video {XHTML} src="x" autoplay="autoplay"/></g>', "the element <video>"),
    ('<audio href="x.mp3"/>', "the element <audio>"),
    ("<canvas/>", "the element <canvas>"),
    (f'<link {XHTML} rel="stylesheet" href="https://x.example/a.css"/>', "the element <link>"),
    (f'<base {XHTML} href="https://x.example/"/>', "the element <base>"),
    (f'<meta {XHTML} http-equiv="refresh" content="0;url=x"/>', "the element <meta>"),
    ('<x:y xmlns:x="urn:nobody-knows"><x:z/></x:y>', "the element <y>"),
    ("<nonsense/>", "the element <nonsense>"),
    # Actions.
    ('<rect onclick="alert(1)"/>', "the action 'onclick'"),
    ('<rect OnClick="alert(1)"/>', "the action 'onclick'"),
    ('<rect ONMOUSEOVER="alert(1)"/>', "the action 'onmouseover'"),
    ('<rect onnobodyknows="alert(1)"/>', "the action 'onnobodyknows'"),
    ('<rect xlink:onload="alert(1)"/>', "the action 'onload'"),
    ('<image href="#a" onerror="alert(1)"/>', "the action 'onerror'"),
    ('<animate attributeName="x" onbegin="alert(1)"/>', "the action 'onbegin'"),
    ('<svg onload="alert(1)"/>', "the action 'onload'"),
    ('<rect on&#x63;lick="x"/>'.replace("&#x63;", "c"), "the action 'onclick'"),
    # Links.
    ('<a href="javascript:alert(1)"/>', SCRIPT),
    ('<a xlink:href="javascript:alert(1)"/>', SCRIPT),
    (f'<a xmlns:y="{XLINK}" y:href="JaVaScRiPt:alert(1)"/>', SCRIPT),
    ('<a href="  java&#10;script:alert(1)"/>', SCRIPT),
    ('<a href="java&#9;script&#13;:alert(1)"/>', SCRIPT),
    ('<a href="vbscript:x"/>', SCRIPT),
    ('<a href="data:text/html,&lt;script>alert(1)&lt;/script>"/>', SCRIPT),
    ('<a href="data:text/html;base64,PHNjcmlwdD4="/>', SCRIPT),
    ('<a href="data:application/xhtml+xml,x"/>', SCRIPT),
    ('<use href="javascript:alert(1)"/>', SCRIPT),
    ('<image src="javascript:alert(1)"/>', SCRIPT),
    # Pictures and parts from elsewhere.
    ('<image href="https://x.example/a.png"/>', ELSEWHERE),
    ('<image href="//x.example/a.png"/>', ELSEWHERE),
    ('<image href="file:///etc/passwd"/>', ELSEWHERE),
    ('<image href="../secret.png"/>', ELSEWHERE),
    ('<image href="\\\\x.example\\a.png"/>', ELSEWHERE),
    ('<image src="https://x.example/a.png"/>', ELSEWHERE),
    ('<image srcset="https://x.example/a.png 2x"/>', ELSEWHERE),
    ('<feImage xlink:href="https://x.example/a.svg#b"/>', ELSEWHERE),
    ('<use href="https://x.example/a.svg#b"/>', ELSEWHERE),
    ('<use xlink:href="a.svg#b"/>', ELSEWHERE),
    ('<textPath href="a.svg#b"/>', ELSEWHERE),
    ('<linearGradient href="a.svg#b"/>', ELSEWHERE),
    ('<pattern xlink:href="http://x.example/a.svg#b"/>', ELSEWHERE),
    ('<tref xlink:href="file:///etc/passwd#a"/>', ELSEWHERE),
    ('<mpath href="a.svg#b"/>', ELSEWHERE),
    ('<font-face-uri xlink:href="https://x.example/a.svg#b"/>', ELSEWHERE),
    ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "a drawing inside the drawing"),
    ('<image href="data:image/svg+xml,&lt;svg/>"/>', "a drawing inside the drawing"),
    ("<use href=\"data:image/svg+xml,&lt;svg id='a'/>#a\"/>", "a drawing inside the drawing"),
    ('<image href="data:image/png;base64,PHNjcmlwdD4="/>', "something inside the drawing"),
    ('<image href="data:image/png,&lt;svg/>"/>', "something inside the drawing"),
    ('<image href="data:image/png;base64,iVBORw0KGgo&lt;svg/>"/>', "something inside the drawing"),
    ('<image href="data:application/pdf;base64,JVBERi0="/>', "something inside the drawing"),
    (f'<use href="{PNG}"/>', "something inside the drawing"),
    # Animations.
    ('<a><set attributeName="href" to="javascript:alert(1)"/></a>', "an animation of"),
    ('<a><set attributeName="xlink:href" to="#a"/></a>', "an animation of"),
    ('<a><animate attributeName=" HREF " values="#;javascript:x"/></a>', "an animation of"),
    ('<set attributeName="onclick" to="alert(1)"/>', "an animation of"),
    ('<animate attributeName="style" to="fill:red"/>', "an animation of"),
    ('<animate attributeName="fill" to="url(https://x.example/a)"/>', ELSEWHERE),
    ('<animate attributeName="fill" values="red;url(//x.example)"/>', ELSEWHERE),
    ('<animate attributeName="x" values="0;javascript:alert(1)"/>', SCRIPT),
    # Styles: each is tried as `style`, as an attribute and in a sheet, too.
    ('<rect style="fill:url(https://x.example/a)"/>', ELSEWHERE),
    ('<rect fill="url(https://x.example/a#b)"/>', ELSEWHERE),
    ('<rect clip-path="url( //x.example/a#b )"/>', ELSEWHERE),
    ('<rect cursor="url(a.cur), auto"/>', ELSEWHERE),
    ("<style>@import url(https://x.example/a.css);</style>", "the style rule '@import'"),
    ("<style>@import 'https://x.example/a.css';</style>", "the style rule '@import'"),
    ("<style>@\\69mport 'a.css';</style>", "the style rule '@import'"),
    ("<style>@IMPORT/**/'a.css';</style>", "the style rule '@import'"),
    ("<style><![CDATA[@import 'a.css';]]></style>", "the style rule '@import'"),
    ("<style>@font-face{font-family:a;src:url(https://x.example/a.woff)}</style>", ELSEWHERE),
    ("<style>@font-face{font-family:a;src:url(data:font/woff;base64,AAAA)}</style>", "something"),
    ("<style>@media print{rect{fill:url(a.svg#b)}}</style>", ELSEWHERE),
    ("<style>@supports (fill:red){g{rect{fill:url(a.svg#b)}}}</style>", ELSEWHERE),
    ("<style>rect{--a:url(//x.example);fill:var(--a)}</style>", ELSEWHERE),
    ("<style>rect[id='a']{background:url(//x.example/?a)}</style>", ELSEWHERE),
    ("<style>@document url(http://x){a{b:c}}</style>", "the style rule '@document'"),
    ("<style>rect{-moz-binding:url(#x)}</style>", "the style property '-moz-binding'"),
    ("<style>rect{-m\\6fz-binding:none}</style>", "the style property '-moz-binding'"),
    ("<style>rect{behavior:url(#default#time2)}</style>", "the style property 'behavior'"),
    ("<style>rect{width:expression(alert(1))}</style>", "the style function 'expression()'"),
]


@pytest.mark.parametrize(("content", "words"), HOSTILE)
@pytest.mark.parametrize("place", ["{}", "<g>{}</g>", "<switch><defs><a>{}</a></defs></switch>"])
def test_what_could_act_or_fetch_is_taken_out_and_named(
    content: str, words: str, place: str
) -> None:
    drawing = clean(svg(place.format(content) + '<rect id="left" width="9" height="9"/>'))
    assert any(words in removed for removed in drawing.removed), drawing.removed
    assert b'id="left"' in drawing.content
    assert b"alert" not in drawing.content
    assert b"x.example" not in drawing.content


ADDRESSES = [
    "url(https://x.example/a)",
    "URL(https://x.example/a)",
    "url( https://x.example/a )",
    "url('https://x.example/a')",
    'url("//x.example/a")',
    r"\75rl(https://x.example/a)",
    r"u\72l(https://x.example/a)",
    r"\000075\000072\00006c(https://x.example/a)",
    r"\75 \72 \6c ('//x.example/a')",
    "/**/url(//x.example/a)",
    "url(#a) url(//x.example/a)",
    "none, url(\t//x.example/a\n)",
    r"url(\2f\2fx.example/a)",
    r"url(\23 a//x.example, url(//x.example/a))",
    "image-set('https://x.example/a' 1x)",
    "-webkit-image-set(url(//x.example/a) 1x)",
    "image('//x.example/a')",
    "src('//x.example/a')",
    "cross-fade(url(//x.example/a), red)",
    "element(#a)",
    "paint(a)",
    "attr(href url)",
    "expression(alert(1))",
    "var(--a, url(//x.example/a))",
    "rgb(url(//x.example/a))",
    "{url(//x.example/a)}",
    "[url(//x.example/a)]",
    "url(data:image/svg+xml,x)",
    "url(data:text/css,x)",
    "url(javascript:alert(1))",
    "url(//x.example/a",
    "url(//x.example a)",
    "'\n' url(//x.example/a)",
    "@import '//x.example/a'",
    r"\5 \1",
    r"'\1'",
    r"#url(\2f\2fx.example/a)",
]
PLACES = [
    "<rect fill={0}/>",
    "<g filter={0}/>",
    '<set attributeName="fill" to={0}/>',
    "<rect style={1}/>",
    "<style>rect{{{2}}}</style>",
    "<style>@media print{{rect{{{2}}}}}</style>",
    "<style>rect{{stroke:red;g{{{2}}}}}</style>",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", ADDRESSES)
def test_no_style_hides_an_address(value: str, place: str) -> None:
    declaration = f"stroke:red;fill:{value};opacity:1"
    content = place.format(
        quoteattr(value), quoteattr(declaration), declaration.replace("<", "&lt;")
    )
    drawing = clean(svg(content))
    # A browser ends a declaration where it cannot read it; then there is nothing to name.
    assert b"x.example" not in drawing.content.replace(b"'//x.example", b"'//x.example")
    assert b"alert" not in drawing.content


@pytest.mark.parametrize("content", [
    '<?xml-stylesheet type="text/css" href="https://x.example/a.css"?>',
    '<?xml-stylesheet type="text/xsl" href="#a"?>',
])  # fmt: skip
def test_a_style_sheet_outside_the_drawing_is_named(content: str) -> None:
    drawing = clean(content.encode() + svg())
    assert drawing.removed == ("a style sheet outside the drawing",)


def test_text_outside_the_drawing_is_not_read() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>")
    drawing = clean(bomb)
    assert b"root" not in drawing.content
    assert drawing.removed == ("text outside the drawing",)


def test_an_action_that_a_document_type_gives_is_taken_out() -> None:
    kind = b'<!DOCTYPE svg [<!ATTLIST rect onclick CDATA "alert(1)">]>'
    assert clean(kind + svg("<rect/>")).removed == ("the action 'onclick'",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252", "koi8-r"])
def test_nothing_hides_behind_an_encoding(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = head + svg("<script/><text>Ж</text>" if encoding == "koi8-r" else "<script/>").decode()
    drawing = clean(text.encode(encoding))
    assert drawing.removed == ("the element <script>",)
    assert ("Ж" in drawing.content.decode()) == (encoding == "koi8-r")


def test_text_stays_text() -> None:
    """What is escaped must not become an element on the way."""
    words = "&lt;script>alert(1)&lt;/script> &amp;amp; ]]&gt; &#60;b&#62; \"'"
    drawing = clean(
        svg(f"<title>{words}</title><text>{words}</text><text><![CDATA[<script/>]]></text>")
    )
    texts = [element.text for element in ET.fromstring(drawing.content)]
    plain = "<script>alert(1)</script> &amp; ]]> <b> \"'"
    assert texts == [plain, plain, "<script/>"]
    assert drawing.removed == ()


def test_a_style_cannot_end_itself() -> None:
    drawing = clean(svg("<style>rect::after{content:'&lt;/style>&lt;script>'}</style>"))
    assert b"</style><script" not in drawing.content
    assert "</style><script>" in (ET.fromstring(drawing.content)[0].text or "")


# -- whatever it is

NAMES = st.sampled_from([
    *sorted(ELEMENTS), "script", "foreignObject", "iframe", "SCRIPT", "metadata", "x:y", "o:assertion",
    "i:pgf", "h:div",
])  # fmt: skip
VALUES = st.one_of(
    st.sampled_from([*ADDRESSES, *(f"fill:{value}" for value in ADDRESSES), "#a", PNG, "1", "4e9"]),
    st.text(st.sampled_from("url(#)\\75/*'\";:{}@ \n-a&<>"), max_size=30),
    st.text(max_size=20),
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        [
            "href",
            "xlink:href",
            "src",
            "xml:base",
            "xml:space",
            "xml:lang",
            "style",
            "fill",
            "filter",
            "mask",
            "id",
            "class",
            "width",
            "viewBox",
            "onload",
            "onClick",
            "xlink:onload",
            "attributeName",
            "to",
            "values",
            "data-a",
            "DATA-b",
            "d",
            "transform",
            "numOctaves",
            "x:y",
            "i:on",
            "type",
            "in",
            "media",
            "unicode",
            "from",
            "begin",
        ]
    ),
    VALUES,
    max_size=4,
)
TREES = st.recursive(
    st.tuples(NAMES, ATTRIBUTES, st.lists(VALUES, max_size=1)),
    lambda children: st.tuples(
        NAMES, ATTRIBUTES, st.lists(st.one_of(VALUES, children), max_size=4)
    ),
    max_leaves=12,
)
Tree = tuple[str, dict[str, str], list[object]]
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(tree: object) -> str:
    if isinstance(tree, str):
        return NOT_XML.sub("", tree).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert isinstance(tree, tuple)
    name, attributes, content = tree
    pairs = "".join(
        f" {key}={quoteattr(NOT_XML.sub('', text))}" for key, text in attributes.items()
    )
    return f"<{name}{pairs}>{''.join(map(written, content))}</{name}>"


SPACES = (
    'xmlns:x="urn:x" xmlns:o="http://openbadges.org" xmlns:i="http://ns.adobe.com/x" '
    'xmlns:h="http://www.w3.org/1999/xhtml"'
)


@settings(deadline=None, max_examples=400)
@given(st.lists(TREES, max_size=4), ATTRIBUTES)
def test_any_drawing_becomes_a_safe_one(trees: list[Tree], root: dict[str, str]) -> None:
    pairs = "".join(f" {key}={quoteattr(NOT_XML.sub('', text))}" for key, text in root.items())
    content = "".join(map(written, trees))
    clean(f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {SPACES}{pairs}>{content}</svg>'.encode())


CSS = st.lists(
    st.sampled_from([*"url(#)\\75/*'\";:{}@ \n-a1.>,![]", *ADDRESSES, "@media ", "@import ", "--x:",
                     "src", "a{", "fill:", "@font-face{", "/*", "*/", "-->", "<!--", "é", "\x00"]), max_size=25
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=600)
@given(CSS)
def test_any_style_becomes_a_safe_one(css: str) -> None:
    css = css.replace("\x00", "")
    sheet = f"<style>{written(css)}</style>"
    clean(svg(f"{sheet}<rect style={quoteattr(css)} fill={quoteattr(css)}/>"))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_drawing(data)


WHOLE = svg('<style>rect{fill:url(#a)}</style><g><text>Words</text></g><image href="#x"/>')


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6)
)
def test_damage_is_cleaned_or_refused_but_never_trips(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(WHOLE)
    for position, value in changes:
        damaged[position] = value
    try:
        clean(bytes(damaged))
    except ValueError as error:
        assert str(error)  # noqa: PT017


# -- what programs write

INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="40mm" height="30mm" viewBox="0 0 40 30" version="1.1" id="svg1"
  inkscape:version="1.3" sodipodi:docname="plan.svg" inkscape:export-filename="/home/your name/a.png"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="{XLINK}"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="{SVG}"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="n" pagecolor="#ffffff" inkscape:zoom="0.7"><inkscape:grid id="g"/></sodipodi:namedview>
  <defs id="defs1"><linearGradient id="l" inkscape:collect="always"><stop style="stop-color:#f00;stop-opacity:1" offset="0"/>
  <stop style="stop-color:#00f" offset="1"/></linearGradient>
  <linearGradient xlink:href="#l" id="l2" x1="0" y1="0" x2="40" y2="30" gradientUnits="userSpaceOnUse"/>
  <filter style="color-interpolation-filters:sRGB" id="f"><feGaussianBlur stdDeviation="1"/></filter></defs>
  <metadata id="m"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
  <dc:source>https://x.example</dc:source></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" style="display:inline">
  <rect style="fill:url(#l2);fill-opacity:1;filter:url(#f)" id="r" width="30" height="20" x="5" y="5" ry="2"/>
  <path style="fill:none;stroke:#000000;stroke-width:0.5" d="m 1,1 c 3,4 5,6 30,20" id="p" inkscape:connector-curvature="0" sodipodi:nodetypes="cc"/>
  <text xml:space="preserve" style="font-size:4px;line-height:1.25;font-family:'DejaVu Sans';-inkscape-font-specification:'DejaVu Sans, Bold'" x="6" y="14" id="t"><tspan sodipodi:role="line" id="ts" x="6" y="14">Plan &amp; map</tspan></text>
  </g></svg>"""
ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
  <!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg version="1.1" id="Layer_1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;"
  x="0px" y="0px" width="40px" height="30px" viewBox="0 0 40 30" style="enable-background:new 0 0 40 30;" xml:space="preserve">
<style type="text/css"> .st0{fill:#E30613;} .st1{fill:url(#SVGID_1_);stroke:#000;stroke-miterlimit:10;} </style>
<switch><foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"><i:pgfRef xlink:href="#adobe_illustrator_pgf"></i:pgfRef></foreignObject>
<g i:extraneous="self"><linearGradient id="SVGID_1_" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="40" y2="0"><stop offset="0" style="stop-color:#FFF"/><stop offset="1" style="stop-color:#000"/></linearGradient>
<rect class="st0" width="20" height="20"/><path class="st1" d="M10,10h20v15H10V10z"/></g></switch>
<i:pgf id="adobe_illustrator_pgf"><![CDATA[ eJzsvQmP ]]></i:pgf></svg>"""
DRAWIO = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- Do not edit this file with editors other than draw.io -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="{SVG}" style="background: transparent; background-color: transparent; color-scheme: light dark;" xmlns:xlink="{XLINK}" version="1.1" width="121px" height="61px" viewBox="0 0 121 61" content="&lt;mxfile host=&quot;app.diagrams.net&quot;&gt;secret&lt;/mxfile&gt;">
<defs/><g><g data-cell-id="0"><g data-cell-id="2"><g><rect x="0" y="0" width="120" height="60" fill="#ffffff" stroke="#000000" pointer-events="all" style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212)); stroke: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));"/></g>
<g><g transform="translate(-0.5 -0.5)"><switch><foreignObject style="overflow: visible; text-align: left;" pointer-events="none" width="100%" height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div {XHTML} style="display: flex;"><div>Start</div></div></foreignObject>
<text x="60" y="34" fill="light-dark(#000000, #ffffff)" font-family="&quot;Helvetica&quot;" font-size="12px" text-anchor="middle">Start</text></switch></g></g></g></g></g>
<switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><a transform="translate(0,-5)" xlink:href="https://www.drawio.com/doc/faq/svg-export-text-problems" target="_blank"><text text-anchor="middle" font-size="10px" x="50%" y="100%">Text is not SVG - cannot display</text></a></switch></svg>"""
FIGMA = f"""<svg width="40" height="30" viewBox="0 0 40 30" fill="none" xmlns="{SVG}" xmlns:xlink="{XLINK}">
<g clip-path="url(#clip0_1_2)"><mask id="mask0_1_2" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="40" height="30"><rect width="40" height="30" fill="#D9D9D9"/></mask>
<g mask="url(#mask0_1_2)"><g filter="url(#filter0_d)"><rect x="4" y="4" width="20" height="20" rx="4" fill="url(#pattern0)" shape-rendering="crispEdges"/></g></g></g>
<defs><filter id="filter0_d" x="0" y="0" width="40" height="30" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/><feOffset dy="4"/><feBlend mode="normal" in2="BackgroundImageFix" result="e"/><feBlend mode="normal" in="SourceGraphic" in2="e" result="shape"/></filter>
<pattern id="pattern0" patternContentUnits="objectBoundingBox" width="1" height="1"><use xlink:href="#image0" transform="scale(0.25)"/></pattern>
<clipPath id="clip0_1_2"><rect width="40" height="30" fill="white"/></clipPath><image id="image0" width="4" height="4" preserveAspectRatio="none" xlink:href="{PNG}"/></defs></svg>"""
OFFICE = f"""<svg width="40" height="30" xmlns="{SVG}" xmlns:xlink="{XLINK}" xml:space="preserve" overflow="hidden">
<defs><clipPath id="clip0"><rect x="0" y="0" width="40" height="30"/></clipPath><radialGradient cx="20" cy="15" r="20" gradientUnits="userSpaceOnUse" id="fill1"><stop offset="0" stop-color="#4472C4"/><stop offset="1" stop-color="#ED7D31"/></radialGradient></defs>
<g clip-path="url(#clip0)" transform="translate(-1 -1)"><rect x="1" y="1" width="40" height="30" fill="#FFFFFF" fill-opacity="1"/><path d="M4 4 30 25" stroke="#4472C4" stroke-width="0.5" stroke-linejoin="round" stroke-miterlimit="10" fill="none" fill-rule="evenodd"/>
<rect x="5" y="5" width="9" height="9" fill="url(#fill1)" fill-rule="evenodd"/><text fill="#595959" fill-opacity="1" font-family="Calibri,Calibri_MSFontService,sans-serif" font-style="normal" font-variant="normal" font-weight="400" font-stretch="normal" font-size="6" text-anchor="start" direction="ltr" writing-mode="lr-tb" unicode-bidi="normal" text-decoration="none" transform="matrix(1 0 0 1 5 22)">Sales</text></g></svg>"""
MATPLOTLIB = f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="{XLINK}" width="46.08pt" height="34.56pt" viewBox="0 0 46.08 34.56" xmlns="{SVG}" version="1.1">
 <metadata><rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><dc:date>2026-01-01T00:00:00</dc:date><dc:creator><cc:Agent><dc:title>Matplotlib v3.9.0, https://matplotlib.org/</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF></metadata>
 <defs><style type="text/css">*{{stroke-linejoin: round; stroke-linecap: butt}}</style></defs>
 <g id="figure_1"><g id="patch_1"><path d="M 0 34.56 L 46.08 34.56 L 46.08 0 L 0 0 z" style="fill: #ffffff"/></g>
 <g id="PathCollection_1"><defs><path id="m4f" d="M 0 3 C 0.8 3 1.5 2.7 2 2 L -3 0 z" style="stroke: #1f77b4"/></defs>
 <g clip-path="url(#p8f)"><use xlink:href="#m4f" x="12" y="10" style="fill: #1f77b4; stroke: #1f77b4"/><use xlink:href="#m4f" x="30" y="20" style="fill: #1f77b4; stroke: #1f77b4"/></g></g>
 <!-- 0.0 --><g style="fill: #262626" transform="translate(10 30) scale(0.1 -0.1)"><defs><path id="Deja-30" d="M 20 66 Q 15 66 13 61 z" transform="scale(0.015625)"/></defs><use xlink:href="#Deja-30" transform="translate(0 0.7)"/></g></g>
 <defs><clipPath id="p8f"><rect x="5" y="5" width="35" height="25"/></clipPath></defs></svg>"""
CANVA = f"""<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" width="40" zoomAndPan="magnify" viewBox="0 0 30 22.5" height="30" preserveAspectRatio="xMidYMid meet" version="1.0">
<defs><filter x="0%" y="0%" width="100%" height="100%" id="s"><feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 1 0" color-interpolation-filters="sRGB"/></filter><g/><clipPath id="c"><path d="M 2 2 L 28 2 L 28 20 L 2 20 Z" clip-rule="nonzero"/></clipPath><mask id="m"><g filter="url(#s)"><image x="0" y="0" width="4" xlink:href="{PNG}" height="4" preserveAspectRatio="xMidYMid meet"/></g></mask></defs>
<g clip-path="url(#c)"><path fill="#5271ff" d="M 2 2 L 28 2 L 28 20 L 2 20 Z" fill-opacity="1" fill-rule="nonzero"/></g><g mask="url(#m)"><g transform="matrix(4, 0, 0, 4, 0, 0)"><image x="0" y="0" width="4" xlink:href="{PNG}" height="4" preserveAspectRatio="xMidYMid meet"/></g></g></svg>"""
MERMAID = f"""<svg id="mermaid-1" width="100%" xmlns="{SVG}" xmlns:xlink="{XLINK}" class="flowchart" style="max-width: 120px;" viewBox="0 0 120 60" role="graphics-document document" aria-roledescription="flowchart-v2">
<style>#mermaid-1{{font-family:"trebuchet ms",verdana,arial,sans-serif;font-size:16px;fill:#333;}}@keyframes dash{{to{{stroke-dashoffset:0;}}}}#mermaid-1 .edge-animation-slow{{animation:dash 50s linear infinite;}}#mermaid-1 .node rect,#mermaid-1 .node circle{{fill:#ECECFF;stroke:#9370DB;stroke-width:1px;}}#mermaid-1 [data-look="neo"].node{{filter:drop-shadow(1px 2px 2px rgba(185, 185, 185, 1));}}#mermaid-1 .arrow{{marker-end:url(#end);}}#mermaid-1 p{{margin:0;}}#mermaid-1 :root{{--mermaid-font-family:"trebuchet ms",verdana;}}</style>
<g><marker id="end" viewBox="0 0 10 10" refX="5" refY="5" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto"><path d="M 0 0 L 10 5 L 0 10 z"/></marker>
<g class="node default" data-id="A" transform="translate(40, 30)"><rect class="label-container" x="-30" y="-20" width="60" height="40"/><g class="label"><text y="5">Start</text></g></g><path d="M70,30L110,30" class="arrow" fill="none" stroke="#333"/><!--label--></g></svg>"""
EXCALIDRAW = f"""<svg version="1.1" xmlns="{SVG}" viewBox="0 0 40 30" width="40" height="30" filter="invert(0%) hue-rotate(0deg)"><!-- svg-source:excalidraw -->
<metadata><!-- payload-start -->eyJ2ZXJ=<!-- payload-end --></metadata><defs><style class="style-fonts">
@font-face {{ font-family: Virgil; src: url(data:font/woff2;base64,d09GMgABAAA=); }}</style></defs>
<rect x="0" y="0" width="40" height="30" fill="#ffffff"/><g stroke-linecap="round" transform="translate(10 10) rotate(0 5 5)"><path d="M0.3 0.1 C2 1, 8 3, 10 10" stroke="#1e1e1e" stroke-width="2" fill="none"/></g></svg>"""
BOXY = f'<svg viewBox="0 0 40 30" xmlns="{SVG}" xmlns:bx="https://boxy-svg.com"><defs><bx:grid x="0"/></defs><ellipse style="fill: rgb(216, 216, 216); stroke: rgb(0, 0, 0);" cx="20" cy="15" rx="9" ry="9" bx:shape="x"/><bx:export><bx:file format="svg"/></bx:export></svg>'
BY_HAND = '<svg width="40" height="30"><rect width="20" height="20" fill="green"/><style>rect{stroke:red}</style></svg>'
PROGRAMS = {
    name: text
    for name, text in list(globals().items())
    if name in {
        "INKSCAPE", "ILLUSTRATOR", "DRAWIO", "FIGMA", "OFFICE", "MATPLOTLIB", "CANVA", "EXCALIDRAW",
        "BOXY",
    }
}  # fmt: skip
PROGRAMS["MERMAID"] = MERMAID


def rendered(data: bytes) -> Image.Image:
    """A drawing as dots."""
    return Image.open(io.BytesIO(svg_to_bytes(svg_string=data.decode(), width=160, dpi=96)))


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_programs_write_looks_as_before(name: str) -> None:
    data = PROGRAMS[name].encode()
    drawing = clean(data)
    assert drawing.removed == ()
    before, after = rendered(data), rendered(drawing.content)
    assert len(before.getcolors(100_000) or []) > 1
    assert not ImageChops.difference(before.convert("RGBA"), after.convert("RGBA")).getbbox()


@pytest.mark.parametrize(
    "word", ["secret", "your name", "eyJ2ZXJ", "eJzsvQmP", "namedview", "Generator"]
)
def test_notes_of_programs_are_left_out(word: str) -> None:
    assert any(word in text for text in PROGRAMS.values())
    for text in PROGRAMS.values():
        assert word.encode() not in read_drawing(text.encode()).content


def test_a_label_in_html_is_named_if_nothing_else_shows_it() -> None:
    label = f'<g class="label"><foreignObject width="40" height="24"><div {XHTML}><p>Start</p></div></foreignObject></g>'
    drawing = clean(MERMAID.replace("<!--label-->", label).encode())
    assert drawing.removed == ("HTML in a <foreignObject>",)
    empty = '<g class="label"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml"> </div></foreignObject></g>'
    assert clean(MERMAID.replace("<!--label-->", empty).encode()).removed == ()


def test_a_drawing_that_forgot_its_namespace_is_shown() -> None:
    drawing = clean(BY_HAND.encode())
    assert drawing.removed == ()
    red, green = rendered(drawing.content).convert("RGB").getpixel((0, 40)), (0, 128, 0)
    assert red == (255, 0, 0)
    assert rendered(drawing.content).convert("RGB").getpixel((20, 20)) == green


@pytest.mark.parametrize("content", [
    '<a href="https://x.example"><rect width="9" height="9"/></a>',
    '<a xlink:href="#b" target="_blank"><text>Words</text></a>',
    '<style>text { font-weight: bold }</style><text>On my script: onload, javascript:</text>',
    '<animate attributeName="opacity" from="0" to="1" values="0;1" dur="1s" begin="a.click"/>',
    '<animateMotion path="M0,0 L9,9" dur="1s"><mpath href="#p"/></animateMotion>',
    '<animateTransform attributeName="transform" type="rotate" from="0 5 5" to="360 5 5" dur="3s"/>',
    '<rect style="fill: URL(#a)"/>',
    """<rect style='fill:url("#a")'/>""",
    """<style>.a{fill:url('#a')} .b:not(.c)>d{fill:red} @media (prefers-color-scheme: dark){.a{fill:#fff}}</style>""",
    '<rect font-family="Imagery, &quot;Source Sans&quot;, url"/>',
    "<style><![CDATA[ /* a comment */ .a > .b { fill : red } ]]></style>",
    '<text>שלום <tspan dx="1">日本語</tspan> 😀</text>',
    f'<image href="{PNG[:30]}&#10;  {PNG[30:]}"/>',
    '<image xlink:href=""/><use href="#nowhere"/>',
    '<font><font-face font-family="a"/><glyph unicode="&lt;" d="M0 0"/></font>',
    '<rect aria-label="a" data-name="Layer 1" role="img" tabindex="0" lang="nl"/>',
    f'<style>rect{{fill:red;mask-image:url({PNG})}}</style>',
])  # fmt: skip
def test_what_is_harmless_is_not_named(content: str) -> None:
    drawing = clean(svg(content))
    assert drawing.removed == ()
    assert b"x.example" not in drawing.content
    assert len(drawing.content) > len(svg()) - 60


@pytest.mark.parametrize("name", ["png", "jpeg", "gif", "webp"])
def test_a_picture_inside_a_drawing_stays_whatever_it_says_it_is(name: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, name)
    content = base64.b64encode(stream.getvalue()).decode()
    for said in ("png", "jpg", "JPEG", "gif", "webp"):
        drawing = clean(svg(f'<image href="data:image/{said};base64,{content}"/>'))
        assert f'href="data:image/{name};base64,{content}"'.encode() in drawing.content


@pytest.mark.parametrize(
    "badge",
    [
        '<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0" verify="eyJhbGciOiJSUzI1NiJ9.e30.c2ln"/>',
        '<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><![CDATA[{"a": "<b>"}]]></openbadges:credential>',
        '<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="https://x.example/1">{"uid": "1"}</openbadges:assertion>',
    ],
)  # fmt: skip
def test_a_badge_keeps_its_credential(badge: str) -> None:
    drawing = clean(svg(badge + "<rect/>"))
    before, after = ET.fromstring(svg(badge))[0], ET.fromstring(drawing.content)[0]
    assert (after.tag, after.text or "", after.attrib) == (
        before.tag,
        before.text or "",
        before.attrib,
    )
    assert drawing.removed == ()


# -- how large


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width=" 40px " height="30.4PX"', (40, 30)),
        ('width="4cm" height="30mm"', (151, 113)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="6pc" height="2em"', (96, 32)),
        ('width="4e1" height="+3.0E1"', (40, 30)),
        ('width="100%" height="100%" viewBox="0 0 40 30"', (40, 30)),
        ('width="auto" height="auto" viewBox="-5,-5 40,30"', (40, 30)),
        ('width="80" viewBox="0 0 40 30"', (80, 60)),
        ('width="" height="60" viewBox="0 0 40 30"', (80, 60)),
        ('width="0.2" height="0.2"', (1, 1)),
        ('width=""', (0, 0)),
        ('width="40"', (0, 0)),
        ('width="100%" height="100%"', (0, 0)),
        ('width="-5" height="-5"', (0, 0)),
        ('width="0" height="0"', (0, 0)),
        ('width="4furlong" height="3furlong"', (0, 0)),
        ('width="" viewBox="0 0 wide tall"', (0, 0)),
        ('width="" viewBox="0 0 40"', (0, 0)),
        ('width="" viewBox="0 0 0 30"', (0, 0)),
        ('width="" viewBox="300000 5600000 40 30"', (40, 30)),
    ],
)
def test_a_drawing_is_measured(root: str, size: tuple[int, int]) -> None:
    drawing = clean(svg(root=root))
    assert (drawing.width, drawing.height) == size
    assert drawing.removed == ()


HUGE = ["4000000000", "1e999", "1" * 400, "4e9", "99999cm", "9" * 18 + "%", "-4e9"]


@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize(
    "root",
    [
        'width="{0}" height="30"',
        'width="40" height="{0}"',
        'width="{0}" height="{0}"',
        'width="" viewBox="0 0 40 {0}00000"',
    ],
)
def test_a_size_beyond_measure_is_no_size(number: str, root: str) -> None:
    number = number.rstrip("%cm") if "viewBox" in root else number
    drawing = clean(svg("<rect/>", root.format(number)))
    assert (drawing.width, drawing.height) == (0, 0)
    assert drawing.removed == ("a size that is too large",)
    assert number.encode() not in drawing.content


def test_work_without_end_is_bounded() -> None:
    drawing = clean(svg('<filter id="f"><feTurbulence numOctaves="100000000"/></filter>'))
    assert b'numOctaves="10"' in drawing.content


# -- what is too much


def nested(levels: int, times: int, element: str, reference: str, rule: str = "") -> str:
    """Each of so many things refers so often to the next."""
    parts = [
        f'<{element} id="a{levels}"><rect class="b{levels}" width="1" height="1"/></{element}>'
    ]
    for level in range(levels):
        inner = reference.format(level + 1) * times
        parts.append(f'<{element} id="a{level}">{inner}</{element}>')
    rules = "".join(rule.format(level) for level in range(levels + 1)) if rule else ""
    return f"<style>{rules}</style><defs>{''.join(parts)}</defs>{reference.format(0)}"


BOMBS = {
    "use": nested(9, 10, "g", '<use href="#a{0}"/>'),
    "xlink": nested(9, 10, "symbol", '<use xlink:href="#a{0}"/>'),
    "pattern": nested(9, 10, "pattern", '<rect fill="url(#a{0})"/>'),
    "mask": nested(9, 10, "mask", '<rect mask="url(#a{0})"/>'),
    "marker": nested(9, 10, "marker", """<path style="marker-end:url('#a{0}')"/>"""),
    "clip": nested(9, 10, "clipPath", '<rect style="clip-path:url(#a{0})"/>'),
    "sheet": nested(9, 10, "mask", '<rect class="b{0}"/>', ".b{0}{{mask:url(#a{0})}}"),
    "star": nested(
        9, 10, "mask", '<g><rect id="c{0}"/></g>', "g > *[id='c{0}']{{mask:url(#a{0})}}"
    ),
    "rule in a rule": nested(
        9, 10, "mask", '<rect class="b{0}"/>', "svg{{.b{0}{{mask:url(#a{0})}}}}"
    ),
    "rule in a condition": nested(
        9, 10, "mask", '<rect class="b{0}"/>', "@media all{{g,.b{0}{{mask:url(#a{0})}}}}"
    ),
    "once": nested(1, 2000, "g", '<use href="#a{0}"/><use href="#a{0}"/>').replace(
        "<rect", "<rect/>" * 2000 + "<rect"
    ),
    "circle": nested(9, 10, "g", '<use href="#a{0}"/>') + '<g id="z"><use href="#z"/></g>',
    "deep": "<g>" * 300 + "</g>" * 300,
    "deep use": nested(400, 1, "g", '<g><g><use href="#a{0}"/></g></g>'),
    "many": "<g/>" * 200_001,
    "deep html": f"<foreignObject>{'<div>' * 300}{'</div>' * 300}</foreignObject>",
    "styles": f"<style>{'a{fill:url(#b)}' * 200_000}</style>",
    "brackets": f"<style>{'a{b:c}' * 400_000}{'(' * 1_500_000}</style>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_too_much_is_refused_soon(name: str) -> None:
    start = time.process_time()
    with pytest.raises(TooComplicatedError, match=r"Export it as PNG$"):
        read_drawing(svg(BOMBS[name]))
    assert time.process_time() - start < 3


def test_a_file_beyond_all_measure_is_refused() -> None:
    with pytest.raises(TooComplicatedError):
        read_drawing(svg(" " * 20_000_001))


@pytest.mark.parametrize("end", ["<text>&j;</text>", '<rect class="&j;"/>', ""])
def test_entities_of_entities_are_refused_at_once(end: str) -> None:
    """A billion laughs: ten entities, each ten times the one before."""
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij")
    )
    start = time.process_time()
    with pytest.raises(TooComplicatedError):
        read_drawing(f'<!DOCTYPE svg [<!ENTITY a "lol">{entities}]>'.encode() + svg(end))
    assert time.process_time() - start < 1


def test_one_long_entity_often_is_refused() -> None:
    for length in (900, 100_000):
        bomb = f'<!DOCTYPE svg [<!ENTITY a "{"x" * length}">]>'.encode()
        with pytest.raises(TooComplicatedError):
            read_drawing(bomb + svg(f"<text>{'&a;' * 1_000_000}</text>"))


CIRCLES = [
    '<g id="a"><use href="#a"/></g>',
    '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    '<pattern id="a"><rect fill="url(#a)"/></pattern><rect fill="url(#a)"/>',
    '<mask id="a" mask="url(#a)"/><rect mask="url(#a)" width="9" height="9"/>',
    '<style>*{clip-path:url(#a)}</style><clipPath id="a"><rect/></clipPath>',
    '<linearGradient id="a" href="#a"/><rect fill="url(#a)" width="9" height="9"/>',
]


@pytest.mark.parametrize("content", CIRCLES)
def test_a_circle_does_no_harm(content: str) -> None:
    drawing = clean(svg(content))
    assert drawing.removed == ()
    try:
        assert draw(drawing, (40, 40)).startswith(b"\x89PNG")
    except ValueError as error:  # resvg follows a circle of two until it gives up
        assert str(error) == "it is too complicated to be drawn"  # noqa: PT017


def test_a_large_plot_is_no_attack() -> None:
    """Thousands of marks, each a use within a clip."""
    mark = '<g clip-path="url(#c)"><use xlink:href="#m" x="{}"/></g>'
    marks = "".join(map(mark.format, range(30_000)))
    clip = '<clipPath id="c"><rect width="9" height="9"/></clipPath>'
    assert clean(svg(f'<defs><path id="m" d="M0 0h1"/>{clip}</defs>{marks}')).removed == ()


@pytest.mark.parametrize(
    "part",
    [
        '<path style="fill:#ff00{0:02x};stroke:url(#a{0})" d="M{0} 1 2,3 c 0.5,1 4,5 1,1 z" id="p{0}"/>',
        "<text>Words &amp; more, {0}</text>",
        '<rect fill="red"/>',
        "L{0} 7 ",
    ],
)  # fmt: skip
def test_a_large_drawing_is_read_in_linear_time(part: str) -> None:
    def seconds(count: int) -> float:
        content = "".join(part.format(number % 256) for number in range(count))
        data = svg(f'<path d="{content}"/>' if part.startswith("L") else content)
        start = time.process_time()
        read_drawing(data)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 8 * max(min(seconds(10_000) for _ in range(3)), 0.02)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not well-formed"),
        (b" \n", "not well-formed"),
        (svg()[:-1], "not well-formed"),
        (svg("<g>"), "not well-formed"),
        (svg('<use y:href="#a"/>'), "not well-formed"),
        (svg("&nobody;"), "not well-formed"),
        (b"<!DOCTYPE html><html><body><svg/></body></html>", "not an SVG"),
        (b"<html><body><svg/></body></html>", "not an SVG"),
        (b'<svg xmlns="http://www.w3.org/1999/xhtml"/>', "not an SVG"),
        (b'<?xml version="1.0" encoding="nobody-knows"?><svg/>', "not well-formed"),
        (b'<?xml version="1.0" encoding="shift-jis"?><svg/>', r"\w"),
        (b"\x89PNG\r\n\x1a\n", "not well-formed"),
        (b"\x1f\x8b\x08\x00", "not well-formed"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_drawing(data)


# -- drawn


def drawn(data: bytes, limit: tuple[int, int]) -> Image.Image:
    return Image.open(io.BytesIO(draw(read_drawing(data), limit)))


@pytest.mark.parametrize(
    ("root", "limit", "size"),
    [
        ('width="40" height="30"', (400, 400), (400, 300)),
        ('width="40" height="30"', (400, 30), (40, 30)),
        ('width="40" height="30"', (20, 20), (20, 15)),
        ('width="4cm" height="3cm"', (400, 400), (400, 300)),
        ('width="" viewBox="0 0 40 30"', (400, 400), (400, 300)),
        ('width="1000000" height="1"', (400, 400), (400, 1)),
        ('width="1" height="1000000"', (400, 400), (1, 400)),
        ('width="4000000000" height="30"', (400, 400), None),
        ('width=""', (400, 400), None),
    ],
)
def test_a_drawing_is_as_large_as_may_be(
    root: str, limit: tuple[int, int], size: tuple[int, int] | None
) -> None:
    image = drawn(svg('<rect width="10" height="30" fill="red"/>', root), limit)
    assert size is None or image.size == size
    assert image.width <= limit[0]
    assert image.height <= limit[1]


def test_a_drawing_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(base64.b64decode(PNG.partition(",")[2]))
    content = f'<image href="file://{tmp_path}/a.png" width="40" height="30"/>'
    hostile = Drawing(svg(content), 40, 30, ())
    assert not Image.open(io.BytesIO(draw(hostile, (40, 30)))).convert("RGBA").getbbox()


WORKERS = {
    "reverse": ("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])", b"cba"),
    "arguments": ("import sys; sys.stdout.buffer.write(sys.argv[1].encode())", "é b".encode()),
    "alone": ("import sys; sys.stdout.write(str('sphinx' in sys.modules))", b"False"),
    "noise": ("import os, sys; os.write(1, b'noise'); sys.stdout.write('x')", b"x"),
    "words": ("raise ValueError('it is a düll drawing')", ValueError("it is a düll drawing")),
    "noisy words": ("import os; os.write(2, b'x'); raise ValueError('dull')", ValueError("dull")),
    "missing": ("import nothing_of_that.name", ImportError("nothing_of_that")),
    "fault": ("1 / 0", ValueError("it cannot be drawn")),
    "exit": ("raise SystemExit(3)", ValueError("it cannot be drawn")),
    "memory": ("x = bytearray(3_000_000_000)", ValueError("it needs too much memory")),
    "crash": ("import ctypes; ctypes.string_at(0)", ValueError("it cannot be drawn")),
    "talk": ("import sys\nwhile 1: sys.stdout.write('x' * 99999)", ValueError("too much memory")),
    "sleep": ("import time; time.sleep(99)", ValueError("it takes too long to draw")),
    "work": ("while 1: pass", ValueError("it takes too long to draw")),
    "child": (
        "import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', "
        "'import time; time.sleep(99)'])\ntime.sleep(99)",
        ValueError("it takes too long to draw"),
    ),
}


@pytest.mark.newest
@pytest.mark.parametrize("name", WORKERS)
def test_a_worker_ends_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(bounded, "WALL_TIME", 2)
    script, outcome = WORKERS[name]
    worker = tmp_path / "worker.py"
    worker.write_text(script, encoding="utf-8")
    start = time.perf_counter()
    if isinstance(outcome, bytes):
        assert bounded.run(worker, ["é b"], b"abc") == outcome
    else:
        assert isinstance(outcome, Exception)
        with pytest.raises(type(outcome), match=str(outcome)):
            bounded.run(worker, ["é b"], b"abc")
    assert time.perf_counter() - start < 6


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process as POSIX does")
def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])\n"
        "sys.stdout.write(str(child.pid))"
    )
    child = int(bounded.run(worker, [], b""))
    end = time.perf_counter() + 5
    while time.perf_counter() < end and _is_running(child):
        time.sleep(0.01)
    assert not _is_running(child)


def _is_running(process: int) -> bool:
    """Whether it is there, and no zombie that nobody asked for yet."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True
    )
    return bool(state.stdout.strip()) and not state.stdout.strip().startswith("Z")


def test_the_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resvg_py.py").write_text("import resvg_py.nothing_here", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ImportError) as caught:
        draw(read_drawing(svg()), (9, 9))
    assert caught.value.name == "resvg_py"


HEAVY = {
    "wide groups": "<g opacity='0.5'>" * 190 + "<rect width='9' height='9'/>" + "</g>" * 190,
    "turbulence": '<filter id="f" x="-9e5" y="-9e5" width="9e9" height="9e9" filterUnits="userSpaceOnUse">'
    '<feTurbulence baseFrequency="0.1" numOctaves="99999999"/></filter><rect width="40" height="30" filter="url(#f)"/>',
    "blur": '<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter><rect width="40" height="30" filter="url(#f)"/>',
    "morphology": '<filter id="f"><feMorphology radius="1e9"/></filter><rect width="40" height="30" filter="url(#f)"/>',
    "dashes": '<path d="M0 0H1e9" stroke="red" stroke-dasharray="0.0000001"/>',
    "pattern": '<pattern id="p" width="1e-9" height="1e-9" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="40" height="30" fill="url(#p)"/>',
    "font": '<text font-size="1e30">W</text>',
}  # fmt: skip


@pytest.mark.newest
@pytest.mark.parametrize("name", HEAVY)
def test_heavy_drawings_are_drawn_or_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(bounded, "WALL_TIME", 2)
    start = time.perf_counter()
    try:
        assert draw(read_drawing(svg(HEAVY[name])), (2000, 2000)).startswith(b"\x89PNG")
    except ValueError as error:
        assert re.search(r"\w", str(error))  # noqa: PT017
    assert time.perf_counter() - start < 8
