"""What to call an item, and of what kind it is: one place for what makes a good title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...model import DEFAULT_KIND
from ...names import apart
from .addresses import Leads, leads_to, stem_of
from .links import meant
from .vocabulary import only_evidence, says_files, undecorated, unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .links import Link

# Longer words are a description.
_MOST_WORDS = 14
_MOST_LETTERS = 100
#: What says nothing of what one sees.
_USELESS = re.compile(
    r"(?:(?:an? |the |my |this |click |press |tap |see |view |open |download |watch |read |visit |"
    r"go to |"
    r"full |here |is |for |to |online |attached |uploaded |klik |kyk |sien |bekijk |zie |voir |"
    r"ver |siehe )*"
    r"(?:image|images|img|picture|pic|photo|screenshot|screen ?shot|screen ?grab|screen capture|"
    r"capture|link|links|file|document|doc|docs|pdf|word|attachment|url|here|this|alt|alt ?text|"
    r"text|description|alt text description|image description|video|recording|evidence|proof|"
    r"artefact|artifact|untitled|unnamed|whatsapp image|img|download|view|view here|open|watch|see|"
    r"docx?|xlsx?|pptx?|excel|powerpoint|zip|mp4|mov|png|jpe?g|csv|slides|badge|click|look|check|"
    r"read|click here|more|google drive|drive|onedrive|github|website|site|"
    r"page|image alt text|"
    r"enter image description here|prent|beeld|foto|skakel|lêer|hier|afbeelding|bestand|bijlage|"
    r"bild|datei|fichier|lien|ici|imagen|enlace|archivo|aquí|imagem|arquivo|ficheiro|aqui|"
    r"umfanekiso|isithombe|apha|lapha)"
    r"(?: ?(?:here|online|file|image|link|now|this|below|above|it|\(?\d+\)?))*)?",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\b(?:alt text|insert|your (?:image|link|file)|description here)\b", re.IGNORECASE
)
# A name that a telephone or a program made: IMG_2031, Screenshot 2025-05-23 210056, 3f9a…
_MADE = re.compile(
    r"(?:(?:img|dsc|pxl|vid|mvi|screenshot|screen ?shot|screen recording|screencapture|capture|"
    r"photo|scan|whatsapp (?:image|video)|snip|snipping|skermskoot|bildschirmfoto|schermafbeelding|"
    r"capture d'écran|captura de pantalla|captura de tela|image|picture|untitled|download|unnamed|"
    r"file|doc|wa|at|pm|am|"
    r"copy|final|edited|img-)?[\W_\d]*|[0-9a-f]{8}[0-9a-f\W]{8,})+",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\.(?=\d?[A-Za-z])[A-Za-z0-9]{2,5}\Z")
_INVITES = re.compile(
    r"(?:please )?(?:(?:click|press|tap)(?: on)?(?: this| the)?(?: link)?(?: here)?(?: to)? ?)?"
    r"(?:view|see|open|download|watch|read|access|check out|link to|bekijk|kyk na|voir|ver|"
    r"(?:here|this|below|above|attached|the following)(?:'s| is| are)(?: the link to)?)"
    r"(?: the| my| our| a| full| here)* (?=\w)",
    re.IGNORECASE,
)
#: One word that many items could be called by.
_COMMON = re.compile(
    r"(?:the |my |our |completion )*(?:certificate|certification|certificates|completion|"
    r"certificate of completion|completion certificate|results?|scores?|submission|assignment|"
    r"assessment|activity|feedback|sertifikaat|certificaat|zertifikat|certificat|certificado)",
    re.IGNORECASE,
)


def good_title(words: str) -> str:
    """Words as a title of one line of Markdown; nothing if they say nothing of the thing."""
    words = " ".join(words.split())
    if "%20" in words:  # an address that was copied
        words = " ".join(unquote(words).split())
    invited = _INVITES.sub("", words, count=1) if _INVITES.match(words) else words
    if invited != words:
        words = invited[:1].upper() + invited[1:]
    title = unnumbered(words)
    if _FILE_NAME.search(title):
        title = stem_of(title)
        title = title[:1].upper() + title[1:]
    if not is_useful(title) or len(title.split()) > _MOST_WORDS or len(title) > _MOST_LETTERS:
        return ""
    return title


def is_useful(words: str) -> bool:
    """Whether some words say what a thing shows."""
    words = " ".join(words.split())
    if len(re.findall(r"[^\W\d_]", words)) < 2 or _PLACEHOLDER.search(words):
        return False
    if re.match(r"(?:https?://|www\.)", words, re.IGNORECASE):
        return False
    plain = unnumbered(stem_of(words) if _FILE_NAME.search(words) else words)
    if _USELESS.fullmatch(plain) or _MADE.fullmatch(plain):
        return False
    return not (
        only_evidence(words)
        or (says_files(words) and len(words.split()) == 1 and not _COMMON.fullmatch(plain))
    )


def title_of_link(link: Link) -> str:
    """What a link calls its target, in its words or in the name of the file."""
    return good_title(link.words)


def title_of_file(link: Link) -> str:
    """What the name of a file says; nothing for one that a program gave."""
    address = meant(link.written, link.way)
    if leads_to(address) is not Leads.FILE:
        return ""
    stem = stem_of(address)
    words = apart(stem) if is_useful(stem) else ""
    return good_title(words[:1].upper() + words[1:])


_COUNTED = re.compile(
    r"\W*(?:\d+\W+)?(?:part|item|piece|evidence|activity|section|step|exhibit|artefact|artifact|"
    r"document|file|task|deel|bewys|bewijs|teil|partie|parte)\W*(?:\d{1,2}|[a-z])\b(?: of \w+)?\W*",
    re.IGNORECASE,
)


def with_module(title: str, module: str) -> str:
    """A title that many things could have, with what it belongs to."""
    if not title or not module:
        return title or module
    is_common = _COMMON.fullmatch(unnumbered(title)) or _COUNTED.fullmatch(title)
    if not is_common or title.casefold() in module.casefold():
        return title
    return f"{module}: {title}"


def module_title(words: str) -> str:
    """The heading of a module as words: no emoji, and no number before it."""
    return unnumbered(words)


_EVIDENCE_OF = re.compile(r"\W*[^\W\d_]+(?:\W+\d{1,2})?\s*[:：–—|-]\s*(?=\w)")


def without_evidence(words: str) -> str:
    """The title of an item in a heading such as "Evidence 1 – Course completion"."""
    title = unnumbered(words)
    found = _EVIDENCE_OF.match(title)
    return title[found.end() :] if found and only_evidence(found[0]) else title


# -- kinds

_KINDS = (
    (
        "recording",
        r"mock[- ]?interview (?:video|recording)|video|recording|recorded|opname|aufnahme|"
        r"enregistrement|"
        r"vídeo|grabación|gravação|ividiyo",
    ),
    (
        "certificate",
        r"certificat(?:e|es|ion|ions)|certified|sertifika(?:at|te)|certifica(?:at|ten)|"
        r"zertifikat\w*|certificados?|credly|diploma of completion|i?si?[tf]ifik[ei]thi|"
        r"isatifikethi|digital "
        r"badge",
    ),
    (
        "assessment",
        r"quiz(?:zes)?|scores?|assessment|personality|mbti|16 ?personalities|test results?|exam|"
        r"marks?|grades?|toets|assessering|beoordeling|prüfung|bewertung|évaluation|evaluación|"
        r"avaliação|"
        r"scorecard|results?",
    ),
    (
        "testimony",
        r"testimonials?|(?:recommendation|reference) letter|letter of (?:recommendation|reference)|"
        r"getuigskrif|aanbevelingsbrief|getuigschrift|empfehlungsschreiben|recommandation",
    ),
    (
        "project",
        r"projects?|projek|projekt|projet|proyecto|projeto|capstone|iprojekthi|iprojekhti|"
        r"repository|repo",
    ),
    (
        "course",
        r"course|kursus|cursus|kurs|cours|curso|module (?:completion|completed)|completed module",
    ),
    (
        "volunteering",
        r"volunteer\w*|vrywillig\w*|vrijwillig\w*|ehrenamt\w*|bénévol\w*|voluntari\w*",
    ),
    (
        "activity",
        r"workshops?|hackathon|job shadow\w*|event|career fair|seminar|webinar|networking session",
    ),
)
_KIND_OF = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS)
_PLAYS = re.compile(
    r"\.(?:mp4|mov|webm|m4v|avi|mkv|3gp|wmv|mp3|m4a|wav|ogg)(?:[?#]|\Z)", re.IGNORECASE
)
_AWARDS = re.compile(r"//(?:[\w-]+\.)*(?:credly|accredible|credential)\.\w+/", re.IGNORECASE)
_VIDEO_SITES = re.compile(
    r"//(?:www\.|m\.)?(?:youtu\.be|youtube\.com|vimeo\.com|loom\.com|streamable\.com)/",
    re.IGNORECASE,
)


def kind_of(title: str, links: Iterable[Link], module: str = "") -> str:
    """One of `model.KINDS`, for what the words and the files say; an artefact else."""
    addresses = [meant(link.written, link.way) for link in links]
    if any(_PLAYS.search(one) or _VIDEO_SITES.search(one) for one in addresses):
        return "recording"
    if any(_AWARDS.search(one) for one in addresses):
        return "certificate"
    own = " ".join([title, *(stem_of(address) for address in addresses)])
    for words in (title, own):
        for kind, pattern in _KIND_OF:
            if pattern.search(words) and (kind != "recording" or _may_play(addresses)):
                return kind
    return DEFAULT_KIND


def _may_play(addresses: list[str]) -> bool:
    """Whether what is called a video can be one: nothing says that it is a picture or a text."""
    return not addresses or any(leads_to(one) is not Leads.FILE for one in addresses)


def own_title(words: str) -> str:
    """A heading that is the title of one item: its number stays, emoji and signs go."""
    return undecorated(words)
