"""What an address leads to, as far as it says so itself."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit


class Leads(Enum):
    """What is at an address."""

    NOWHERE = "nowhere"  # an anchor, a mail, a script, a badge
    PAGE = "page"
    FOLDER = "folder"
    FILE = "file"
    PICTURE = "picture"  # on a service for pictures
    HOSTED = "hosted"  # on a service for documents, videos, designs and certificates
    REPOSITORY = "repository"
    PROFILE = "profile"
    WEB = "web"
    HOME = "home"  # of a site


#: Endings of pages of a portfolio; some people save a page without one.
_PAGES = frozenset({".md", ".markdown", ".mdown", ".rst", ".mdx", ".qmd"})
_GITHUB = frozenset({"github.com", "www.github.com"})
_RAW = frozenset({"raw.githubusercontent.com", "raw.github.com"})
# What is made for a page and shows no work.
_BADGES = re.compile(
    r"(?:^|\.)(?:shields\.io|badgen\.net|badge\.fury\.io|skillicons\.dev|simpleicons\.org|"
    r"komarev\.com|github-readme-stats[\w-]*\.vercel\.app|"
    r"github-readme-streak-stats[\w-]*\.\w+\.app|streak-stats\.demolab\.com|"
    r"readme-typing-svg\.[\w.]+|capsule-render\.vercel\.app|"
    r"github-profile-trophy[\w-]*\.vercel\.app|github-readme-activity-graph[\w-]*\.vercel\.app|"
    r"activity-graph\.herokuapp\.com|visitor-badge\.[\w.]+|hits\.seeyoufarm\.com|hits\.dwyl\.com|"
    r"profile-counter\.glitch\.me|contrib\.rocks|devicon\.dev|icons8\.com|flaticon\.com|"
    r"worldvectorlogo\.com|vectorlogo\.zone|wakatime\.com|cdn\.simpleicons\.org|forthebadge\.com|"
    r"github-contributor-stats\.vercel\.app|giphy\.com|tenor\.com|api\.star-history\.com|"
    r"codecov\.io|travis-ci\.(?:org|com)|circleci\.com)$"
)
# Pictures of videos, for links that lead to them.
_THUMBNAILS = re.compile(r"(?:^|\.)(?:img\.youtube\.com|ytimg\.com|vumbnail\.com)$")
_ICON_PATHS = re.compile(
    r"devicons?/|simple-icons|/badges?(?:/|\.svg)|badge\.svg|/icons?/|github-readme-stats|"
    r"gh-pages/icons|Tarikul-Islam|/emojis?/|top-langs|streak|typing"
)
_PICTURES = re.compile(
    r"(?:^|\.)(?:ibb\.co|imgbb\.com|imgur\.com|postimg\.cc|postimages\.org|imageshack\.com|"
    r"prnt\.sc|gyazo\.com|photos\.app\.goo\.gl|photos\.google\.com|cloudinary\.com|"
    r"user-images\.githubusercontent\.com|private-user-images\.githubusercontent\.com|"
    r"media\.licdn\.com|flickr\.com|snipboard\.io|imgpile\.com|freeimage\.host|iili\.io)$"
)
_HOSTED = re.compile(
    r"(?:^|\.)(?:drive\.google\.com|docs\.google\.com|forms\.gle|sites\.google\.com|"
    r"onedrive\.live\.com|1drv\.ms|sharepoint\.com|dropbox\.com|box\.com|youtu\.be|youtube\.com|"
    r"youtube-nocookie\.com|vimeo\.com|loom\.com|streamable\.com|dailymotion\.com|twitch\.tv|"
    r"tiktok\.com|soundcloud\.com|figma\.com|diagrams\.net|draw\.io|miro\.com|lucid\.app|"
    r"lucidchart\.com|whimsical\.com|prezi\.com|slideshare\.net|issuu\.com|notion\.so|notion\.site|"
    r"padlet\.com|credly\.com|credential\.net|accredible\.com|badgr\.com|badgr\.io|open\.edx\.org|"
    r"verify\.\w+\.\w+|colab\.research\.google\.com|kaggle\.com|codepen\.io|replit\.com|"
    r"codesandbox\.io|jsfiddle\.net|tinkercad\.com|trello\.com|flipgrid\.com|flip\.com|"
    r"genially\.com|genial\.ly|wetransfer\.com|netlify\.app|vercel\.app|github\.io|herokuapp\.com|"
    r"onrender\.com|web\.app|firebaseapp\.com|pages\.dev|pythonanywhere\.com|streamlit\.app|"
    r"surge\.sh|glitch\.me|azurewebsites\.net|gitlab\.io|huggingface\.co|tableau\.com|"
    r"app\.powerbi\.com|gist\.github\.com)$"
)
# Services that are known for more than what people keep there: only these paths are work.
_HOSTED_PATHS = re.compile(
    r"linkedin\.com/(?:learning/certificates|posts|pulse|feed/update|events|embed)|"
    r"linkedin\.com/in/[^/]+/(?:details|overlay|recent-activity)|canva\.com/design|"
    r"coursera\.org/(?:account|verify|share|accomplishments)|udemy\.com/certificate|"
    r"hackerrank\.com/certificates|freecodecamp\.org/certification|sololearn\.com/(?:certificates|"
    r"en/certificates)|simplilearn\.com/skillup-certificate|16personalities\.com/(?:profiles|"
    r"results)|learn\.microsoft\.com/[^?]*(?:credentials|transcript|achievements)|ude\.my/|"
    r"api\.badgr|cisco\.com/.*(?:badge|certificate)|netacad\.com/.*(?:certificate|badge)|"
    r"skillsforall\.com/.*(?:certificate|badge)|academy\.[\w.]+/.*certificate|/certificates?/|"
    r"/verify/|/credentials?/",
    re.IGNORECASE,
)
_PROFILES = re.compile(
    r"(?:^|\.)linkedin\.com/(?:in|company|school|pub)/|(?:^|\.)(?:twitter|x|instagram|facebook|t|"
    r"wa|threads|medium|stackoverflow|leetcode|hackerrank|dev|hashnode|discord|discordapp|behance|"
    r"dribbble|credly)\.\w+/"
    r"(?:@|in/|users/|u/|invite/)?[^/?#]+/?$",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20}):")
_PLACEHOLDER = re.compile(
    r"(?:insert|add|your|put|paste|replace)[-_ ](?:your|here|with)\b"
    r"|(?:insert|add|your|put|paste|replace)[-_ ](?:(?:the|an?)[-_ ])?"
    r"(?:link|url|image|file|path|screenshot)\b"
    r"|\bpath/to/|\blink[-_ ](?:to|here)\b|\bplaceholder\b"
    r"|^(?:link|url|file|image|address|todo|tbd|xxx+|\.\.\.|…)(?:\.\w+)?$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?=\d?[a-z])[a-z0-9]{1,8}\Z", re.IGNORECASE)


@lru_cache(maxsize=4096)
def leads_to(address: str) -> Leads:
    """What an address leads to, when its escapes are taken out."""
    address = address.strip()
    if not address or address.startswith("#"):
        return Leads.NOWHERE
    if address.startswith("//"):
        address = f"https:{address}"
    if address.lower().startswith("www."):
        address = f"https://{address}"
    if scheme := _SCHEME.match(address):
        if scheme[1].lower() in {"http", "https"}:
            return _on_the_web(address)
        if scheme[1].lower() == "file" or len(scheme[1]) == 1:
            return Leads.FILE
        return Leads.NOWHERE
    return _local(address)


def _local(address: str) -> Leads:
    path = PurePosixPath(unquote(re.split(r"[?#]", address, maxsplit=1)[0]).replace("\\", "/"))
    ending = _ENDING.search(path.name)
    if address.endswith("/") or str(path) in {".", "..", "/"}:
        return Leads.FOLDER
    if ending and ending[0].lower() in _PAGES:
        return Leads.PAGE
    if ending and path.stem:
        return Leads.FILE
    return Leads.PAGE


def _on_the_web(address: str) -> Leads:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Leads.NOWHERE
    path = unquote(parts.path)
    if is_badge(address) or _THUMBNAILS.search(host):
        return Leads.NOWHERE
    if host == "github.com":
        return _on_github(path.strip("/").split("/"))
    if host in _RAW:
        return _local(path)
    if _PICTURES.search(host):
        return Leads.PICTURE
    if host.endswith("githubusercontent.com"):
        return Leads.PROFILE if host.startswith("avatars") else Leads.PICTURE
    if _HOSTED.search(host) or _HOSTED_PATHS.search(address):
        bare = not path.strip("/") and not parts.query
        is_site = re.search(r"\.(?:app|io|com|dev|sh|me|net)$", host) and host.count(".") > 1
        return Leads.HOME if bare and not is_site else Leads.HOSTED
    if _PROFILES.search(host + parts.path):
        return Leads.PROFILE
    if not path.strip("/") and not parts.query:
        return Leads.HOME
    ending = _ENDING.search(PurePosixPath(path).name)
    is_file = ending and ending[0].lower() in _DOCUMENTS
    return Leads.FILE if is_file else Leads.WEB


_DOCUMENTS = frozenset(
    [
        ".pdf",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".bmp",
        ".heic",
        ".svg",
        ".mp4",
        ".mov",
        ".webm",
        ".m4v",
        ".avi",
        ".mkv",
        ".3gp",
        ".mp3",
        ".m4a",
        ".wav",
        ".ogg",
        ".doc",
        ".docx",
        ".odt",
        ".ppt",
        ".pptx",
        ".odp",
        ".xls",
        ".xlsx",
        ".ods",
        ".csv",
        ".ipynb",
        ".zip",
        ".rtf",
        ".pbix",
    ]
)


def is_badge(address: str) -> bool:
    """Whether an address is that of a badge, an icon, or a widget for a profile."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    is_drawing = parts.path.endswith(".svg")
    return bool(_BADGES.search(host) or (is_drawing and _ICON_PATHS.search(address)))


def _on_github(parts: list[str]) -> Leads:
    """A path of GitHub: owner, repository, and what is in there."""
    if parts[0] == "user-attachments" or "assets" in parts[2:3]:
        return Leads.PICTURE
    if len(parts) < 2:
        return Leads.PROFILE if parts[0] else Leads.HOME
    if len(parts) == 2 or not parts[2]:
        return Leads.REPOSITORY
    if parts[2] in {"blob", "raw", "blame"}:
        found = _local("/".join(parts[4:]))
        return Leads.HOSTED if found is Leads.PAGE else found
    if parts[2] == "tree":
        return Leads.FOLDER
    return Leads.HOSTED  # commits, pull requests, releases, issues


def is_placeholder(address: str) -> bool:
    """Whether an address is what a template has in its place."""
    return _PLACEHOLDER.search(unquote(address.strip())) is not None and (
        leads_to(address) not in {Leads.HOSTED, Leads.PICTURE}
    )


def stem_of(address: str) -> str:
    """The name of a file without its ending, as words."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    name = PurePosixPath(unquote(path).replace("\\", "/")).name
    return " ".join(re.sub(r"[_\-+]+", " ", _ENDING.sub("", name)).split())
