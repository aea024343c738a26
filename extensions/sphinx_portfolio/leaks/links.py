"""Links that need a login, that soon lead nowhere, or that lead to the owner's own computer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kinds import Leak, LeakKind, Patterns
from .page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLATFORM = "It is in a learning platform."
_PUT = "Download it, put it into your folder and name it in ':file:'."


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a link leads: the pattern of its host, of its path, and what is said of it."""

    kind: LeakKind
    host: str
    path: str
    hint: str

    def fits(self, host: str, path: str) -> bool:
        return bool(re.search(self.host, host) and re.match(self.path, path))


def _login(host: str, path: str, where: str) -> _Site:
    hint = f"{where} Your readers may see a login page only. {_PUT}"
    return _Site(LeakKind.LOGIN_LINK, host, path, hint)


def _rotting(host: str, path: str, where: str) -> _Site:
    return _Site(LeakKind.ROTTING_LINK, host, path, f"{where} {_PUT}")


#: The first that fits counts. Paths begin with "/", and are in small letters.
_SITES = (
    _login(
        r"^docs\.google\.com$",
        r"/(?!forms/.*/viewform|.*/(?:pub|pubhtml|embed)(?:[/?#]|$)|[^?]*/d/e/)\w",
        "It is in Google Docs, and only those whom you let in can open it.",
    ),
    _login(r"^drive\.google\.com$", r"/.", "It is on Google Drive."),
    _login(r"^(?:photos\.google\.com|photos\.app\.goo\.gl)$", r"/.", "It is in Google Photos."),
    _login(r"^classroom\.google\.com$", r"/", "It is in Google Classroom."),
    _login(r"(?:^|\.)(?:1drv\.ms|onedrive\.live\.com|onedrive\.com)$", r"/.", "It is on OneDrive."),
    _login(r"\.sharepoint\.com$", r"/", "It is on the OneDrive or SharePoint of your institution."),
    _login(
        r"(?:^|\.)(?:teams\.microsoft\.com|teams\.live\.com|teams\.cloud\.microsoft)$",
        r"/.",
        "It is in Microsoft Teams.",
    ),
    _login(
        r"(?:^|\.)(?:forms\.office\.com|outlook\.(?:office(?:365)?|live)\.com|office\.com)$",
        r"/(?!pages/responsepage|r/).",
        "It is in Microsoft Office online.",
    ),
    _login(r"(?:^|\.)icloud\.com$", r"/.", "It is in iCloud."),
    _login(r"^mail\.google\.com$", r"/", "It is in your mail."),
    _login(r"^web\.whatsapp\.com$", r"/", "It is in WhatsApp."),
    _login(r"(?:^|\.)(?:blackboard\.com|instructure\.com|brightspace\.com|moodlecloud\.com|"
           r"itslearning\.com|edmodo\.com|schoology\.com)$", r"/", _PLATFORM),
    _login(r"^(?:my)?(?:canvas|blackboard|moodle|brightspace|e-?learn(?:ing)?|lms|sakai|ilias)\.",
           r"/.", _PLATFORM),
    _login(r"", r"(?:/[^/?#]+){0,2}/(?:pluginfile\.php|draftfile\.php|mod/\w+/\w+\.php"
           r"|course/view\.php|ultra/(?:courses|stream|organizations)|webapps/blackboard"
           r"|bbcswebdav/|d2l/|portal/site/"
           r"|courses/\d+/(?:assignments|files|modules|discussion_topics))", _PLATFORM),
    _rotting(r"^(?:www\.)?dropbox\.com$|^dl\.dropboxusercontent\.com$",
             r"/(?:s|scl|sh|home|preview)/", "It is in Dropbox, and goes when you tidy up there."),
    _rotting(r"^github\.com$", r"/user-attachments/|/[^/]+/[^/]+/assets/\d+/",
             "GitHub keeps what was dropped into a comment, and readers without an account may not "
             "see it."),
    _rotting(r"^(?:private-)?user-images\.githubusercontent\.com$", r"/",
             "Such an address of GitHub may be valid for minutes only."),
    _rotting(r"^camo\.githubusercontent\.com$", r"/", "GitHub keeps this copy for a while only."),
    _rotting(r"^(?:\w+\.)?(?:ibb\.co|imgbb\.com|postimg\.cc|imgur\.com|tinypic\.com|prnt\.sc"
             r"|gyazo\.com|lightshot\.com|photobucket\.com)$", r"/.",
             "It is at a host of pictures, which may delete it."),
    _rotting(r"^(?:www\.)?(?:we\.tl|(?:\w+\.)?wetransfer\.com|file\.io|transfer\.sh|gofile\.io"
             r"|filemail\.com)$", r"/.", "It is deleted after some days."),
    _rotting(r"^(?:cdn|media)\.discordapp\.(?:com|net)$", r"/",
             "Such an address of Discord is valid for a day only."),
    _rotting(r"(?:^|\.)(?:fbcdn\.net|cdninstagram\.com|licdn\.com|mmg\.whatsapp\.net)$", r"/",
             "Such an address is valid for some days only."),
)  # fmt: skip
_LOCAL_HOST = re.compile(
    r"(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|[\w-]+\.local)\Z"
)
_COMPUTER = (
    "It is an address of your own computer or network, and leads nowhere for others. Publish it, "
    "or show a picture of it."
)
_DISK = (
    "It is a place on your own disk, and may show your user name. Put the file into your folder "
    "and name it in ':file:', from the folder of the page."
)
_WEB = re.compile(
    r"https?://(?:[^\s/@?#<>\"'`]{1,100}@)?(\[[0-9a-f:]+\]|[\w.-]{1,253})(:\d{1,5})?([^\s<>\"'`|]*)",
    re.IGNORECASE,
)
#: Without "https://", as people write them in a text.
_BARE = re.compile(
    r"(?<![\w./@:-])(?:drive\.google\.com|docs\.google\.com|1drv\.ms|we\.tl|i?\.?imgur\.com|ibb\.co"
    r"|(?:www\.)?dropbox\.com)/[\w?][^\s<>\"'`|]*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\bfile:/{1,3}[^\s<>\"'`|)\]]+"
    r"|(?<![\w\\])[A-Za-z]:\\{1,2}(?:[^\\/:*?\"<>|\r\n`)\],;]{1,100}\\{1,2}){0,20}[^\\/:*?\"<>|\s`)\],;]{1,100}"
    r"|(?<![\w/])[A-Z]:/(?:Users|Documents|Downloads|Desktop)[^\s<>\"'`|)\]]*"
    r"|(?<=[(\"' <])(?:~|/Users/[^/\s]{1,40}|/home/[^/\s]{1,40}|/storage/emulated|/sdcard)"
    r"/[^\s<>\"'`|)\]]+",
    re.IGNORECASE,
)  # fmt: skip


