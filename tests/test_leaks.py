"""What a portfolio should not give away: found, and nothing else. All numbers are made up here."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sphinx_portfolio.leaks import (
    Leak,
    LeakKind,
    Patterns,
    canonical,
    find_in_name,
    find_leaks,
    find_links,
    html_comments,
    myst_comments,
)
from sphinx_portfolio.leaks.numbers import is_identity_number

pytestmark = pytest.mark.newest

NONE = Patterns()
K = LeakKind


def identity(rng: random.Random) -> str:
    """An identity number that nobody was given: only its check digit is right."""
    twelve = (
        f"{rng.randrange(100):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
        f"{rng.randrange(10000):04}{rng.randrange(3)}{rng.randrange(10)}"
    )
    return twelve + str(check_digit(twelve))


def check_digit(twelve: str) -> int:
    """By Luhn's rule, written in another way than in the code."""
    total = 0
    for place, digit in enumerate(reversed(twelve)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return -total % 10


ID = identity(random.Random(7))
SPACED = f"{ID[:6]} {ID[6:10]} {ID[10:]}"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJlMTIz"
SECRET = "a1B2c3D4" * 5


def found(text: str, patterns: Patterns = NONE) -> list[tuple[LeakKind, str]]:
    return [(leak.kind, leak.found) for leak in find_leaks(text, patterns)]


HITS: list[tuple[LeakKind, str, str]] = [
    (K.IDENTITY, f"My ID is {ID}.", ID),
    (K.IDENTITY, f"ID: {SPACED}", SPACED),
    (K.IDENTITY, f"ID {ID[:6]}-{ID[6:10]}-{ID[10:]}", f"{ID[:6]}-{ID[6:10]}-{ID[10:]}"),
    (K.IDENTITY, f"{ID[:6]}.{ID[6:]}", f"{ID[:6]}.{ID[6:]}"),
    (K.IDENTITY, f"ID{ID}", ID),
    (K.IDENTITY, f"| ID | {ID} |", ID),
    (K.IDENTITY, f"in 2025 {ID}, 12", ID),
    (K.IDENTITY, f"`{ID}`", ID),
    (K.IDENTITY, f"```python\nid = '{ID}'\n```", ID),
    (K.IDENTITY, f"**{ID[:6]}** {ID}", ID),
    (K.EMAIL, "Write to thandi@university.ac.za.", "thandi@university.ac.za"),
    (K.EMAIL, "[me](mailto:j.doe+work@mail.org)", "j.doe+work@mail.org"),
    (K.EMAIL, "<a href='mailto:jan%40mail.org'>", "jan%40mail.org"),
    (K.EMAIL, "jan&#64;mail&#46;org", "jan&#64;mail&#46;org"),
    (K.EMAIL, "jan&commat;mail.org", "jan&commat;mail.org"),
    (K.EMAIL, r"jan\_s\@mail.org", r"jan\_s\@mail.org"),
    (K.EMAIL, "jan [at] mail [dot] org", "jan [at] mail [dot] org"),
    (K.EMAIL, "jan (at) mail.org", "jan (at) mail.org"),
    (K.EMAIL, "jan at mail dot org", "jan at mail dot org"),
    (K.EMAIL, "name [at] domain dot org", "name [at] domain dot org"),
    (K.EMAIL, "`219876543@mail.university.ac.za`", "219876543@mail.university.ac.za"),
    (K.EMAIL, "zoë@müller.de", "zoë@müller.de"),
    (K.EMAIL, "<jan@mail.org>:", "jan@mail.org"),
    (K.EMAIL, "&amp;\u200bjan@mail.org\u200b\u200b.", "jan@mail.org"),
    (K.EMAIL, "https://x.org/?email=jan@mail.org", "jan@mail.org"),
    (K.EMAIL, "jan＠mail．org", "jan＠mail．org"),
    (K.PHONE, "call 082 555 7777", "082 555 7777"),
    (K.PHONE, "0825557777", "0825557777"),
    (K.PHONE, "(082) 555 7777", "(082) 555 7777"),
    (K.PHONE, "(021) 555-7777", "(021) 555-7777"),
    (K.PHONE, "021 555 7777", "021 555 7777"),
    (K.PHONE, "082-555-7777", "082-555-7777"),
    (K.PHONE, "082.555.7777", "082.555.7777"),
    (K.PHONE, "+27 82 555 7777", "+27 82 555 7777"),
    (K.PHONE, "+27825557777", "+27825557777"),
    (K.PHONE, "+27 (0)82 555 7777", "+27 (0)82 555 7777"),
    (K.PHONE, "+27(82)5557777", "+27(82)5557777"),
    (K.PHONE, "0027 82 555 7777", "0027 82 555 7777"),
    (K.PHONE, "+31 6 1234 5678", "+31 6 1234 5678"),
    (K.PHONE, "06-12345678", "06-12345678"),
    (K.PHONE, "06 12 34 56 78", "06 12 34 56 78"),
    (K.PHONE, "020-1234567", "020-1234567"),
    (K.PHONE, "0512-123456", "0512-123456"),
    (K.PHONE, "+49 (0)30 1234567", "+49 (0)30 1234567"),
    (K.PHONE, "0171/1234567", "0171/1234567"),
    (K.PHONE, "(030) 1234567", "(030) 1234567"),
    (K.PHONE, "020 7946 0958", "020 7946 0958"),
    (K.PHONE, "+44 20 7946 0958", "+44 20 7946 0958"),
    (K.PHONE, "07700 900123", "07700 900123"),
    (K.PHONE, "(212) 444-8888", "(212) 444-8888"),
    (K.PHONE, "212-444-8888", "212-444-8888"),
    (K.PHONE, "+1 212 444 8888", "+1 212 444 8888"),
    (K.PHONE, "+264 81 555 7777", "+264 81 555 7777"),
    (K.PHONE, "Tel: 5557777", "5557777"),
    (K.PHONE, "[WhatsApp](https://wa.me/27825557777)", "27825557777"),
    (K.PHONE, "R15 000 - R20 000 (012-555 6789)", "012-555 6789"),
    (K.PHONE, "Reference: 082 555 7777 / 10.00", "082 555 7777"),
    (K.PHONE, "tel:+27825557777", "+27825557777"),
    (K.PHONE, "Cell:0825557777", "0825557777"),
    (K.PHONE, "**Cell:** 082 555 7777", "082 555 7777"),
    (K.PHONE, "**082 555 7777**", "082 555 7777"),
    (K.PHONE, "| 082 555 7777 |", "082 555 7777"),
    (K.PHONE, "082\u00a0555\u20117777", "082\u00a0555\u20117777"),
    (K.PHONE, "０８２ ５５５ ７７７７", "０８２ ５５５ ７７７７"),
    (K.PHONE, "08\u200b2555\u200b7777", "08\u200b2555\u200b7777"),
    (K.PHONE, "```{evidence} Call\n:note: 082 555 7777\n```", "082 555 7777"),
    (K.STUDENT_NUMBER, "Student number: 219876543", "219876543"),
    (K.STUDENT_NUMBER, "**Student No.** 21987654", "21987654"),
    (K.STUDENT_NUMBER, "**Student number:** 219876543", "219876543"),
    (K.STUDENT_NUMBER, "Studentenummer: 21987654", "21987654"),
    (K.STUDENT_NUMBER, "studentnummer s2198765", "s2198765"),
    (K.STUDENT_NUMBER, "Studentenommer 219876543", "219876543"),
    (K.STUDENT_NUMBER, "Matrikelnummer 21987654", "21987654"),
    (K.STUDENT_NUMBER, "matricule : 21987654", "21987654"),
    (K.STUDENT_NUMBER, "Stud. Nr 219876543", "219876543"),
    (K.STUDENT_NUMBER, "student_number: 219876543", "219876543"),
    (K.STUDENT_NUMBER, "| Student number | 219876543 |", "219876543"),
    (K.STUDENT_NUMBER, "| Name | Student number |\n|---|---|\n| Your Name | 219876543 |", "219876543"),
    (K.STUDENT_NUMBER, ":file: ../files/cv_219876543.pdf", "219876543"),
    (K.PLACE, "-33.92490, 18.42410", "-33.92490, 18.42410"),
    (K.PLACE, "33°55'31\"S 18°25'26\"E", "33°55'31\"S 18°25'26\"E"),
    (K.PLACE, "geo:-33.9,18.4", "geo:-33.9,18.4"),
    (K.PLACE, "https://www.google.com/maps/@-33.9,18.4,17z", "@-33.9,18.4,17z"),
    (K.PLACE, "https://maps.google.com/?q=-33.9249,18.4241", "?q=-33.9249,18.4241"),
    (K.PLACE, "4FRW3C2F+9V", "4FRW3C2F+9V"),
    (K.PLACE, "we met at 3C2F+9V Cape Town", "3C2F+9V"),
    (K.PLACE, '{"lat": -33.9249, "lon": 18.4241}', 'lat": -33.9249, "lon": 18.4241'),
    (K.TOKEN, JWT, JWT),
    (K.TOKEN, "https://x.org/a?token=a8s7d6f5", "token=a8s7d6f5"),
    (K.TOKEN, "https://x.org/a?sv=1&sig=a8s7%2Fd6f5", "sig=a8s7%2Fd6f5"),
    (K.TOKEN, "https://x.org/a?X-Amz-Signature=abc123def", "X-Amz-Signature=abc123def"),
    (K.TOKEN, "https://x.org/#access_token=abc123def", "access_token=abc123def"),
    (K.TOKEN, f"ghp_{SECRET}", f"ghp_{SECRET}"),
    (K.TOKEN, "AKIAABCDEFGHIJ234567", "AKIAABCDEFGHIJ234567"),
    (K.TOKEN, f"sk-proj-{SECRET}", f"sk-proj-{SECRET}"),
    (K.TOKEN, "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----"),
    (K.TOKEN, "password: Winter2025!", "password: Winter2025!"),
    (K.TOKEN, "https://zoom.us/j/123?pwd=a1b2c3d4", "pwd=a1b2c3d4"),
    (K.TOKEN, "postgres://me:hunter22@db.host.org/x", "://me:hunter22@d"),
]  # fmt: skip

MISSES = [
    # identity numbers
    f"{ID}1", f"1{ID}", "9780306406157", "ISBN 978-0-306-40615-7", "4000 1234 5678 9010",
    "NL91 ABNA 0417 1643 00", "DE89370400440532013000", "20250321103345", f"a3f{ID}bc0",
    "550e8400-e29b-41d4-a716-446655440000", "1731500908712", "80 13 01 5009 087",
    f"timestamp: {ID}",
    # e-mail
    "icon@2x.png", "![](img/logo@3x.webp)", "pip install pip@25", "@decorator", "@app.route('/')",
    "git@github.com:user/repo.git", "user@example.org", "jan@mail.example.com", "a@b.example",
    "a@b.test", "a@b.invalid", "@types/node@20.1.0", "ssh jan@server.mail.org", "name@v1.2",
    "scp a.txt jan@server.org:/home", "https://medium.com/@your.name", "bootstrap@5.3.0/dist/a.css",
    "https://me@dev.azure.com/x", "@someone@mastodon.social", "we looked at polka dot com",
    "1+jan@users.noreply.github.com", "meet me @ school", "jan@localhost", "user@192.168.0.1",
    # telephone
    "R 1 234 567.00", "R0 825 557 777", "2019-2025", "2025-03-21", "21.03.2025", "03/21/2025 10:33",
    "01-02-2025 03-04-2025", "version 1.2.3.4", "192.168.0.1", "010.020.030.040", "WRP-2025-0312",
    "0-306-40615-2", f"https://doi.org/10.7032/j.{ID}", "Ref. no. 0212-345678", "ISBN 0618260307", "ISSN 0317-8471", "51.5074, -0.1278", "12 345 678 bytes",
    "85 %", "Order 0825-557777", "Invoice no. 0212 345 678", "a0825557777f", "`082 555 7777`",
    "```\n082 555 7777\n```", "~~~~ text\n082 555 7777\n~~~~", "<code>082 555 7777</code>",
    ".. code-block:: text\n\n   082 555 7777\n", "Like this::\n\n   082 555 7777\n",
    "https://x.org/0825557777", "+1 212 555 0143", "(212) 555-0143", "000 000 0000", "+27 00 000 0000",
    "+12 000 000", "1 000 000", "08:30 - 16:30", "07 08 09 10 11", "0800 123 456", "10 000 000 000",
    "0812-3456-7890-1234", "3.14159265358979", "0.0825557777", "10.1000/0825557777", "12345678901",
    "marks: 078 065 081 090", "telephone since 2019-2025", "phone 2025-03-21", "1-2-3-4-5-6-7-8-9",
    "2025 0312 0045", "d41d8cd98f00b204e9800998ecf8427e", "0x0825557777", "#0825557777",
    "https://orcid.org/0000-0001-2345-6789", "0000-0001-2345-6789", "16:9 1920x1080", "GMT+02:00",
    "iPhone 13 2024 128 256", "0123456789abcdef", "C++11 2011 2014",
    # student numbers
    "20250321.pdf", "scan-21032025.jpg", "pexels-photo-21987654.jpeg", "student numbers 2019-2025",
    "219876543", "https://x.org/files/219876543.pdf", "a student, number 5", "student no 5",
    "IMG_20250321_101530.jpg", "312345678_1234567890123456_n.jpg",
    # places
    "0.9123, 0.8841", "12.5, 13.5", "[12.34567, 45.67891, 33.22110]", "25 °C", "2345+67",
    "C++", "x = 1.2345", "Ctrl+F4", "100.1234, 200.1234",
    # keys
    "token=YOUR_TOKEN_HERE", "token = get_token()", "https://x.org/?token=<token>", "sig=0.05",
    "password: your password", "the secret: patience", "sk-navigation-button-primary-large",
    "Bearer of good news for 2025", "AKIAIOSFODNN7EXAMPLE", "the password is long", "tokens = 12345",
    "-----BEGIN PUBLIC KEY-----", "eyJust a word.", "https://x.org/?page=12&sort=name",
]  # fmt: skip


def test_there_are_many() -> None:
    assert len(HITS) >= 40
    assert len(MISSES) >= 80


@pytest.mark.parametrize(("kind", "text", "written"), HITS, ids=[hit[1] for hit in HITS])
def test_it_is_found_as_it_was_written(kind: LeakKind, text: str, written: str) -> None:
    assert found(text) == [(kind, written)]


@pytest.mark.parametrize("text", MISSES)
def test_this_is_none(text: str) -> None:
    assert found(text) == []


LINKS = {
    K.LOGIN_LINK: [
        "https://drive.google.com/file/d/1a2b/view?usp=sharing", "https://docs.google.com/document/d/1a/edit",
        "https://1drv.ms/w/s!abc", "https://onedrive.live.com/?id=1", "https://uni-my.sharepoint.com/:w:/g/x",
        "https://lms.uni.ac.za/mod/assign/view.php?id=3", "https://x.org/moodle/pluginfile.php/1/a.pdf",
        "https://learn.uni.org/ultra/courses/_1/outline", "https://uni.blackboard.com/x",
        "https://uni.instructure.com/courses/1", "https://canvas.uni.org/courses/1",
        "https://uni.org/d2l/home/1", "https://teams.microsoft.com/l/x", "https://classroom.google.com/c/1",
        "https://web.whatsapp.com/", "drive.google.com/open?id=1",
    ],
    K.ROTTING_LINK: [
        "https://github.com/user-attachments/assets/0a1b", "https://www.dropbox.com/scl/fi/a/b.pdf?rlkey=c",
        "https://www.dropbox.com/s/a/b.pdf", "https://private-user-images.githubusercontent.com/1/2.png",
        "https://camo.githubusercontent.com/abc", "https://ibb.co/abc", "https://imgur.com/a/abc",
        "https://we.tl/t-abc", "https://wetransfer.com/downloads/abc",
        "https://cdn.discordapp.com/attachments/1/2/a.png",
    ],
    K.LOCAL_LINK: [
        "http://localhost:8000/a", "http://127.0.0.1/", "http://192.168.1.20/a", "file:///C:/a.pdf",
        "C:\\Users\\name\\cv.pdf", "http://[::1]:80/",
    ],
}  # fmt: skip
FINE = [
    "https://docs.google.com/document/d/e/2PACX-1/pub", "https://docs.google.com/presentation/d/1/pub?x=1",
    "https://docs.google.com/forms/d/e/1/viewform", "https://github.com/user/repo", "https://example.org/mod/",
    "https://www.youtube.com/watch?v=a", "https://dropbox.tech/a", "https://notdrive.google.com.org/x",
    "`http://localhost:8000`", "```\nC:\\Users\\x\n```", "the server on localhost", "https://canvas.org.example/",
    "Drive: a:\\", "https://x.org/?u=https", "http://10.example.org/", "https://linkedin.com/in/x",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "link"), [(k, link) for k, links in LINKS.items() for link in links]
)
@pytest.mark.parametrize(
    "around", ["{}", "[a]({})", "<{}>", "See {}, and more.", '<a href="{}">', ":url: {}"]
)
def test_a_link_that_rots_is_found(kind: LeakKind, link: str, around: str) -> None:
    leaks = find_links("one\r\n" + around.format(link))
    assert [(leak.kind, leak.found, leak.line) for leak in leaks] == [(kind, link, 2)]
    assert leaks[0].advice.endswith(".")


