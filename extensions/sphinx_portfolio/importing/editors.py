"""What helps to write in Visual Studio Code: snippets, made of what is declared; a schema."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from .. import skills
from ..fields import Field, Value, fields_of
from ..model import KINDS, Access, Evidence, Presentation, Reflection
from ..reflection_models import MODELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..part_labels import Part

_OPTIONS = ("name", "kind", "file", "alt", "issuer", "date", "skills")
#: What stands there until it is written over, by option or by kind of value.
_EXAMPLES = {
    "alt": "What can be seen, in one or two sentences",
    "file": "/files/certificate.pdf",
    "issuer": "Who awarded it",
    Value.DATE: "2025-03-21",
    Value.SPAN: "2025-03-21",
    Value.ADDRESS: "https://",
    Value.NAME: "a-name",
    Value.WIDTH: "80%",
    Value.SKILLS: "one skill, another",
}
_EXTENSIONS = {
    "recommendations": ["executablebookproject.myst-highlight", "redhat.vscode-yaml"],
}
_SETTINGS = {
    "files.encoding": "utf8",
    "files.exclude": {"build": True, ".venv": True, "**/__pycache__": True},
    "[markdown]": {
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"comments": "off", "strings": "off", "other": "on"},
        "editor.snippetSuggestions": "top",
    },
    "yaml.schemas": {"./.vscode/skills.schema.json": ["docs/skills.yaml", "docs/skills.yml"]},
}


def editor_files() -> dict[str, str]:
    """The files for the editor, by their path in a project."""
    return {
        ".vscode/extensions.json": _json(_EXTENSIONS),
        ".vscode/settings.json": _json(_SETTINGS),
        ".vscode/portfolio.code-snippets": _json(dict(_snippets())),
        ".vscode/skills.schema.json": (files(skills) / "skills.schema.json").read_text("utf-8"),
    }


def _json(value: object) -> str:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def _snippets() -> Iterator[tuple[str, dict[str, object]]]:
    declared = {one.option: one for one in fields_of(Evidence, Presentation, Access)}
    lines = [_line(declared[option], number) for number, option in enumerate(_OPTIONS, 2)]
    body = ["```{evidence} ${1:Title}", *lines, "", "${0:What did you do for this?}", "```"]
    yield "Evidence", _snippet("evidence", "One thing that shows what you can do", body)
    star = [
        "```{star-reflection} ${1:Title}",
        ":evidence: ${2:name-of-the-evidence}",
        *_parts(MODELS["star"].parts, 3),
        "```",
    ]
    yield "STAR reflection", _snippet("star-reflection", "What you learned from it", star)
    for model in MODELS.values():
        if model.id != "star":
            head = ["```{reflection} ${1:Title}", f":model: {model.id}"]
            body = [*head, ":evidence: ${2:name-of-the-evidence}", *_parts(model.parts, 3), "```"]
            words = f"A reflection after {model.title}"
            yield f"Reflection, {model.title}", _snippet(f"reflection-{model.id}", words, body)
    # Where both have one, that of evidence is told.
    for option in fields_of(Reflection, Evidence, Presentation, Access):
        name = f":{option.option}"
        yield f"{name}:", _snippet(name, _plain(option), [_line(option, 1)])


def _snippet(prefix: str, description: str, body: Sequence[str]) -> dict[str, object]:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _line(option: Field, number: int) -> str:
    """The line of an option, in which Tab goes to its value."""
    if option.value is Value.FLAG:
        return f":{option.option}:"
    if option.value is Value.KIND:
        return f":{option.option}: ${{{number}|{','.join(KINDS)}|}}"
    if option.value is Value.MODEL:
        return f":{option.option}: ${{{number}|{','.join(MODELS)}|}}"
    example = _EXAMPLES.get(option.option) or _EXAMPLES.get(option.value, "")
    return f":{option.option}: ${{{number}:{_escaped(str(example))}}}"


def _parts(parts: Sequence[Part], first: int) -> Iterator[str]:
    for number, part in enumerate(parts, first):
        yield ""
        yield f"**{_escaped(part.label)}:** ${{{number}:{_escaped(part.prompt)}}}"


def _escaped(words: str) -> str:
    """Words in a snippet, in which some signs act."""
    return re.sub(r"([\\$}])", r"\\\1", words)


def _plain(option: Field) -> str:
    """What an option does, without the markup of the guide."""
    words = f"{option.written}. {option.effect}."
    words = re.sub(r"\{\w+\}`([^`<]*?) *(?:<[^>`]*>)?`", r"\1", words)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("`", "")
