"""The forms that people use, and how often: 57 portfolios, 291 reflections, 412 targets.

In a template, {word} is a label, {WORD} the same in capitals, {first} its first letter, {rest} the
others, {emoji} a small picture and {wrong} the label with a letter lost; {module} is a title.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Layout(Enum):
    """Where things stand."""

    ONE_README = "one README"
    FILE_PER_MODULE = "file per module"
    FOLDER_PER_MODULE = "folder per module"
    REFLECTIONS_APART = "reflections apart"


#: How many portfolios have each.
LAYOUTS = {
    Layout.ONE_README: 22,
    Layout.FILE_PER_MODULE: 23,
    Layout.FOLDER_PER_MODULE: 6,
    Layout.REFLECTIONS_APART: 6,
}


class Block(Enum):
    """What the four labels are."""

    LINES = "lines"
    BULLETS = "bullets"
    HEADINGS = "headings"
    TABLE = "table"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Labels:
    """One way to write them, and how many of 291 reflections do."""

    template: str
    count: int
    block: Block = Block.LINES
    language: str = "en"

    @property
    def closed(self) -> bool:
        """Whether text can follow in the same line."""
        return self.template.rstrip("*").endswith(":")


LABELS = (
    Labels("**{word}:**", 79),
    Labels("**{word}**:", 21),
    Labels("**{word}**", 20),
    Labels("**{WORD}**", 6),
    Labels("**{word}:**", 15, Block.BULLETS),
    Labels("**{emoji} {word}:**", 8),
    Labels("**{first} – {word}:**", 7),
    Labels("**{first} - {word}**", 3),
    Labels("**{first} ({word}):**", 7),
    Labels("**{first}** ({word}):", 5),
    Labels("**{word} ({first}):**", 4),
    Labels("### {emoji} {word}:", 8, Block.HEADINGS),
    Labels("### **{WORD}**", 6, Block.HEADINGS),
    Labels("#### {word}", 9, Block.HEADINGS),
    Labels("##### {first} – {word}", 6, Block.HEADINGS),
    Labels("**{first}:**", 8, Block.BULLETS),
    Labels("**{first}**:", 7),
    Labels("{first}:", 6, Block.BULLETS),
    Labels("**{first}**{rest}:", 13),
    Labels("**{first}**{rest}:", 5, Block.BULLETS),
    Labels("{first} - {word}", 5),
    Labels("{word}:", 5),
    Labels("{emoji} {word}:", 1),
    Labels("**{word}**", 5, Block.LINES, "nl"),
    Labels("#### {word}", 3, Block.HEADINGS, "nl"),
    Labels("{word}:", 1, Block.LINES, "nl"),
    Labels("{word}", 2, Block.TABLE),
    Labels("**{word}**", 1, Block.TABLE),
    Labels("<strong>{word}:</strong>", 3, Block.ITEMS),
    Labels("**{wrong}**", 3),
    Labels("**{word}: **", 1),
)
#: One portfolio has all of them.
MERGED = Labels("**{word}**", 18)

#: What stands between a label and its text, in 100 reflections.
PLACES = {" ": 37, "  \n": 28, "\n": 22, "\\\n": 7, "\n\n": 6}

EMOJI = ("⭐", "🎯", "⚡", "✅", "💭")

REFLECTION_HEADINGS = tuple(
    line.strip()
    for line in """
    ## Reflection
    ### Reflection
    # Reflection
    #### Reflection
    ##### Reflection
    ## Reflections
    ## REFLECTION
    ## reflection
    ### Reflection:
    ## **Reflection**
    ### **Reflection:**
    **Reflection**
    **Reflection:**
    **REFLECTION:**
    Reflection:
    ## My Reflection
    ### Personal Reflection
    ### Reflection (STAR)
    ## Reflection (STAR)
    ### Reflection (STAR):
    ## Reflection – STAR
    ## Reflection - STAR Technique
    ### Reflection (STAR Technique)
    ### Reflection (STAR Method)
    ### Reflection using STAR
    ### Reflection using the STAR method
    ## Reflection (Using the STAR Technique)
    ### Reflective writing
    ### Written Reflection (STAR)
    ## STAR
    ### STAR
    ### S.T.A.R.
    **STAR**
    **STAR:**
    ## STAR Reflection
    ### STAR Reflection:
    **STAR Reflection:**
    ## STAR Technique
    ### STAR Method
    ### STAR Technique Reflection
    ### The STAR reflection
    ## ✍️ Reflection
    ## ✍️ Reflection (STAR Technique)
    ### 📝 Reflection
    ### 📝 Reflection (STAR)
    ### ⭐ Reflection (STAR)
    ### 🌟 STAR Reflection
    ## 💭 Reflection
    ### 🔍 Reflection:
    ## 🤔 My Reflection
    **⭐ Reflection (STAR):**
    **📝 Reflection:**
    **💡 Reflection (STAR Technique)**
    ## 💡 STAR Reflection – {module}
    ### Reflection: {module}
    ## Reflection on {module}
    ### {module} Reflection
    ## {module} – STAR Reflection
    ### Reflection – {module} (STAR)
    ### _Reflection_
    """.strip().splitlines()
)

#: For 37 portfolios; 20 have none. Four in ten carry a picture.
EVIDENCE_HEADINGS = tuple(
    line.strip()
    for line in """
    ## Evidence
    ## Evidence
    ## Evidence
    ### Evidence
    ### Evidence
    ### Evidence
    # Evidence
    #### Evidence
    ## EVIDENCE
    ### Evidence:
    ##   Evidence
    ## **Evidence**
    **Evidence**
    **Evidence:**
    **Evidence:**
    Evidence:
    Evidence
    ## My Evidence
    ### Evidence of Learning
    ## Proof of Submission
    ### CV Submission Proof
    ## Artefacts
    ##Evidence
    ## 📎 Evidence
    ## 📎 Evidence
    ### 📎 Evidence
    ### 📂 Evidence
    ## 📁 Evidence
    ## 📸 Evidence
    ### 🖼️ Evidence
    ### ✅ Evidence
    ## 🏆 My Evidence
    **📎 Evidence:**
    **📎 Evidence**
    **📷 Evidence:**
    📎 Evidence:
    ### 🗂️ Evidence of Learning
    """.strip().splitlines()
)

MODULE_HEADINGS = (
    "## {module}",
    "## {number}. {module}",
    "## {number}️⃣ {module}",
    "# {module}",
    "## {emoji} {MODULE}",
    '## <span style="color:pink">{number}. {module}</span>',
    "## **{module}**",
    "### Module {number}: {module}",
    "##  {module}  ",
    "## {module} 👩‍💻",
    "##{module}",
)


class Place(Enum):
    """What a target leads to."""

    OWN_FILE = "own file"
    ATTACHMENT = "attachment"
    BLOB = "blob"
    PINNED = "pinned"
    OTHER_REPOSITORY = "other repository"
    GITHUB = "github"
    LINKEDIN = "linkedin"
    IBB = "ibb"
    DRAWING = "drawing"
    CLOUD = "cloud"
    FROM_ROOT = "from root"
    ISSUER = "issuer"


class Syntax(Enum):
    """How a target is written."""

    LINK = "link"
    PICTURE = "picture"
    IMG = "img"
    ANCHOR = "a"
    VIDEO = "video"
    BARE = "bare"


#: Links 172, pictures 162, HTML 64, bare 14; own files 162, attachments 71, blobs 73 …
TARGETS = {
    (Place.OWN_FILE, Syntax.LINK): 52,
    (Place.OWN_FILE, Syntax.PICTURE): 83,
    (Place.OWN_FILE, Syntax.IMG): 18,
    (Place.OWN_FILE, Syntax.ANCHOR): 3,
    (Place.OWN_FILE, Syntax.VIDEO): 6,
    (Place.ATTACHMENT, Syntax.PICTURE): 44,
    (Place.ATTACHMENT, Syntax.IMG): 27,
    (Place.BLOB, Syntax.LINK): 43,
    (Place.BLOB, Syntax.PICTURE): 15,
    (Place.PINNED, Syntax.LINK): 15,
    (Place.OTHER_REPOSITORY, Syntax.LINK): 7,
    (Place.GITHUB, Syntax.LINK): 24,
    (Place.GITHUB, Syntax.BARE): 5,
    (Place.LINKEDIN, Syntax.LINK): 15,
    (Place.LINKEDIN, Syntax.BARE): 6,
    (Place.IBB, Syntax.PICTURE): 14,
    (Place.DRAWING, Syntax.LINK): 4,
    (Place.DRAWING, Syntax.ANCHOR): 4,
    (Place.DRAWING, Syntax.BARE): 3,
    (Place.CLOUD, Syntax.LINK): 4,
    (Place.CLOUD, Syntax.ANCHOR): 2,
    (Place.FROM_ROOT, Syntax.PICTURE): 5,
    (Place.ISSUER, Syntax.LINK): 8,
    (Place.ISSUER, Syntax.PICTURE): 1,
    (Place.ISSUER, Syntax.ANCHOR): 4,
}

ADDRESSES = {
    Place.ATTACHMENT: "https://github.com/user-attachments/assets/{uuid}",
    Place.BLOB: "https://github.com/your-name/portfolio/blob/main/{path}",
    Place.PINNED: "https://github.com/your-name/portfolio/blob/20488c13a671ee222c5670c0c709b0feb6407600/{path}",
    Place.OTHER_REPOSITORY: "https://github.com/group-seven/project-{n}/blob/main/README.md",
    Place.GITHUB: "https://github.com/your-name/project-{n}",
    Place.LINKEDIN: "https://www.linkedin.com/posts/your-name_activity-70000{n}",
    Place.IBB: "https://i.ibb.co/AbC{n}/picture.png",
    Place.DRAWING: "https://www.figma.com/file/AbCdEf{n}/Drawing?node-id=0%3A{n}",
    Place.CLOUD: "https://drive.google.com/file/d/1AbC{n}/view?usp=sharing",
    Place.ISSUER: "https://certificates.example.org/verify/ABC-{n}",
}

#: Suffixes by what shows them.
PICTURE_FILES = (".png",) * 12 + (".PNG", ".jpg", ".JPG", ".jpeg")
OTHER_FILES = (".pdf",) * 9 + (".docx", ".xlsx", ".PDF", ".pptx")
VIDEO_FILES = (".mp4", ".mp4", ".mov", ".3gp")

#: Names of files: a third has blanks.
FILE_NAMES = (
    "{stem}_{n}",
    "{stem}-{n}",
    "{Stem}{n}",
    "IMG_2025{n}",
    "200000001_{stem}_{n}",
    "Screenshot_{n}",
    "{stem}_({n})",
    "{Stem} {n}",
    "Screenshot 2025-05-23 {n}",
    "{stem} ({n})",
    "{stem}+proof {n}",
    "{Stem} & proof {n}",
    "owner's {stem} {n}",
)
FOLDERS = ("", "images/", "evidence/", "Files/", "assets/img/", "My Evidence/")

USELESS = ("image", "Alt text description", "Screenshot 2025-05-23 210056", "", "pic")

#: What stands after the last part, in 291 reflections; it belongs to none.
TAILS = {
    "": 245,
    "**Next Steps:**\n- finish the course\n- ask for feedback": 5,
    "**Key Takeaway:** {takeaway}": 12,
    '> "{takeaway}"': 8,
    "{deeper} Summary\n\nAll in all it was worth the time.": 6,
    "---\n\n[Back to top](#top)": 10,
    "{deeper} Key takeaways\n\n- {takeaway}": 5,
}

#: What a part holds beside sentences, in 100 of those that can hold it.
BODIES = {
    "": 70,
    "\n\n- asked for help\n- wrote it down\n- tried again": 9,
    "\n\n1. plan\n2. do\n3. check": 4,
    "\n\nIn the end it took longer than I had thought, as always.": 8,
    " See [this page](https://example.org/star) for more.": 3,
    "\n\n![what it looked like](https://example.org/in-a-part.png)": 2,
    "\n\n| Day | Hours |\n|---|---|\n| Monday | 2 |\n| Tuesday | 3 |": 2,
    "\n\n<details>\n<summary>More</summary>\n\nThe long story is longer.\n\n</details>": 2,
}

#: What is neither evidence nor a reflection, each in two or three portfolios.
TRAPS = (
    "* **Task:** Business Communication Activity\n* **Date:** 12 May 2025\n* **Result:** 84%",
    "### Task definition\n\nWrite a letter to a supplier who delivered too late.",
    "Reflections follow the STAR technique:\n\n- **S**ituation – where and when\n- **T**ask – what was asked\n- **A**ction – what I did\n- **R**esult – what came of it",
    "| Letter | Stands for |\n|---|---|\n| S | Situation |\n| T | Task |\n| A | Action |\n| R | Result |",
    "### Questions\n\nQ: Why did you choose IT?\n\nA: Because I like to take things apart.\n\nQ: And then?\n\nA: Then I put them together again.",
    "![Java](https://img.shields.io/badge/Java-ED8B00) [![GitHub](https://img.shields.io/badge/GitHub-100000)](https://github.com/your-name)",
    '<p align="center"><img src="https://readme-stats.example.org/api?username=your-name" alt="stats"></p>',
    "**STAR** stands for **Situation**, **Task**, **Action** and **Result**.",
    "## Scores\n\n| Quiz | Mark |\n|---|---|\n| Career | 85/100 |\n| Skills | 72/100 |",
    "## Contact\n\n- [your.name@example.org](mailto:your.name@example.org)\n- [LinkedIn](https://www.linkedin.com/in/your-name)",
    "**Student number:** 000000000\n**Course:** Project Presentation\n**Lecturer:** Example Lecturer",
    "## Education\n\nExample University, Diploma in ICT, since 2023",
    "## Goals\n\n1. Finish the diploma\n2. **Action:** apply for a graduate programme",
    "## Reflection (Using the STAR Technique)\n\nThe situation was new to me and the task was large, but my actions had a good result.",
    "<!-- Situation: write about the situation here -->",
    "- [ ] Evidence for module 6: [Insert link here]\n- [ ] Reflection for module 6",
)
