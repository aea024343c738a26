"""Reflection models as data: ordered lists of parts. This module imports no Sphinx.

How people write the labels of the parts is known to `part_labels`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .names import slug
from .part_labels import Names, Part, names_of, plain


@dataclass(frozen=True, slots=True)
class ReflectionModel:
    """A way to structure a reflection. ``source`` says who defined it, and when."""

    id: str
    title: str
    parts: tuple[Part, ...]
    source: str = ""

    @property
    def part_ids(self) -> tuple[str, ...]:
        """What machines call the parts, the same in every language."""
        return _ids(tuple(part.label for part in self.parts))

    def find(self, label: str, labels: Mapping[str, str] | None = None) -> int | None:
        """The index of the part that ``label`` names, or None.

        :param label: what stands before the text, as written, with or without a colon.
        :param labels: what the model's own labels are called in the reader's language.
        """
        return self.names(labels).one(label)

    def names(self, labels: Mapping[str, str] | None = None) -> Names:
        """All names of the parts, which find them in what people write."""
        return names_of(self.parts, tuple((labels or {}).items()))


@cache
def _ids(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Names made of labels; a second one of a kind has its number."""
    names: list[str] = []
    for number, name in enumerate(map(slug, labels), start=1):
        names.append(f"{name}-{number}".strip("-") if not name or name in names else name)
    return tuple(names)