@pytest.mark.parametrize("text", FINE)
def test_other_links_are_fine(text: str) -> None:
    assert find_links(text) == []


# -- properties

words = st.text(st.characters(categories=["L", "Zs", "P"]), max_size=30)
gaps = st.sampled_from(["", "", " ", "-", ".", " - ", "\u00a0", "\u2011", "\u200b"])


@given(st.randoms(use_true_random=False), st.lists(gaps, min_size=12, max_size=12), words, words,
       st.integers(0, 5), st.sampled_from(["\n", "\r\n", "\r"]))  # fmt: skip
def test_every_identity_number_is_found(
    rng: random.Random, between: list[str], before: str, after: str, lines: int, end: str
) -> None:
    written = "".join(d + gap for d, gap in zip(identity(rng), [*between, ""], strict=True))
    text = f"{before}{end}" * lines + f"{before} {written} {after}"
    leaks = [one for one in find_leaks(text, NONE) if one.kind is K.IDENTITY]
    assert [(one.found, one.line) for one in leaks] == [(written, lines + 1)]


@given(st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_other_thirteen_digits_are_none(digits: str) -> None:
    expected = check_digit(digits[:12]) == int(digits[12]) and is_identity_number(digits)
    assert (K.IDENTITY in dict(found(f"x {digits} y"))) == expected


ANY = st.one_of(
    st.text(),
    st.text(st.sampled_from("0123456789+-()./ @a.:`<>!%&#;\\|~\r\n\u200b８°'\"=?_[]{}NE")),
)


@given(ANY)
@example("&#10;082 555 7777")
@example("`" * 7 + "\n::" * 3)
def test_no_text_is_too_odd_and_what_is_found_stands_in_its_line(text: str) -> None:
    lines = re.split(r"\r\n|\r|\n", text)
    for leak in find_leaks(text, NONE) + find_links(text):
        assert leak.found
        assert leak.found in lines[leak.line - 1]
    find_in_name(text, NONE)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_is_right_however_lines_end(end: str) -> None:
    text = end.join(
        ["# Title", "&amp;\u200b", "", "jan@mail.org", "<!--", "x", "piet@mail.org -->"]
    )
    assert [(leak.line, leak.is_comment) for leak in find_leaks(text, NONE)] == [
        (4, False),
        (7, True),
    ]


def test_comments_are_told_apart() -> None:
    text = "a\n<!-- one\ntwo -->\n% three\n+++ four\n```\n<!-- code -->\n% code\n```\n50 % of it"
    assert [(c.text, c.line) for c in html_comments(text)] == [("<!-- one\ntwo -->", 2)]
    assert [(c.text, c.line) for c in myst_comments(text)] == [("% three", 4), ("+++ four", 5)]


def test_what_is_known_may_be_shown() -> None:
    patterns = Patterns.of(known=["Thandi@Mail.org", "+27 82 555 7777"])
    text = "thandi@mail.org, 082 555 7777, 0027825557777, jan@mail.org"
    assert found(text, patterns) == [(K.EMAIL, "jan@mail.org")]


def test_student_numbers_of_the_owner_are_found_anywhere() -> None:
    patterns = Patterns.of([r"\bU\d{7}\b"])
    assert found("me, U1234567, here", patterns) == [(K.STUDENT_NUMBER, "U1234567")]
    with pytest.raises(ValueError, match="no regular expression"):
        Patterns.of(["("])
    with pytest.raises(ValueError, match="fits everywhere"):
        Patterns.of([r"\d*"])


def test_several_student_numbers_after_one_word() -> None:
    text = "Student numbers: 219876543, 219876544 and 219876545"
    assert len(found(text)) == 3


def test_a_log_need_not_show_it() -> None:
    leak = Leak(K.IDENTITY, ID)
    assert ID not in leak.masked
    assert all(kind.advice.endswith(".") for kind in LeakKind)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (f"ID_{ID}.pdf", [K.IDENTITY]), ("files/cv_219876543.pdf", [K.STUDENT_NUMBER]),
        ("20250321.pdf", []), ("jan@mail.org.txt", [K.EMAIL]), ("0825557777.vcf", [K.PHONE]),
        ("IMG_20250321_101530.jpg", []), ("icon@2x.png", []), ("WRP-2025-0312.pdf", []),
        ("219876543-assignment1.docx", [K.STUDENT_NUMBER]), ("Screenshot 2025-05-23 210056.png", []),
    ],
)  # fmt: skip
def test_names_of_files(name: str, kinds: list[LeakKind]) -> None:
    leaks = find_in_name(name, NONE)
    assert [leak.kind for leak in leaks] == kinds
    assert all(leak.found in name for leak in leaks)


