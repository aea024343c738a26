"""Office documents, notebooks and text without who wrote them."""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import zipfile
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from secrets_in import SECRET, assert_words, holds_secret
from sphinx_portfolio.files.strip import CannotStripError, strip_office

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.newest

W = 'xmlns:w="urn:w" xmlns:w14="urn:w14" xmlns:w15="urn:w15" xmlns:r="urn:r" xmlns:mc="urn:mc"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MS = "http://schemas.microsoft.com/office/2011/relationships"


def picture(form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = SECRET
    Image.new("RGB", (9, 9), (200, 10, 10)).save(out, form, exif=exif)
    return out.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    lines = [
        f'<Relationship Id="r{n}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" '
        f'Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if ":" in target else ""}/>'
        for n, (kind, target) in enumerate(targets, 1)
    ]
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def types(*names: str) -> str:
    lines = [f'<Override PartName="/{name}" ContentType="application/x+xml"/>' for name in names]
    defaults = (
        '<Default Extension="rels" ContentType="a/b"/><Default Extension="xml" ContentType="a/c"/>'
    )
    return f'{HEAD}<Types xmlns="{TYPES}">{defaults}{"".join(lines)}</Types>'


def zipped(parts: Mapping[str, str | bytes], stored: str = "") -> bytes:
    """A ZIP archive that tells in all ways in which it can."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 7, 11, 4, 7, 10))
            info.comment = SECRET.encode()
            info.extra = struct.pack("<HH", 0x7075, len(SECRET.encode())) + SECRET.encode()
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
        archive.comment = SECRET.encode()
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.extra, info.comment) == (b"", b"")
            assert info.external_attr == 0o600 << 16
        return {name: archive.read(name) for name in archive.namelist()}


def opens(data: bytes) -> dict[str, bytes]:
    """All of a document as office programs want it: XML, and relations that lead somewhere."""
    parts = parts_of(data)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
    for name, content in parts.items():
        if name.endswith(".rels"):
            folder = name.rpartition("_rels/")[0]
            for one in ElementTree.fromstring(content):
                if one.get("TargetMode") != "External" and one.get("Target") != "NULL":
                    target = one.get("Target", "")
                    path = target[1:] if target.startswith("/") else folder + target
                    while "/../" in path:
                        path = re.sub(r"[^/]+/\.\./", "", path, count=1)
                    assert path in parts, f"{name} leads to {path}"
    if "[Content_Types].xml" in parts:
        assert next(iter(parts)) == "[Content_Types].xml"
        for one in ElementTree.fromstring(parts["[Content_Types].xml"]):
            assert one.get("PartName", "/_")[1:] in {*parts, "_"}
    return parts


BODY = f"""{HEAD}<w:document {W}><w:body>
<w:p w14:paraId="1" w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:r w:rsidRPr="00AB12CD">
<w:t>Kept &amp; shown, like w:author="me" &gt; you</w:t></w:r>
<w:ins w:id="1" w:author="{SECRET}" w:date="2026-07-11T04:07:10Z"><w:r><w:t>new</w:t></w:r></w:ins>
<w:del w:id="2" w:author='{SECRET}' w:date='2026-07-11T04:07:10Z'><w:r><w:delText>old</w:delText></w:r></w:del>
<w:sdt><w:sdtPr><w:date w:fullDate="2020-01-01T00:00:00Z"/></w:sdtPr></w:sdt></w:p>
<!-- {"plain"} --><w:sectPr><w:printerSettings r:id="r4"/></w:sectPr></w:body></w:document>"""


@cache
def docx() -> bytes:
    core = f'{HEAD}<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:creator>{SECRET}</d:creator></c:coreProperties>'
    author = f'w:author="{SECRET}" w:initials="SAMPLE-4711"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types(
            "word/document.xml", "docProps/core.xml", "word/people.xml", "customXml/item1.xml"
        ),
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("extended-properties", "docProps/app.xml"),
            ("custom-properties", "/docProps/custom.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                "docProps/thumbnail.jpeg",
            ),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                "_xmlsignatures/origin.sigs",
            ),
        ),
        "docProps/core.xml": core,
        "docProps/app.xml": core,
        "docProps/custom.xml": core,
        "docProps/thumbnail.jpeg": picture(),
        "_xmlsignatures/origin.sigs": SECRET,
        "word/document.xml": BODY,
        "word/_rels/document.xml.rels": relations(
            ("comments", "comments.xml"),
            (f"{MS}/people", "people.xml"),
            ("settings", "settings.xml"),
            ("printerSettings", "printerSettings1.bin"),
            ("customXml", "../customXml/item1.xml"),
            ("image", "media/image1.jpeg"),
            ("image", "media/image2.png"),
            ("hyperlink", "https://example.org/a?b=1&amp;c=2"),
            ("hyperlink", f"file:///C:\\Users\\{SECRET}\\report.docx"),
            ("package", "embeddings/inner.xlsx"),
        ),
        "word/comments.xml": f'{HEAD}<w:comments {W}><w:comment w:id="0" {author} w:date="2026-07-11T04:07:10Z"><w:p><w:r><w:t>A comment</w:t></w:r></w:p></w:comment></w:comments>',
        "word/people.xml": f"{HEAD}<w15:people {W}><w15:person {author}><w15:presenceInfo w15:providerId='AD' w15:userId='S::{SECRET}'/></w15:person></w15:people>",
        "word/settings.xml": f'{HEAD}<w:settings {W}><w:zoom w:percent="90"/><w:attachedTemplate r:id="r1"/><w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars></w:settings>',
        "word/_rels/settings.xml.rels": relations(
            ("attachedTemplate", f"file:///C:/Users/{SECRET}/Normal.dotm")
        ),
        "word/printerSettings1.bin": SECRET.encode("utf-16-le"),
        "customXml/item1.xml": f"<a>{SECRET}</a>",
        "word/media/image1.jpeg": picture(),
        "word/media/image2.png": picture("PNG"),
        "word/embeddings/inner.xlsx": xlsx(),
        "word/orphan.xml": f"<a>{SECRET}</a>",
    }
    return zipped(parts)


@cache
def xlsx() -> bytes:
    return zipped(
        {
            "[Content_Types].xml": types(
                "xl/workbook.xml", "docProps/core.xml", "xl/comments1.xml"
            ),
            "_rels/.rels": relations(
                ("officeDocument", "xl/workbook.xml"), ("x:y/core-properties", "docProps/core.xml")
            ),
            "docProps/core.xml": f"<a>{SECRET}</a>",
            "xl/workbook.xml": f'<workbook xmlns:x="urn:x"><fileSharing userName="{SECRET}"/><x:absPath url="C:\\Users\\{SECRET}\\"/><sheets/></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("x:y/person", "persons/person.xml"),
                ("x:y/usernames", "revisions/userNames.xml"),
            ),
            "xl/persons/person.xml": f'<personList><person displayName="{SECRET}" id="{{1}}" userId="{SECRET}" providerId="AD"/></personList>',
            "xl/revisions/userNames.xml": f"<users><userInfo name='{SECRET}'/></users>",
            "xl/worksheets/sheet1.xml": '<worksheet xmlns:r="urn:r"><sheetData><c><v>42</v></c></sheetData><pageSetup paperSize="9" orientation="portrait" r:id="r1"/></worksheet>',
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("printerSettings", "../printerSettings/printerSettings1.bin"),
                ("comments", "../comments1.xml"),
            ),
            "xl/printerSettings/printerSettings1.bin": SECRET.encode("utf-16-le"),
            "xl/comments1.xml": f"<comments><authors><author>{SECRET}</author></authors><commentList><comment ref='A1' authorId='0'><text><r><t>{SECRET}:</t></r><r><t xml:space='preserve'>\nWhy 42?</t></r></text></comment></commentList></comments>",
        }
    )


@cache
def pptx() -> bytes:
    return zipped(
        {
            "[Content_Types].xml": types(
                "ppt/presentation.xml",
                "ppt/commentAuthors.xml",
                "ppt/changesInfos/changesInfo1.xml",
            ),
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": "<p:presentation xmlns:p='urn:p'/>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("commentAuthors", "commentAuthors.xml"),
                (
                    "http://schemas.microsoft.com/office/2018/10/relationships/authors",
                    "authors.xml",
                ),
                (
                    "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
                    "changesInfos/changesInfo1.xml",
                ),
                ("slide", "slides/slide1.xml"),
            ),
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="urn:p"><p:cmAuthor id="0" name="{SECRET}" initials="SAMPLE-4711" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
            "ppt/authors.xml": f'<a:authorLst xmlns:a="urn:a"><a:author id="{{1}}" name="{SECRET}" initials="S" userId="S::{SECRET}" providerId="AD"/></a:authorLst>',
            "ppt/changesInfos/changesInfo1.xml": f'<pc name="{SECRET}"/>',
            "ppt/slides/slide1.xml": '<p:sld xmlns:p="urn:p"><p:t name="Title 1">Shown</p:t></p:sld>',
            "ppt/slides/_rels/slide1.xml.rels": relations(
                ("image", "../media/i.png"), ("image", "NULL")
            ),
            "ppt/media/i.png": picture("PNG"),
        }
    )


@cache
def odt(**more: str) -> bytes:
    names = [
        "content.xml",
        "styles.xml",
        "meta.xml",
        "settings.xml",
        "Thumbnails/thumbnail.png",
        "Pictures/1.jpg",
        "Versions/Version1",
    ]
    entries = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="a/b"/>' for name in names)
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"""{HEAD}<o:document-content xmlns:o="urn:o" xmlns:dc="urn:dc" xmlns:meta="urn:meta" xmlns:text="urn:t" xmlns:x="urn:x">
<o:annotation><dc:creator>{SECRET}</dc:creator><meta:creator-initials>{SECRET}</meta:creator-initials><dc:date>2026-07-11T04:07:10</dc:date><text:p x:rsid="00ab12cd">Kept<text:date>11 July</text:date></text:p></o:annotation></o:document-content>""",
        "styles.xml": f'{HEAD}<o:styles xmlns:o="urn:o"/>',
        "meta.xml": f"<a>{SECRET}</a>",
        "settings.xml": f'<c:s xmlns:c="urn:c"><c:config-item c:name="PrinterSetup" c:type="string">{base64.b64encode(SECRET.encode()).decode()}</c:config-item><c:config-item c:name="PrinterName">{SECRET}</c:config-item><c:config-item c:name="ViewTop">5</c:config-item></c:s>',
        "Thumbnails/thumbnail.png": picture("PNG"),
        "Pictures/1.jpg": picture(),
        "Versions/Version1": SECRET,
        "META-INF/documentsignatures.xml": f"<a>{SECRET}</a>",
        "META-INF/manifest.xml": f'{HEAD}<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="/" m:media-type="a/b"/>{entries}{more.get("extra", "")}</m:manifest>',
    }
    return zipped(parts, "mimetype")


MADE = {"docx": docx, "xlsx": xlsx, "pptx": pptx, "odt": odt}


@pytest.mark.parametrize("name", MADE)
def test_no_secret_is_left(name: str) -> None:
    data = MADE[name]()
    assert holds_secret(data)
    made = strip_office(data)
    assert not holds_secret(made)
    opens(made)
    assert strip_office(made) == made


def test_what_word_shows_stays() -> None:
    parts = opens(strip_office(docx()))
    body = parts["word/document.xml"].decode()
    assert 'like w:author="me" &gt; you' in body
    assert 'w:fullDate="2020-01-01T00:00:00Z"' in body
    assert body.count('w:author="Author"') == 2
    assert "rsid" not in body
    assert "2026" not in body + parts["word/comments.xml"].decode()
    assert "printerSettings" not in body
    assert "A comment" in parts["word/comments.xml"].decode()
    assert b"rsid" not in parts["word/settings.xml"]
    assert b'w:percent="90"' in parts["word/settings.xml"]
    assert "word/orphan.xml" not in parts
    assert not [name for name in parts if name.startswith(("docProps", "customXml", "_xml"))]
    links = parts["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://example.org/a?b=1&amp;c=2"' in links
    assert 'Target="report.docx"' in links
    assert opens(parts["word/embeddings/inner.xlsx"])
    with Image.open(io.BytesIO(parts["word/media/image1.jpeg"])) as image:
        assert image.size == (9, 9)


def test_what_excel_and_powerpoint_show_stays() -> None:
    parts = opens(strip_office(xlsx()))
    assert b'orientation="portrait"/>' in parts["xl/worksheets/sheet1.xml"]
    assert b"Why 42?" in parts["xl/comments1.xml"]
    assert b"Author:" in parts["xl/comments1.xml"]
    slides = parts_of(strip_office(pptx()))
    assert b'name="Title 1">Shown' in slides["ppt/slides/slide1.xml"]
    assert b'id="{1}" name="Author"' in slides["ppt/authors.xml"]


def test_what_opendocument_shows_stays() -> None:
    data = strip_office(odt())
    parts = opens(data)
    assert next(iter(parts)) == "mimetype"
    assert data[30:38] == b"mimetype"
    assert data[8:10] == b"\0\0"  # not packed
    assert b"Kept<text:date>11 July</text:date>" in parts["content.xml"]
    assert b"ViewTop" in parts["settings.xml"]
    assert b"rsid" not in parts["content.xml"]
    assert b"Thumbnails" not in parts["META-INF/manifest.xml"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"{\\rtf1 hello}",
        zipped({"Index/Document.iwa": b"1"}),
        b"\x01\x02\0binary",
        odt(extra='<m:file-entry m:full-path="x"><m:encryption-data/></m:file-entry>'),
    ],
)
def test_what_cannot_be_stripped_says_what_to_do(data: bytes) -> None:
    with pytest.raises(CannotStripError, match=r"Save .*\.$"):
        strip_office(data)


@pytest.mark.parametrize(
    "data", [b"a;b\n1;2", "\ufeffa,b".encode(), "a".encode("utf-16"), b"", b"# Jan"]
)
def test_text_is_as_it_is(data: bytes) -> None:
    assert strip_office(data) == data


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<a><b></a>",
        "no XML",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_xml_is_refused(body: str | bytes) -> None:
    parts = parts_of(strip_office(docx())) | {"word/document.xml": body}
    with pytest.raises(ValueError, match=r"broken.*\.$"):
        strip_office(zipped(parts))


def test_utf_16_is_read() -> None:
    body = BODY.replace("UTF-8", "UTF-16").encode("utf-16")
    made = strip_office(zipped(parts_of(strip_office(docx())) | {"word/document.xml": body}))
    assert not holds_secret(made)
    assert "Kept" in opens(made)["word/document.xml"].decode()


def test_bombs_are_refused() -> None:
    parts = parts_of(strip_office(docx()))
    with pytest.raises(ValueError, match="too large"):
        strip_office(zipped(parts | {"word/media/image1.jpeg": bytes(120_000_000)}))
    with pytest.raises(ValueError, match="too large"):
        strip_office(zipped({f"{n}": b"" for n in range(20_001)}))


def test_a_notebook_keeps_what_came_out_of_it() -> None:
    image = base64.b64encode(picture("PNG")).decode()
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "id": "a",
                "execution_count": 3,
                "metadata": {"tags": ["hide-input"], "executionInfo": {"user": {"name": SECRET}}},
                "source": ["1 + 1"],
                "outputs": [
                    {
                        "output_type": "display_data",
                        "data": {"image/png": image, "text/plain": ["2"]},
                        "metadata": {"image/png": {"width": 9}, "by": SECRET},
                    }
                ],
            }
        ],
        "metadata": {
            "authors": [{"name": SECRET}],
            "kernelspec": {
                "name": "python3",
                "display_name": f"Python (/home/{SECRET}/v)",
                "language": "python",
                "path": SECRET,
            },
            "language_info": {"name": "python", "version": "3.13"},
            "vscode": {"interpreter": {"hash": SECRET}},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    made = strip_office(json.dumps(notebook).encode())
    assert "SAMPLE-4711" not in made.decode()
    read = json.loads(made)
    assert read["metadata"]["kernelspec"] == {
        "name": "python3",
        "display_name": "python",
        "language": "python",
    }
    assert read["metadata"]["language_info"] == {"name": "python", "version": "3.13"}
    cell = read["cells"][0]
    assert cell["metadata"] == {"tags": ["hide-input"]}
    assert cell["outputs"][0]["metadata"] == {"image/png": {"width": 9}}
    assert not holds_secret(base64.b64decode(cell["outputs"][0]["data"]["image/png"]))
    assert strip_office(made) == made
    with pytest.raises(ValueError, match="broken"):
        strip_office(made[:-30])


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(sorted(MADE)),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=3),
    st.none() | st.floats(0, 1),
)
def test_damage_gives_words_or_a_document(
    name: str, damage: list[tuple[int, int]], cut: float | None
) -> None:
    data = bytearray(MADE[name]())
    for place, value in damage:
        data[place % len(data)] = value
    try:
        made = strip_office(bytes(data[: None if cut is None else int(len(data) * cut)]))
    except ValueError as error:
        assert_words(error)
        return
    if made.startswith(b"PK"):
        parts_of(made)