def _lettered(*parts: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> tuple[Part, ...]:
    """Parts marked with the first letter of their label, as in an acronym."""
    return tuple(Part(part[0], part[0][0], *part[1:]) for part in parts)


def _numbered(*parts: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> tuple[Part, ...]:
    """Parts marked 1, 2, 3 …, for models whose name is not spelt by their labels."""
    return tuple(Part(part[0], str(n), *part[1:]) for n, part in enumerate(parts, start=1))


# Aliases stand in the order English, Afrikaans, Dutch, German, French, Spanish, Portuguese,
# isiXhosa, isiZulu.
_SITUATION = (
    "Situation",
    "Where and when was it, and who was involved?",
    (
        *("Situations", "Situasie", "Situasies", "Toestand", "Situatie", "Situaties"),
        *("Situationen", "Ausgangslage", "Ausgangssituation", "Situación", "Situaciones"),
        *("Situacion", "Situação", "Situações", "Situacao", "Imeko", "Iimeko", "Isimo", "Izimo"),
    ),
)
_TASK = (
    "Task",
    "What did you have to do, or want to reach?",
    (
        *("Tasks", "Take", "Opdrag", "Opdragte", "Taak", "Taken", "Opdracht", "Opdrachten"),
        *("Aufgabe", "Aufgaben", "Aufgabenstellung", "Auftrag", "Tâche", "Tâches", "Tache"),
        *("Taches", "Mission", "Tarea", "Tareas", "Tarefa", "Tarefas", "Umsebenzi", "Imisebenzi"),
    ),
)
_ACTION = (
    "Action",
    "What did you do yourself?",
    (
        *(
            "Actions",
            "Action taken",
            "Actions taken",
            "What I did",
            "What did I do",
            "Aksie",
            "Aksies",
            "Aksies geneem",
        ),
        *("Optrede", "Handeling", "Handelinge", "Handelingen", "Actie", "Acties", "Aanpak"),
        *("Handlung", "Handlungen", "Aktion", "Aktionen", "Vorgehen", "Vorgehensweise"),
        *("Maßnahme", "Maßnahmen", "Umsetzung", "Actions menées", "Acción", "Acciones", "Accion"),
        *("Ação", "Ações", "Acção", "Acções", "Acao", "Isenzo", "Izenzo", "Inyathelo"),
        *("Amanyathelo", "Isinyathelo", "Izinyathelo"),
    ),
)
_RESULT = (
    "Result",
    "What came of it, and how do you know?",
    (
        *("Results", "Outcome", "Outcomes", "Resultaat", "Resultate", "Uitslag", "Uitkoms"),
        *("Resultaten", "Uitkomst", "Uitkomsten", "Ergebnis", "Ergebnisse", "Resultat"),
        *("Résultat", "Résultats", "Resultats", "Resultado", "Resultados", "Isiphumo", "Iziphumo"),
        *("Umphumela", "Imiphumela"),
    ),
)
_REFLECTION = (
    "Reflection",
    "What do you think of it now?",
    (
        *("Reflections", "Reflect", "Reflecting", "Refleksie", "Refleksies", "Reflekteer"),
        *("Reflectie", "Reflecties", "Reflecteren", "Reflexion", "Reflexionen", "Réflexion"),
        *("Réflexions", "Reflexión", "Reflexiones", "Reflexão", "Reflexões", "Ucamngco"),
        "Ukuzindla",
    ),
)
_TRANSFER = (
    "Transfer",
    "Where else will you use what you learned?",
    (
        *("Transferring", "Oordrag", "Toepassing", "Transfert", "Transferencia", "Transferência"),
        "Aplicación",
    ),
)
_LEARNING = (
    "Learning",
    "What did you learn?",
    (
        *("Learnings", "Learned", "Learnt", "What I learned", "What I learnt", "Lesson", "Lessons"),
        *("Lesson learned", "Lessons learned", "Lessons learnt", "Lesse", "Wat ek geleer het"),
        *("Leer", "Leren", "Geleerd", "Wat ik leerde", "Wat ik heb geleerd", "Erkenntnis"),
        *("Erkenntnisse", "Gelerntes", "Was ich gelernt habe", "Apprentissage", "Apprentissages"),
        *("Ce que j'ai appris", "Aprendizaje", "Aprendizajes", "Lo que aprendí", "Aprendizagem"),
        *("Aprendizagens", "O que aprendi", "Endikufundileyo", "Engikufundile"),
    ),
)

MODELS: dict[str, ReflectionModel] = {
    model.id: model
    for model in (
        ReflectionModel(
            "star",
            "STAR",
            _lettered(_SITUATION, _TASK, _ACTION, _RESULT),
            "Development Dimensions International, 1974",
        ),
        ReflectionModel(
            "starr",
            "STARR",
            _lettered(_SITUATION, _TASK, _ACTION, _RESULT, _REFLECTION),
            "STAR with a reflection, as Dutch universities teach it",
        ),
        ReflectionModel(
            "starrt",
            "STARRT",
            _lettered(_SITUATION, _TASK, _ACTION, _RESULT, _REFLECTION, _TRANSFER),
            "STARR with a transfer, as Dutch universities teach it",
        ),
        ReflectionModel(
            "star-l",
            "STAR-L",
            _lettered(_SITUATION, _TASK, _ACTION, _RESULT, _LEARNING),
            "STAR with what was learned",
        ),
        ReflectionModel(
            "car",
            "CAR",
            _lettered(
                (
                    "Context",
                    "What was going on?",
                    (
                        *("Challenge", "Challenges", "Konteks", "Uitdaging", "Kontext"),
                        *("Herausforderung", "Contexte", "Défi", "Contexto", "Desafío", "Desafio"),
                    ),
                ),
                _ACTION,
                _RESULT,
            ),
            "Common in interview guides; the C is also read as challenge",
        ),
        ReflectionModel(
            "par",
            "PAR",
            _lettered(
                (
                    "Problem",
                    "What had to be solved?",
                    ("Problems", "Probleem", "Probleme", "Problemen", "Problème", "Problema"),
                ),
                _ACTION,
                _RESULT,
            ),
            "Common in interview guides",
        ),
        ReflectionModel(
            "soar",
            "SOAR",
            _lettered(
                _SITUATION,
                (
                    "Obstacle",
                    "What stood in the way?",
                    (
                        *("Obstacles", "Obstakel", "Obstakels", "Struikelblok", "Hindernis"),
                        *("Obstáculo", "Obstáculos"),
                    ),
                ),
                _ACTION,
                _RESULT,
            ),
            "Common in interview guides",
        ),
        ReflectionModel(
            "gibbs",
            "Gibbs",
            _numbered(
                (
                    "Description",
                    "What happened?",
                    (
                        *("Describe", "Beskrywing", "Beschrijving", "Beschreibung", "Descripción"),
                        *("Descrição", "Inkcazelo", "Incazelo"),
                    ),
                ),
                (
                    "Feelings",
                    "What did you think and feel?",
                    (
                        *("Feeling", "Gevoel", "Gevoelens", "Gefühle", "Sentiments", "Ressentis"),
                        *("Sentimientos", "Sentimentos", "Iimvakalelo", "Imizwa"),
                    ),
                ),
                (
                    "Evaluation",
                    "What was good and bad about it?",
                    (
                        *("Evaluate", "Evaluasie", "Evaluatie", "Bewertung", "Évaluation"),
                        *("Evaluación", "Avaliação"),
                    ),
                ),
                (
                    "Analysis",
                    "What sense can you make of it?",
                    ("Analyse", "Analyze", "Analise", "Ontleding", "Análisis", "Análise"),
                ),
                (
                    "Conclusion",
                    "What else could you have done?",
                    (
                        *("Conclusions", "Conclude", "Gevolgtrekking", "Conclusie", "Fazit"),
                        *("Schlussfolgerung", "Conclusión", "Conclusão"),
                    ),
                ),
                (
                    "Action plan",
                    "What will you do next time?",
                    (
                        *("Aksieplan", "Actieplan", "Handlungsplan", "Aktionsplan"),
                        *("Plan d'action", "Plan de acción", "Plano de ação"),
                    ),
                ),
            ),
            "Gibbs, 1988",
        ),
        ReflectionModel(
            "driscoll",
            "Driscoll",
            _numbered(
                (
                    "What?",
                    "What happened?",
                    ("What happened", "Wat", "Was", "Quoi", "Qué", "O quê"),
                ),
                (
                    "So what?",
                    "What did it mean for you and for others?",
                    ("Dus wat", "En wat dan", "Na und", "Et alors", "Y qué", "E daí"),
                ),
                (
                    "Now what?",
                    "What will you do with it?",
                    ("Wat nou", "Wat nu", "Und jetzt", "Et maintenant", "Y ahora qué", "E agora"),
                ),
            ),
            "Driscoll, 1994",
        ),
        ReflectionModel(
            "rolfe",
            "Rolfe",
            _numbered(
                ("What?", "What is the problem, and what was your part in it?"),
                ("So what?", "So what does it teach you, and what is behind it?"),
                ("Now what?", "Now what do you need to do to make it better?"),
            ),
            "Rolfe, Freshwater and Jasper, 2001, after Borton, 1970",
        ),
        ReflectionModel(
            "kolb",
            "Kolb",
            _numbered(
                (
                    "Concrete experience",
                    "What did you do?",
                    ("Experience", "Concrete ervaring", "Ervaring", "Konkrete ervaring"),
                ),
                (
                    "Reflective observation",
                    "What did you notice?",
                    ("Observation", "Reflectieve observatie", "Observatie"),
                ),
                (
                    "Abstract conceptualisation",
                    "What does it tell you in general?",
                    ("Abstract conceptualization", "Conceptualisation", "Conceptualization"),
                ),
                (
                    "Active experimentation",
                    "What will you try?",
                    ("Experimentation", "Actief experimenteren", "Aktiewe eksperimentering"),
                ),
            ),
            "Kolb, 1984",
        ),
        ReflectionModel(
            "deal",
            "DEAL",
            (
                Part("Describe", "D", "What happened, without judging it?", ("Description",)),
                Part("Examine", "E", "What does it show, seen from your goals?", ("Examination",)),
                Part(
                    "Articulate learning",
                    "AL",
                    "What did you learn, how, why does it matter and what follows?",
                    ("Articulate", "Articulation", "Articulation of learning", "Learning"),
                ),
            ),
            "Ash and Clayton, 2009",
        ),
    )
}


def model_from_config(model_id: str, value: object) -> ReflectionModel:
    """Read one entry of ``portfolio_reflection_models``.

    :param value: ``{"title": …, "parts": […]}`` where a part is a label, or a mapping with
        ``label`` and, if wanted, ``mark``, ``prompt`` and ``aliases``; ``source`` is optional.
    :raises ValueError: with words for the person who wrote it.
    """
    if not isinstance(value, Mapping):
        raise ValueError('it must look like {"title": "…", "parts": ["…", "…"]}')
    _only(value, {"title", "parts", "source"})
    parts = value.get("parts")
    if not isinstance(parts, list | tuple) or not parts:
        raise ValueError('"parts" must be a list with at least one part')
    read = tuple(_part_from_config(part, n) for n, part in enumerate(parts, start=1))
    labels = [plain(part.label) for part in read]
    for label in labels:
        if labels.count(label) > 1:
            raise ValueError(f"two parts are called {label!r}")
    return ReflectionModel(
        model_id,
        _text(value.get("title", model_id), "title"),
        read,
        _text(value["source"], "source") if value.get("source") else "",
    )


def _part_from_config(value: object, number: int) -> Part:
    if isinstance(value, str):
        value = {"label": value}
    if not isinstance(value, Mapping):
        raise ValueError(f'part {number} must be a label or {{"label": "…", "prompt": "…"}}')
    _only(value, {"label", "mark", "prompt", "aliases"})
    aliases = value.get("aliases", ())
    if isinstance(aliases, str) or not isinstance(aliases, list | tuple):
        raise ValueError(f'"aliases" of part {number} must be a list of words')
    label = _text(value.get("label"), f"label of part {number}")
    if not plain(label):
        raise ValueError(f"the label of part {number} needs a letter or digit")
    return Part(
        label,
        _text(value.get("mark", str(number)), f"mark of part {number}"),
        _text(value["prompt"], f"prompt of part {number}") if value.get("prompt") else "",
        tuple(_text(alias, f"aliases of part {number}") for alias in aliases),
    )


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'"{what}" must be some words in quotation marks')
    return value.strip()


def _only(value: Mapping[object, object], known: set[str]) -> None:
    unknown = sorted(str(key) for key in value if key not in known)
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not known here, only {', '.join(sorted(known))}")