def test_canonical_forms() -> None:
    assert canonical("+27 (0)82 555-7777") == canonical("0825557777") == "0825557777"
    assert canonical("Jan%40Mail.org") == "jan@mail.org"


HOSTILE = ["1 ", "01-", "80 01 01 ", "@", "a@", "a@a.", "`", "` `` ``` ", "<!--", "%", "&", "\n", ":::\n",
           ":::{a}\n", "|student no|\n", "a::\n", "+27 ", "tel ", "http://a", "eyJaaaaaaaaa.", "1.0001 ",
           "C:\\a\\", "\u200b1", "(0", "a [at] b.", "é1 ", "_", "a-", "～", "<pre", "°'", "://a:"]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length_only(unit: str) -> None:
    def cost(size: int) -> float:
        text = (unit * size)[:size]
        start = time.process_time()
        find_leaks(text, NONE)
        find_links(text)
        return time.process_time() - start

    cost(1000)
    small, large = min(cost(20_000), cost(20_000)), cost(160_000)
    assert large < 30 * max(small, 0.005)


def test_a_text_of_five_megabytes_takes_seconds() -> None:
    text = "".join(prose(random.Random(3), []) for _ in range(20))
    text = text * (5_000_000 // len(text) + 1)
    start = time.process_time()
    find_leaks(text, NONE)
    assert time.process_time() - start < 6  # 2 on a quiet machine


# -- two hundred pages

SENTENCES = [
    "In {y} I finished the course for R {p}, {n} % of the marks, and got certificate WRP-{y}-{k}.",
    "Ons het op {d} begin en die projek het R{p} gekos; my punt was {n}/100.",
    "Op {e} heb ik {n} punten gehaald in blok {m} ({y}-{y2}), voor € {p}.",
    "The book (ISBN 978-0-{k}-{k}5-{m}, ISSN {k}-{k}) has {p} pages; see pp. {n}-{n}9.",
    "I installed version {m}.{n}.{m} on {ip} and built commit {h}.",
    "Meeting from 08:30 to 16:00 on {d}, room {n}.{m}, building 0{m}; agenda item {m}.{n}.",
    "| Module | {y} | {n} | {n} | {n} |\n|---|---|---|---|---|\n| BUS{k} | 0{n} | 0{n} | {n} | {n} |",
    "```python\nphone = '082 555 {k}'\nx = [{p}, 0{n}, {n}.{k}1, {n}.{k}7]\n```",
    "The model reached an accuracy of 0.{k}1 and 0.{k}7 after {p} steps, at a loss of {m}.{k}.",
    "Bestelling 0{k}-{k}{n}, factuur {y}{k}; het pakket woog {n},{m} kg.",
    "Credential ID: {h} (uuid {h8}-{k}-4{n}a-a{n}b-{h8}{k}).",
    "![Screenshot {e} 21{n}56](files/Screenshot_{c}_10{n}30.png) and `npm i left-pad@{m}.{n}.0`.",
    "The file is {p} bytes, 1920x1080, {n}.{m} MB; doi 10.{k}/j.{y}.0{k}{k}.",
    "My DigiSkills score: {n}/100, {n}/100 and {n}/100 (average {n}.{m}{m}).",
    "Contact sessions: {n} hours from {y} to {y2}; call for papers no {m}{k}.",
    "Ek het {p} woorde getik, {n} foute gemaak, en om {m}:{n} klaar gemaak op {e}.",
    "Sales: {m} {t} {t}, {n} {t} {t} and R{m} {t} {t}.00 in {y}.",
    "Server http://x{m}.example.org:{k}/api/v{m}/items/{k}{k}{m}?page={n}&size={n} replied in {k} ms.",
    "Serial {k}-{k}-{k}-{k}, order #0{k}{k}{n}, ticket {y}{k}{k}.",
    "| 2{k}1 | 0.{k}{k} | {n}.{n} | {n} {n} {n} | {e} |",
]


def prose(rng: random.Random, planted: list[str]) -> str:
    lines = [f"# Module {rng.randint(1, 9)}", ""]
    for _ in range(25):
        year, month, day = rng.randint(1990, 2026), rng.randint(1, 12), rng.randint(1, 28)
        words = {
            "y": year, "y2": year + 1, "n": rng.randint(10, 99), "m": rng.randint(1, 9),
            "k": f"{rng.randrange(10000):04}", "p": f"{rng.randint(1, 99)} {rng.randrange(1000):03}",
            "d": f"{day} March {year}", "e": f"{year}-{month:02}-{day:02}", "t": f"{rng.randrange(1000):03}",
            "c": f"{year}{month:02}{day:02}", "h": f"{rng.getrandbits(160):040x}",
            "h8": f"{rng.getrandbits(32):08x}", "ip": ".".join(str(rng.randrange(256)) for _ in "1234"),
        }  # fmt: skip
        lines += [rng.choice(SENTENCES).format(**words), ""]
    for thing in planted:
        lines.insert(2 * rng.randint(1, len(lines) // 2 - 1), f"{rng.choice(INTROS)} {thing}.\n")
    return "\n".join(lines) + "\n"


INTROS = [
    "Reach me at",
    "My besonderhede:",
    "Dit is",
    "**Contact:**",
    "-",
    "Naam en nommer:",
    "(see)",
]


def planted(rng: random.Random) -> list[str]:
    """Numbers and addresses of nobody, in the ways in which people write them."""
    one, digits = identity(rng), f"{rng.randrange(100, 10**4):04}"
    three = f"{rng.randint(200, 999)}"
    return rng.sample(
        [
            one, f"{one[:6]} {one[6:10]} {one[10:]}", f"{one[:6]}-{one[6:]}", f"08{rng.randint(1, 4)} {three} {digits}",
            f"07{rng.randint(1, 9)}{three}{digits}", f"+27 6{rng.randint(0, 9)} {three} {digits}",
            f"(0{rng.choice('12345')}1) {three} {digits}", f"06-{rng.randint(10**7, 10**8 - 1)}",
            f"+31 6 {rng.randint(10**7, 10**8 - 1)}", f"naam{digits}@mail{rng.randint(1, 9)}.ac.za",
            f"naam{digits} [at] post [dot] nl", f"student number {rng.randint(10**8, 10**9 - 1)}",
            f"-33.{rng.randint(10**4, 10**5 - 1)}, 18.{rng.randint(10**4, 10**5 - 1)}",
            f"https://x.org/a?token={rng.getrandbits(64):016x}f1",
        ],
        2,
    )  # fmt: skip


def test_two_hundred_pages() -> None:
    false, missed = [], []
    for number in range(200):
        rng = random.Random(number)
        things = planted(rng)
        leaks = find_leaks(prose(rng, things), NONE)
        missed += [thing for thing in things if not any(leak.found in thing for leak in leaks)]
        false += [leak for leak in leaks if not any(leak.found in thing for thing in things)]
    assert missed == []
    assert len(false) <= 2, false
