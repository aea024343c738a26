"""The words that people use in portfolios, in nine languages: for evidence, reflections and others.

English, Afrikaans, Dutch, German, French, Spanish, Portuguese, isiXhosa and isiZulu. The labels of
the parts of reflections are in `reflection_models`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from .page import Topic

# A longer heading is a sentence.
_LONGEST = 120
_MOST_WORDS = 8
_KEYCAPS = re.compile(r"[\u200b-\u200f\ufe0e\ufe0f\u20e3\u2060]")
_NUMBER = re.compile(
    r"(?:[\W_]*\d{1,3}(?:\.\d{1,3})*[.):]?(?![\w%])|[\W_]*[A-Za-z][.)](?=\s))?[\W_]*"
)


class Role(Enum):
    """What a heading or label says of what follows it."""

    EVIDENCE = "evidence"
    FILES = "files"
    REFLECTION = "reflection"
    TAIL = "tail"
    TOPIC = "topic"
    FRAME = "frame"
    MODULE = "module"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that by themselves say that evidence follows.
_EVIDENCE = _set(
    "evidence evidences evidance evidences evidencing proof proofs artefact artefacts artifact "
    "artifacts bewys bewyse bewysstuk bewysstukke artefak artefakte bewijs bewijzen bewijsstuk "
    "bewijsstukken bewijsmateriaal artefacten nachweis nachweise beleg belege beweis beweise "
    "artefakt artefakte preuve preuves justificatif justificatifs evidencia evidencias evidência "
    "evidências comprovativo comprovativos comprovante comprovantes artefato artefatos artefacto "
    "artefactos ubungqina ubufakazi"
)
#: The same, where nothing else stands beside them: they have other meanings, too.
_ALONE = _set("prueba pruebas prova provas exhibit exhibits bewijslast")
#: Headings of files, which only count as evidence where there are some.
_FILES = _set(
    "attachment attachments screenshot screenshots files documents deliverables certificate "
    "certificates certification certifications submission submissions recording recordings video "
    "videos images pictures photos aanhangsels aanhegsels skermskoot skermskote lêers dokumente "
    "sertifikaat sertifikate bijlage bijlagen schermafbeeldingen bestanden documenten certificaat "
    "certificaten anhang anhänge dateien bildschirmfotos zertifikat zertifikate annexe annexes "
    "pièces captures fichiers certificat certificats anexo anexos capturas archivos certificado "
    "certificados ficheiros arquivos izatifikethi isatifikethi izitifiketi isitifiketi"
)
#: What may stand beside such words without saying anything of its own.
_FILLERS = _set(
    "a an and the my our your of for in from with to on as me i learning submission completion "
    "participation work module course supporting additional related relevant key visual section "
    "file files document documents link links screenshot screenshots image images attached "
    "attachment attachments material materials list below here portfolio practical further other "
    "own digital written collected more extra read view show click see open expand "
    "die van vir en my ons se leer indiening inhandiging voltooiing deelname module kursus "
    "het een de mijn onze voor leren inlevering afronding deelname en bij "
    "der des das mein meine meiner unsere und für von lernens abgabe teilnahme zum zur "
    "le la les l du d mon ma mes nos et pour apprentissage participation à "
    "el los las mi mis del y para aprendizaje participación entrega "
    "o os um uma meu minha meus minhas da do das dos e aprendizagem participação "
    "yam yami zam zami wam wami lwam lwami bam bami sami samy"
)
_REFLECTION = _set(
    "reflection reflections reflect reflecting reflective selfreflection reflexion reflexions "
    "refleksie refleksies selfrefleksie reflectie reflecties zelfreflectie reflexionen "
    "selbstreflexion réflexion réflexions reflexión reflexiones autorreflexión reflexão reflexões "
    "autorreflexão ukuzindla ucamngco ukucamngca ukucabangisisa ukuzihlola ingcamango "
    "izingcamango ukuphonononga uphononongo reflection(star)"
)
_STAR = _set("star starr starrt gibbs")
_METHOD = _set(
    "star starr starrt gibbs method methods technique techniques model format approach framework "
    "analysis "
    "story stories response responses example examples structure cycle summary using with by "
    "metode tegniek benadering gebruik methode techniek aanpak met volgens nach mit technik modell "
    "méthode modèle technique avec selon método técnica modelo con com segundo según indlela "
    "based account write writeup up statement interview l"
)
_TAIL = (
    *("takeaway", "take away", "take-away", "next step", "way forward", "moving forward"),
    *("going forward", "looking ahead", "looking forward", "future", "lesson", "what i learn"),
    *("what i would", "what i'd", "summary", "conclusion", "in short", "closing", "key learning"),
    *("skills gained", "skills developed", "skills learn", "improvement", "action plan"),
    *("volgende stap", "opsomming", "samevatting", "lesse", "belangrikste les", "slot"),
    *("samenvatting", "conclusie", "vervolgstap", "geleerd", "toekomst", "belangrijkste"),
    *("zusammenfassung", "fazit", "nächste", "ausblick", "erkenntnis", "wichtigste"),
    *("résumé", "prochaine", "à retenir", "bilan", "leçon", "enseignement"),
    *("resumen", "conclusión", "próximo", "lección", "lecciones", "aprendizajes clave"),
    *("resumo", "conclusão", "próximos", "lição", "lições", "aprendizagens"),
    *("isishwankathelo", "isifinyezo", "amanyathelo alandelayo", "izinyathelo ezilandelayo"),
)
#: Headings that only give a module its structure, and are no name for anything.
_FRAME = _set(
    "overview introduction intro description background context objective objectives goal goals "
    "aim aims purpose outcome outcomes details detail notes note content contents about activity "
    "activities summary general information info requirements instructions process approach "
    "discussion oorsig inleiding beskrywing agtergrond konteks doel doelwitte besonderhede "
    "overzicht beschrijving achtergrond doelen überblick einleitung einführung beschreibung "
    "hintergrund kontext ziel ziele aperçu contexte objectif objectifs introducción descripción "
    "contexto objetivo objetivos introdução descrição isingeniso intshayelelo"
)
_TOPICS: tuple[tuple[Topic, str], ...] = (
    (
        Topic.ABOUT,
        r"(?:about|who) (?:me|myself|am i|i am)|who i am|(?:personal )?(?:profile|bio|biography)|"
        r"(?:professional|personal|career) (?:summary|profile|statement)|introduction to me|"
        r"oor my|wie is ek|over mij|wie ben ik|über mich|wer bin ich|à propos(?: de moi)?|qui "
        r"suis je|"
        r"sobre (?:mí|mi|mim)|quién soy|quem sou|ngam|ngami|mayelana nami|malunga nam",
    ),
    (
        Topic.CONTACT,
        r"(?:my )?contacts?(?: (?:me|info|information|details|us))?|get in touch|reach me|"
        r"let'?s connect|connect with me|(?:my )?kontak(?:besonderhede)?|contact ?gegevens|"
        r"kontakt(?:daten)?|(?:me )?contacter|contacto?|contactos|contato|"
        r"qhagamshelana|xhumana nami|iinkcukacha zoqhagamshelwano|imininingwane yokuxhumana",
    ),
    (
        Topic.PROFILES,
        r"(?:my )?(?:online |social |professional )*(?:profiles?|links|socials?|social media|"
        r"accounts)|linkedin|github|linkedin (?:and|&) github|find me(?: online| on)?|profiele|"
        r"profile und links|profils|perfiles|perfis|github stats?|(?:my )?github statistics",
    ),
    (
        Topic.CV,
        r"(?:my )?(?:cv|c\.v\.|résumé|resume|curriculum vitae|currículo|lebenslauf)",
    ),
    (
        Topic.COVER,
        r"(?:cover(?: page)?|title page|student (?:details|information|info|number)|"
        r"submission details|declaration|(?:student|personal) (?:details|information)|"
        r"personal details|voorblad|studente?(?:besonderhede|nommer)|titelblatt|"
        r"page de garde|portada|capa)",
    ),
    (
        Topic.INDEX,
        r"(?:table of contents?|contents|index|navigation|quick links|sitemap|toc|menu|"
        r"inhoud(?:sopgawe|sopgave)?|inhaltsverzeichnis|inhalt|sommaire|table des matières|"
        r"índice|contenido|conteúdo|iziqulatho|okuqukethwe|portfolio (?:contents?|sections?|"
        r"overview|structure)|modules|repository structure|folder structure|project structure)",
    ),
)
_TOPIC_OF = tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """Words without emoji, numbers and signs at their ends, in small letters and one line."""
    return unnumbered(words).casefold()


@lru_cache(maxsize=4096)
def unnumbered(words: str) -> str:
    """Words as a title: without emoji and number before them, and a colon after them."""
    words = undecorated(words)
    match = _NUMBER.match(words)
    rest = words[match.end() :] if match else words
    # What is nothing but a number is its own name.
    return rest if re.search(r"\w", rest) else words


@lru_cache(maxsize=4096)
def undecorated(words: str) -> str:
    """Words without emoji, and without signs at their ends; a number before them stays."""
    kept = "".join(" " if _is_emoji(sign) else sign for sign in _KEYCAPS.sub("", words))
    kept = " ".join(kept.split())
    return re.sub(r"^[^\w(\[\"'“‘«„#.]+|[\s:：;,.*_~|–—>→➔➜⇒-]+$", "", kept).strip()


def _is_emoji(sign: str) -> bool:
    return sign > "\u2000" and (unicodedata.category(sign) in {"So", "Sk", "Cn", "Co"})


def tokens(words: str) -> list[str]:
    """The words of a heading in small letters, without numbers."""
    return re.findall(r"[^\W\d_]+", bare(words)) if len(words) <= _LONGEST * 2 else []


@lru_cache(maxsize=4096)
def role_of(words: str) -> Role:
    """What a heading says of what follows it."""
    if says_evidence(words):
        return Role.EVIDENCE
    if says_reflection(words):
        return Role.REFLECTION
    if topic_of(words) is not None:
        return Role.TOPIC
    if says_files(words):
        return Role.FILES
    if says_tail(words):
        return Role.TAIL
    said = tokens(words)
    if said and all(word in _FRAME or word in _FILLERS for word in said):
        return Role.FRAME
    return Role.MODULE


def says_evidence(words: str) -> bool:
    """Whether a heading says that evidence follows, perhaps with what it is evidence of."""
    said = tokens(words)
    if not said or len(said) > _MOST_WORDS:
        return False
    if only_evidence(words):
        return True
    if {"based", "concept", "reading"} & set(said[1:2]) or said[1:3] == ["of", "concept"]:
        return False
    return said[0] in _EVIDENCE or said[-1] in _EVIDENCE


def only_evidence(words: str) -> bool:
    """Whether a heading says no more than that evidence follows."""
    said = tokens(words)
    nouns = [word for word in said if word in _EVIDENCE or word in _ALONE]
    return bool(nouns) and all(
        word in _EVIDENCE or word in _ALONE or word in _FILLERS for word in said
    )


def says_files(words: str) -> bool:
    """Whether a heading only says that there are files."""
    said = tokens(words)
    return bool(_FILES & set(said)) and all(word in _FILES or word in _FILLERS for word in said)


def says_reflection(words: str) -> bool:
    """Whether a heading says that a reflection follows."""
    said = tokens(words)
    if not said or len(said) > 2 * _MOST_WORDS:
        return False
    if _REFLECTION & set(said):
        return True
    return bool(_STAR & set(said)) and (said[0] in _STAR or said[-1] in _METHOD)


def only_reflection(words: str) -> bool:
    """Whether a heading says no more than that a reflection follows, in some model."""
    return says_reflection(words) and not _more(words)


def promises_model(words: str) -> bool:
    """Whether a heading says that a reflection is written in the parts of a model."""
    return bool(_STAR & set(tokens(words)))


def _more(words: str) -> list[str]:
    known = _REFLECTION | _METHOD | _FILLERS | _STAR | {"self", "personal", "zelf", "self-"}
    return [word for word in tokens(words) if word not in known]


def says_tail(words: str) -> bool:
    """Whether a heading or label closes a reflection: takeaways, next steps, a summary."""
    word = bare(words)
    return len(word) <= _LONGEST and any(one in word for one in _TAIL)


def topic_of(words: str) -> Topic | None:
    """What else than evidence and reflections a heading is about."""
    word = bare(words)
    return next((topic for topic, pattern in _TOPIC_OF if pattern.fullmatch(word)), None)
