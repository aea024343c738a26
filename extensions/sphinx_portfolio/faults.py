"""What can be wrong with what a person wrote: every type of it, and the form of one message.

The values of `WarningType` are what ``suppress_warnings`` in ``conf.py`` takes, each after
``portfolio.``. What is said of each here is what the guide shows. This module imports no Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Concern(Enum):
    """What a type of warning is about: the headings under which the guide lists them."""

    CONFIGURATION = "In the configuration"
    PAGES = "In the text of pages"
    OPTIONS = "In the options of a directive"
    LISTINGS = "In the options of a listing"
    PRIVACY = "About what you give away"
    FILES = "With files"
    REFLECTIONS = "In reflections"
    LINKS = "In links"


class WarningType(Enum):
    """The subtypes of ``portfolio`` warnings; ``meaning`` and ``cure`` are Markdown."""

    concern: Concern
    meaning: str
    cure: str

    def __new__(cls, value: str, concern: Concern, meaning: str, cure: str) -> WarningType:
        """One type; its meaning is its docstring, too."""
        one = object.__new__(cls)
        one._value_ = value
        one.concern, one.meaning, one.cure, one.__doc__ = concern, meaning, cure, meaning
        return one

    CONFIG = (
        "config",
        Concern.CONFIGURATION,
        "A `portfolio_*` value in `conf.py` cannot be used. The message says which one and what "
        "it should look like. The value is ignored, or the part of it that is wrong. A skill "
        "catalogue that is not there gives this message, too, and so does a name that is nearly "
        "that of another value, such as `myst_enable_extension`.",
        "Compare it with the examples in [](configuration.md). Ids of kinds and models are made "
        "of small letters, digits and hyphens. Names of your own begin with `_`.",
    )
    PALE_ACCENT = (
        "pale_accent",
        Concern.CONFIGURATION,
        "The colour in `portfolio_accent` is too pale: words in it cannot be read on white by all. "
        "On light pages and on paper, the nearest of its hue that can be read is used.",
        "Write the colour that the message names, or choose a darker one of your own. On dark "
        "pages, a lighter one is worked out by itself.",
    )
    BAD_CATALOGUE = (
        "bad_catalogue",
        Concern.CONFIGURATION,
        "Something in the file of a [skill catalogue](skills.md) is wrong, at the line in the "
        "message. The whole file is left out for now.",
        "Look at the line and do what the message says. The next build tells you about the next "
        "mistake, if there is one. A key that is not known is often misspelt (`expcted`); text "
        "with a colon and a blank needs quotation marks.",
    )
    PLAIN_MARKDOWN = (
        "plain_markdown",
        Concern.PAGES,
        "On a page that is [read without directives](from-github.md#zero-edit), something could "
        "not be told apart, or has to be looked at. Its words are shown as they stand.",
        "Do what the message says. If all is as it should be, add `portfolio.plain_markdown` to "
        "`suppress_warnings` in `conf.py`.",
    )
    ENCODING = (
        "encoding",
        Concern.PAGES,
        "The page, or another file of text, is not saved as UTF-8, the form in which all text on "
        "the web is. It is read as well as can be: as what its byte-order mark says, else as "
        "Windows-1252, in which older programs for Windows save. The words are all there, but a "
        "few letters may be wrong.",
        'Open the file in your editor, check it, and save it as UTF-8. In Notepad: "Save as", and '
        'choose UTF-8 beside "Encoding".',
    )
    PAGE_LIKE_INDEX = (
        "page_like_index",
        Concern.PAGES,
        "A page has the name of an index, `portfolio-evidence` or `portfolio-skills`, and both "
        "would be one file. Your page is kept, and the index is left out.",
        "Give the page another name.",
    )
    CONTROL_CHARACTER = (
        "control_character",
        Concern.PAGES,
        "The text holds a character that nobody can see and that breaks e-books and PDFs. Slides "
        "and old documents leave such characters behind when you copy from them. It is taken out; "
        "the words around it stay.",
        "Delete it and type a blank or a new line in its place. If you cannot find it, type the "
        "line again.",
    )
    MISSPELT_DIRECTIVE = (
        "misspelt_directive",
        Concern.PAGES,
        "There is no directive of that name, and one of ours is nearly called so: `{evidense}`, "
        "`{star_reflection}`, `{gallery}`. It is read as that one.",
        "Correct the name, as the message says. Names are written in small letters, with hyphens.",
    )
    MARKUP_FORM = (
        "markup_form",
        Concern.PAGES,
        "Something was meant as a directive, a link or a heading, and is written otherwise: no "
        "braces (```` ```evidence ````), other marks in place of backticks, no blank after "
        "`{evidence}` or `##`, four blanks before the block, reStructuredText on a page of "
        "Markdown, brackets that have changed places. Where it is certain what was meant, it is "
        "read so; else it is shown as you wrote it.",
        "Write it as the message says. What is meant as it stands can be put between backticks.",
    )
    OPEN_FENCE = (
        "open_fence",
        Concern.PAGES,
        "A block is not closed, so what follows is taken for a part of it; or it holds another "
        "block with as many backticks, which closes it too early.",
        "Write as many backticks (or colons) below the block as above it, alone on a line. A "
        "block that holds others needs more of them than those.",
    )
    UNCLEAR_ACCESS = (
        "unclear_access",
        Concern.OPTIONS,
        "An option or a value is nearly that of [who may read](privacy.md) something, or names "
        "nobody. To be safe it is left out.",
        "Write `:private:` with nothing after it, or `:audience:` with words after it. To publish "
        "it, delete the line.",
    )
    BAD_CONTACT = (
        "bad_contact",
        Concern.FILES,
        "Something is wrong with a [contact](network.md), or with the file or list that it is "
        "written in: a status that nobody knows, no branch, two that are the same, a column or key "
        "that means nothing, a formula. What can be used is shown, and so are words that cannot.",
        "Look at the line in the message, and do what it says. [](network.md) has the columns and "
        "keys. What is wrong in many lines is told once.",
    )
    UNKNOWN_OPTION = (
        "unknown_option",
        Concern.OPTIONS,
        "There is no option of that name, often because of a spelling mistake (`:isuer:`). It is "
        "shown among the facts, as you wrote it.",
        "Take the name the message offers, or look it up in the tables of "
        "[evidence](evidence.md), [reflections](reflections.md) and [listings](listings.md). A "
        "line of text that begins with a colon needs an empty line above it, or it is read as an "
        "option.",
    )
    MISSING_TITLE = (
        "missing_title",
        Concern.OPTIONS,
        "Evidence needs a title. Its kind stands in for now. Or the title of a directive stands on "
        "the next line, or in an option; it is read as the title all the same.",
        "Write the title after `{evidence}`, on the same line.",
    )
    CODE_IN_TITLE = (
        "code_in_title",
        Concern.OPTIONS,
        "A title behind three backticks holds a backtick. Markdown takes the block for text then, "
        "and shows it as it is written.",
        "Write the block between colons, `:::{evidence} …` and `:::`, in which [code may stand in "
        "the title](#code-in-titles). `colon_fence` has to be in `myst_enable_extensions`.",
    )
    BAD_NAME = (
        "bad_name",
        Concern.OPTIONS,
        "A name may hold letters, digits, hyphens, underscores and dots, and begins and ends with "
        "a letter or digit. The message says which name is used instead.",
        "`:name: my course!` becomes `:name: my-course`.",
    )
    DUPLICATE_NAME = (
        "duplicate_name",
        Concern.OPTIONS,
        "Two pieces of evidence or reflections have the same name, perhaps because their titles "
        "are the same and neither has a `:name:`. Links go to the first.",
        "Give one of them a `:name:` of its own.",
    )
    UNKNOWN_KIND = (
        "unknown_kind",
        Concern.OPTIONS,
        "There is no such kind. The word is shown as you wrote it.",
        "Take one of the [kinds](#kinds), or [add your own](#kinds-of-your-own).",
    )
    BAD_DATE = (
        "bad_date",
        Concern.OPTIONS,
        "The date is in another form, or there is no such day. It is shown as you wrote it, but "
        "does not count as a date.",
        "Write `2025-03-21`, `2025-03` or `2025`.",
    )
    EXPIRES_BEFORE_DATE = (
        "expires_before_date",
        Concern.OPTIONS,
        "`:expires:` lies before `:date:`.",
        "Check both against the certificate. They may have changed places.",
    )
    BAD_URL = (
        "bad_url",
        Concern.OPTIONS,
        "The address does not start with `https://` or `http://`, or holds something that no "
        "address may hold, such as a space. It is shown as text, not as a link.",
        "Copy it whole from the address bar of your browser.",
    )
    BAD_WIDTH = (
        "bad_width",
        Concern.OPTIONS,
        "The width is not a number with a unit. The picture gets its usual width.",
        "Write `80%`, `300px` or `12em`.",
    )
    BAD_ALIGN = (
        "bad_align",
        Concern.OPTIONS,
        "`:align:` takes `left`, `center` or `right`. The figure stands on the left for now.",
        "Mind the spelling of `center`.",
    )
    OPTION_FORM = (
        "option_form",
        Concern.OPTIONS,
        "An option is written in another form than `:name: value`. It was understood all the "
        "same, and the message says how.",
        "Write it as the message says. If the line was meant as text, put an empty line and a "
        "word before it.",
    )
    MISPLACED_OPTION = (
        "misplaced_option",
        Concern.OPTIONS,
        "An option stands below an empty line, or after the text. It counts all the same. Above or "
        "below the block it is text.",
        "Move the line up to the others, directly below the first line of the directive. If it "
        r"was meant as text, put `\` before the first colon.",
    )
    REPEATED_OPTION = (
        "repeated_option",
        Concern.OPTIONS,
        "The same option stands there twice. The first one counts; the other is shown among the "
        "facts, as you wrote it.",
        "Delete one of the two.",
    )
    BAD_YAML = (
        "bad_yaml",
        Concern.OPTIONS,
        "The lines between `---` and `---` are not YAML, often because a text holds `: ` or "
        "starts with a sign that YAML needs. They are read line by line, like options between "
        "colons.",
        "Put quotation marks around the text at that line, or write the options as `:name: value` "
        "without the `---`.",
    )
    UNKNOWN_SUBSTITUTION = (
        "unknown_substitution",
        Concern.OPTIONS,
        "In reStructuredText, `|name|` stands for other words, and nothing on the page says for "
        "which. It is shown as you wrote it. In Markdown, MyST says so about `{{ name }}`, with "
        "the type `myst.substitution`.",
        "Write `.. |name| replace:: the words` on the page, or in `rst_prolog` in `conf.py`. If "
        r"you meant the lines, write `\|`.",
    )
    UNUSED_OPTION = (
        "unused_option",
        Concern.OPTIONS,
        "An option is about a picture, and there is none. Its words are shown among the facts.",
        "Name the picture in `:file:`, or take the option out.",
    )
    BAD_SKILL = (
        "bad_skill",
        Concern.OPTIONS,
        "A skill has no letter and no digit, so nothing can be linked to it. It is shown as you "
        "wrote it, beside the other skills.",
        "Write it in letters: `C++`, not `++`.",
    )
    UNKNOWN_FILTER = (
        "unknown_filter",
        Concern.LISTINGS,
        "A filter asks for a kind, skill, issuer, evidence, page or folder that does not exist, "
        "so nothing can pass it. Or `:sort:` or `:form:` names an order or form that does not "
        "exist; then the usual one is kept.",
        "Take the name the message offers, or look it up in [](listings.md). A page or folder is "
        "read from the folder of the page that holds the listing; put `/` in front to start from "
        "the folder of all pages.",
    )
    BAD_LIMIT = (
        "bad_limit",
        Concern.LISTINGS,
        "`:limit:` or `:months:` is not a number. The usual number is taken.",
        "Write a whole number from 1, such as `12`, or `all`.",
    )
    MISSING_FILE = (
        "missing_file",
        Concern.FILES,
        "There is no such file. Its name is shown without a link. If a file nearby has a similar "
        "name, the message offers it.",
        "Check capital letters, which count once the portfolio is published. Write folders with "
        "`/`. A path without `/` at its start is read from the folder of the page.",
    )
    FILE_OUTSIDE = (
        "file_outside",
        Concern.FILES,
        "The file lies outside the folder of your pages. It is not published, so that nothing "
        "from your disk slips out by accident.",
        "Copy it to `docs/files/` and name the copy.",
    )
    BAD_FILE = (
        "bad_file",
        Concern.FILES,
        "The file is empty, is a folder, is cut short or broken, opens only with a password, or "
        "lacks the page you asked for. You get this as well for an address in `:file:`.",
        "Save or download the file again. Put an address into `:url:`.",
    )
    UNSAFE_SVG = (
        "unsafe_svg",
        Concern.FILES,
        "The drawing holds something that could act in a reader's browser, such as a script, or "
        "that would be fetched from elsewhere. That is left out; the rest is shown.",
        'Export it as "plain SVG" or as PNG. If it came from somebody else, ask yourself why it '
        "holds a script.",
    )
    UNSAFE_FILE = (
        "unsafe_file",
        Concern.FILES,
        "A PDF holds something that could act on a reader's device, such as a script or an "
        "attached file; that is left out of the published copy. Or the file is of a kind that "
        "acts by itself, such as a web page; then it is not published.",
        'Print the PDF anew ("Save as PDF"). Publish a picture or a PDF of a web page.',
    )
    MISSING_PACKAGE = (
        "missing_package",
        Concern.FILES,
        "A package is missing that reads such files, for example photos in the form HEIC. The file "
        "is not published until then.",
        "Run the command in the message. Or save the file in another form: JPEG for a photo, MP4 "
        "for a video.",
    )
    UNREADABLE_PICTURE = (
        "unreadable_picture",
        Concern.FILES,
        "A picture or download on the page is not there, is broken, lies outside the folder of "
        "your pages, or would have to be fetched from the web. Its text is shown in its place.",
        "Do what the message says. Pictures from the web: download them into the folder of your "
        "pages.",
    )
    UNPRINTABLE_PICTURE = (
        "unprintable_picture",
        Concern.FILES,
        "A picture cannot be made ready for the PDF, or it is a drawing and the package that "
        "draws it is missing. Its alternative text is printed in its place.",
        "Look at the file named in the message. For drawings, install what the PDF needs: `python "
        "-m pip install -e '.[pdf]'`.",
    )
    NOT_TYPESET = (
        "not_typeset",
        Concern.FILES,
        "Something cannot be in the [PDF without TeX](pdf.md) as it was written, such as a letter "
        "that no font has, or a formula. The PDF is made all the same, if anything can be made.",
        "Do what the message says. The page and line in it are where it stands.",
    )
    EMPTY_PACK = (
        "empty_pack",
        Concern.FILES,
        "Nothing passes the filters of the [application pack](pack.md), or one of them cannot be "
        "used, so no pack is written: half a filter would let out what you meant to leave out.",
        "Mend the filter that the warning before this one names, or choose other items.",
    )
    PACK_TOO_LARGE = (
        "pack_too_large",
        Concern.FILES,
        "The [application pack](pack.md) is larger than it may be, although its pictures are as "
        "small as they can be and still be read. It is written all the same.",
        "Leave out the items that the message names, or allow more with `--max-size`.",
    )
    BAD_REDACTION = (
        "bad_redaction",
        Concern.FILES,
        "What is to be [blackened](#redact) cannot be read, or is not in the file. To be safe, "
        "nothing of the file is published.",
        "Write left, top, width and height, such as `55% 55% 40% 10%`, counted from the left upper "
        "corner. In a PDF, `text` with words between quotation marks finds where they stand, "
        "unless the page is a picture.",
    )
    CARRIES_METADATA = (
        "carries_metadata",
        Concern.FILES,
        "A file tells more than what is seen in it, and that cannot be taken out: a signed PDF "
        "would lose its signature, and nobody can look into an archive.",
        "Look what it tells. If that may be known, write `:metadata: keep` below `:file:`.",
    )
    CHANGED_FILE = (
        "changed_file",
        Concern.FILES,
        "A file is not the one whose `:sha256:` you wrote, or what you wrote is no SHA-256.",
        "Find out what changed it. If that was you, write the new one, which the message names.",
    )
    UNPLAYABLE = (
        "unplayable",
        Concern.FILES,
        "Browsers do not play a video or sound in this form. It is offered as a file.",
        "Save it again as MP4 with H.264, or as MP3. Most programs for videos call that "
        '"for the web".',
    )
    MISSING_POSTER = (
        "missing_poster",
        Concern.FILES,
        "A video has no picture that stands for it where it cannot play: in cards, in e-books and "
        "on paper.",
        "Name a picture in `:poster:`, or install what takes one from the video.",
    )
    MISSING_ALT = (
        "missing_alt",
        Concern.FILES,
        "The certificate figure has no alternative text. The title stands in.",
        "Add `:alt:` with one or two sentences. [](#alternative-text) says how.",
    )
    UNKNOWN_MODEL = (
        "unknown_model",
        Concern.REFLECTIONS,
        "There is no such reflection model. The reflection is read as STAR.",
        "Take one of the [models](#models), or [describe your own](#own-models).",
    )
    MISSING_PART = (
        "missing_part",
        Concern.REFLECTIONS,
        "A part of the model is missing, or no part was found at all.",
        "Write the part after its label: `**Task:** …`. If you did write it, look at the label: "
        "it needs a colon, a dash or a line of its own. The message asks the question that the "
        "part answers.",
    )
    EMPTY_PART = (
        "empty_part",
        Concern.REFLECTIONS,
        "The label is there, and nothing below it.",
        "Write the part. If your text stands there, check that it does not begin with another "
        "label.",
    )
    REPEATED_PART = (
        "repeated_part",
        Concern.REFLECTIONS,
        "The same part comes twice. Both are shown.",
        "Join the two, or give one of them another label.",
    )
    PART_ORDER = (
        "part_order",
        Concern.REFLECTIONS,
        "A part stands after one that should follow it. The order is left as it is.",
        "Move it. If you meant the order, [silence the warning](#silence).",
    )
    UNKNOWN_PART = (
        "unknown_part",
        Concern.REFLECTIONS,
        "A bold label with a colon, or an entry of a list, is not a part of the model. Its text "
        "stays where it is. If it is a part with a typing error, and that part is missing just "
        "there, it counts as that.",
        "Correct the spelling. If it was never meant as a part (`**My team:** …`), leave out the "
        "colon, move it below the last part, or take a model that has the part.",
    )
    MERGED_PART = (
        "merged_part",
        Concern.REFLECTIONS,
        "One label names two parts, as in `**Task and action:**`. The text counts for both.",
        "Nothing has to be mended. If somebody assesses the parts one by one, give each a label "
        "and a text of its own.",
    )
    PART_OF_OTHER_MODEL = (
        "part_of_other_model",
        Concern.REFLECTIONS,
        "The reflection has a part that its model has not, but a near relation has, such as a "
        "`**Reflection:**` at the end of STAR. It stays where it is.",
        "Take the model that the message names: `{reflection}` with `:model: starr` in place of "
        "`{star-reflection}`.",
    )
    LEAK_NUMBER = (
        "leak_number",
        Concern.PRIVACY,
        "Something looks like an identity number or a student number: in the text, in a comment, "
        "in an option, in the name of a file or in its words. The message shows its ends only, "
        "since others may read it.",
        "Take it out, or [blacken it](#redact). [](privacy.md#leak-check) says more.",
    )
    LEAK_CONTACT = (
        "leak_contact",
        Concern.PRIVACY,
        "Something looks like an e-mail address or a telephone number, or a file that goes out as "
        "it is names its author.",
        "Take it out. If everybody may know it, write it into `portfolio_known`.",
    )
    LEAK_NAME = (
        "leak_name",
        Concern.PRIVACY,
        "The whole name of somebody in your [network](network.md) stands where everybody can read "
        "it: in the text of a page, in an option, in the name of a page or a file, or in the words "
        "of a file. The message shows its ends only, since others may read it.",
        "Write what that person is to you in place of the name. If that person agreed to be named, "
        "write the name into `portfolio_known`.",
    )
    LEAK_PLACE = (
        "leak_place",
        Concern.PRIVACY,
        "Something tells a place on the map to a few metres, perhaps where you live.",
        "Take it out, or name the town only.",
    )
    LEAK_SECRET = (
        "leak_secret",
        Concern.PRIVACY,
        "Something looks like a password, a key, or a link that lets everybody in who has it.",
        "Take it out, and make a new one where you got it.",
    )
    WEAK_LINK = (
        "weak_link",
        Concern.PRIVACY,
        "A link needs a login, soon leads nowhere, or leads to your own computer. Whoever assesses "
        "you sees nothing then.",
        "Download what it leads to, put it into your folder, and name it in `:file:`.",
    )
    UNKNOWN_EVIDENCE = (
        "unknown_evidence",
        Concern.LINKS,
        "A link or an `:evidence:` option names evidence that does not exist.",
        "Take the name the message offers, or look for it in the {ref}`evidence index "
        "<portfolio-evidence>`. The name is what stands after `:name:`, not the title.",
    )
    UNKNOWN_REFLECTION = (
        "unknown_reflection",
        Concern.LINKS,
        "A link names a reflection that does not exist.",
        "Take the name the message offers. If there is evidence of that name, the message says "
        "so; then `{evidence}` is the role you want.",
    )
    UNKNOWN_SKILL = (
        "unknown_skill",
        Concern.LINKS,
        "At a link: no evidence and no reflection names that skill. At an option: the [skill "
        "catalogue](skills.md) has no such skill, or the skill has no such level. It is kept as a "
        "skill of your own, in the words you wrote.",
        "Take the name the message offers, or compare it with the {ref}`skills index "
        "<portfolio-skills>`. At an option, you may also add the skill to a catalogue of your "
        "own. If you want free words, take the line `portfolio_skills` out of `conf.py`.",
    )
    INDEX_OFF = (
        "index_off",
        Concern.LINKS,
        "A link leads to an index that `html_domain_indices` in `conf.py` switches off.",
        "Delete the link, or switch the index on.",
    )
    AMBIGUOUS_LINK = (
        "ambiguous_link",
        Concern.LINKS,
        "A link names something that several pages have, such as two reflections with one title. "
        "It leads to the first.",
        "Write the page, too, as the message does: `page/title-words`. Or give the one you mean a "
        "`:name:`.",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody has to look: a file and its line, which counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``words`` say what, and what to do, for a student."""

    type: WarningType
    words: str
    place: Place
