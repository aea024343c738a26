"""Take one page out of a PDF for paper, with pikepdf. Run by `bounded`.

Argument: the page, from 1. Names of entries, and numbers of sections, are those of ISO 32000-2.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from .clean_pdf import dictionaries, entry, name_of, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    _Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

#: What a page looks like (7.7.3.3), and what of that its ancestors can say.
_SEEN = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
_INHERITED = {"/MediaBox", "/CropBox", "/Rotate", "/Resources"}
#: What says something about a picture, form or font, or fetches it from elsewhere; shows nothing.
_UNSEEN = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/StructParent", "/StructParents",
           "/OPI", "/Ref", "/Alternates", "/Thumb", "/F")  # fmt: skip
#: Operators that paint (8.2); each path has to end with one, which may be that of no paint.
_NO_PAINT = pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))
_PATHS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_PAINT = _PATHS | {"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
# Forms in forms, at most.
_DEPTH = 20


def page_of(pdf: Pdf, number: int) -> Pdf:
    """A document of nothing but what a reader sees of one page."""
    del pdf.pages[number:]  # their annotations would cost time
    del pdf.pages[: number - 1]
    if entry(entry(pdf.Root, "/AcroForm"), "/NeedAppearances") is not None:
        pdf = _filled_in(pdf)
    page = pdf.pages[0].obj
    layers = _Layers(pdf.Root)
    notes = entry(page, "/Annots")
    if isinstance(notes, Array):
        page[Name.Annots] = Array([note for note in notes if _is_printed(note, layers)])
    pdf.flatten_annotations("screen")
    seen = {key: value for key in _SEEN if (value := _of_page(page, key)) is not None}
    seen.setdefault("/MediaBox", Array([0, 0, 612, 792]))  # as readers do
    alone = Pdf.new()
    bare = pdf.make_indirect(Dictionary(seen | {"/Type": Name.Page}))
    if layers.hidden:
        layers.leave_out(pdf, bare)
    alone.pages.append(pikepdf.Page(bare))
    alone.remove_unreferenced_resources()
    for holder in list(dictionaries(alone.Root)):
        _bare(holder)
    return alone


def _filled_in(pdf: Pdf) -> Pdf:
    """The same with pictures of what is filled in, which pikepdf 10.0 draws when it saves."""
    pdf.generate_appearance_streams()
    made = io.BytesIO()
    pdf.save(made)
    return Pdf.open(made)


def _is_printed(note: Object, layers: _Layers) -> bool:
    """Whether an annotation is seen without a click; a window with a comment is not."""
    return name_of(entry(note, "/Subtype")) != "/Popup" and not layers.hides(entry(note, "/OC"))


def _of_page(page: Object, key: str) -> Object | None:
    """An entry of a page, or of the next of its ancestors that has it."""
    node: Object | None = page
    for _ in range(100):
        value = entry(node, key)
        if value is not None or key not in _INHERITED:
            return value
        node = entry(node, "/Parent")
    return None


def _bare(holder: Object) -> None:
    """Take out what shows nothing."""
    if isinstance(holder, Stream):
        for key in _UNSEEN:
            if key in holder:
                del holder[key]
    marked = entry(holder, "/Properties")  # of parts of the content (14.6.2)
    if isinstance(marked, Dictionary):
        for key in list(marked.keys()):
            marked[key] = Dictionary()


# -- layers


class _Layers:
    """Optional content (8.11): what is not to be seen when the document is opened."""

    def __init__(self, root: Object) -> None:
        settings = entry(root, "/OCProperties")
        default = entry(settings, "/D")
        off, on = (_ids(entry(default, key)) for key in ("/OFF", "/ON"))
        if name_of(entry(default, "/BaseState")) == "/OFF":
            off |= _ids(entry(settings, "/OCGs")) - on
        self.hidden = off
        self.done: set[tuple[int, int]] = set()

    def hides(self, group: Object | None) -> bool:
        """Whether what belongs to this group is hidden; it may be a membership of groups."""
        if group is None or not self.hidden:
            return False
        groups = entry(group, "/OCGs")
        if groups is None:
            return group.objgen in self.hidden
        ids = _ids(groups) if isinstance(groups, Array) else {groups.objgen}
        off = ids & self.hidden
        shown = {
            "/AllOn": not off,
            "/AnyOff": bool(off),
            "/AllOff": off == ids,
        }.get(name_of(entry(group, "/P")), off != ids)  # else any of them is on
        return bool(ids) and not shown

    def leave_out(self, pdf: Pdf, holder: Object, depth: int = 0) -> None:
        """Take what is hidden out of a page or a form, and out of the forms in it."""
        resources = entry(holder, "/Resources")
        content = pikepdf.unparse_content_stream(
            list(self.shown(pikepdf.parse_content_stream(holder), resources))
        )
        if isinstance(holder, Stream):
            holder.write(content)
        else:
            holder[Name.Contents] = pdf.make_stream(content)
        things = entry(resources, "/XObject")
        for thing in values(things):
            is_form = name_of(entry(thing, "/Subtype")) == "/Form"
            if is_form and thing.objgen not in self.done and depth < _DEPTH:
                self.done.add(thing.objgen)
                self.leave_out(pdf, thing, depth + 1)

    def shown(
        self, content: list[_Instruction], resources: Object | None
    ) -> Iterator[_Instruction]:
        """The content without the paint of hidden layers; all else has an effect on the rest."""
        marks: list[bool] = []
        for instruction in content:
            operator = str(instruction.operator)
            operands = [] if operator == "INLINE IMAGE" else list(instruction.operands)
            if operator in {"BDC", "BMC"}:
                marks.append(operator == "BDC" and self.hides(_layer(operands, resources)))
            elif operator == "EMC" and marks:
                marks.pop()
            drawn = _named(operands, entry(resources, "/XObject")) if operator == "Do" else None
            if operator in _PAINT and (any(marks) or self.hides(entry(drawn, "/OC"))):
                if operator in _PATHS:
                    yield _NO_PAINT
            elif operator not in {"BDC", "BMC", "EMC", "DP", "MP"}:
                yield instruction


def _layer(operands: list[Object], resources: Object | None) -> Object | None:
    """The layer that marked content belongs to, if it does."""
    if len(operands) != 2 or operands[0] != Name.OC:
        return None
    return _named(operands[1:], entry(resources, "/Properties"))


def _named(operands: list[Object], resources: Object | None) -> Object | None:
    return entry(resources, name_of(operands[0])) if operands and name_of(operands[0]) else None


def _ids(groups: Object | None) -> set[tuple[int, int]]:
    items = list(groups) if isinstance(groups, Array) else []
    return {item.objgen for item in items if isinstance(item, Dictionary)}


def main() -> None:
    """Read the document, and write the page."""
    out = io.BytesIO()
    try:
        with Pdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
            alone = page_of(pdf, int(sys.argv[1]))
            # No clock and no random number; a version that every TeX takes.
            alone.save(
                out,
                deterministic_id=True,
                min_version="1.5",
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    except MemoryError:
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError("it is broken. Save or download it again.") from error
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    main()