def find_links(text: str) -> list[Leak]:
    """Links that readers cannot follow, or soon not any more, outside of code, by their place.

    ``hint`` of each says where it leads and what to do.
    """
    page = Page(text, Patterns(), is_code=False)
    found = sorted(_links(text), key=lambda item: item[0])
    leaks: dict[tuple[str, int], Leak] = {}
    for start, written, kind, hint in found:
        if start not in page.source_code:
            line = page.plain.line(start)
            leak = Leak(kind, written, line, is_comment=start in page.source_comments, hint=hint)
            leaks.setdefault((written, line), leak)
    return list(leaks.values())


def _links(text: str) -> Iterator[tuple[int, str, LeakKind, str]]:
    for found in _WEB.finditer(text):
        written = _trimmed(found[0])
        host = found[1].lower().rstrip(".")
        path = written[found.end(1) - found.start() + len(found[2] or "") :].lower() or "/"
        if _LOCAL_HOST.match(host):
            yield found.start(), written, LeakKind.LOCAL_LINK, _COMPUTER
        elif site := _site(host, path):
            yield found.start(), written, site.kind, site.hint
    for found in _BARE.finditer(text):
        written = _trimmed(found[0])
        host, _, path = written.lower().partition("/")
        if site := _site(host, f"/{path}"):
            yield found.start(), written, site.kind, site.hint
    for found in _FILE.finditer(text):
        yield found.start(), found[0].rstrip(" .,;"), LeakKind.LOCAL_LINK, _DISK


def _site(host: str, path: str) -> _Site | None:
    return next((site for site in _SITES if site.fits(host, path)), None)


def _trimmed(address: str) -> str:
    """An address without what the sentence or Markdown around it adds."""
    while address:
        last = address[-1]
        if (
            last in ".,;:!?*_~}"
            or (last == ")" and address.count(")") > address.count("("))
            or (last == "]" and address.count("]") > address.count("["))
        ):
            address = address[:-1]
        else:
            break
    # [text](address) and [address](address)
    for mark in ("](", ")"):
        before, found, _ = address.partition(mark)
        if found and (mark == "](" or before.count("(") == 0):
            address = before
    return address
