"""What the invented students of the corpus write about."""

from __future__ import annotations

from dataclasses import dataclass

#: Modules and activities; a portfolio takes those that follow each other.
MODULES = (
    "Career Counselling",
    "Skills and Interests",
    "Personality Assessment",
    "Create a CV",
    "CV Submission",
    "Business Communication",
    "Interview Skills",
    "Mock Interview",
    "Professional Networking",
    "Workplace Etiquette",
    "Professional Email",
    "Telephone Skills",
    "Report Writing",
    "Time Management",
    "Team Work",
    "Problem Solving",
    "Presentation Skills",
    "Help Desk Placement",
)

#: Sentences by part; {module} is the title of the module.
ENGLISH = {
    "situation": (
        "In my second year I joined the {module} module without knowing what to expect.",
        "Our group of five had two weeks for {module} and nobody had done it before.",
        "At my part-time job in a bakery I had seen how it should not be done.",
        "During the winter school we worked on {module} every morning – in a room without heating.",
        "I’m shy, and the thought of speaking about {module} kept me awake.",
        "The college offers {module} online, so I did it at night after work.",
        "We had no electricity on the day before the deadline.",
        "A friend told me that employers ask about exactly this.",
    ),
    "task": (
        "I had to complete all lessons and pass the quiz with at least 70%.",
        "My job was to keep the minutes and to hand in one document for all of us.",
        "The aim was to understand where I stand & what I still need to learn.",
        "We were asked to record a video of no more than three minutes.",
        "I wanted to find two strengths that I can prove and one weakness that I can change.",
        "As leader of the group I was responsible for the plan and for the mood.",
        "I needed a document that I could send to a company on the same day.",
    ),
    "action": (
        "I watched each video twice, took notes by hand and redid the quiz until I understood my mistakes.",
        "I drew up a timetable, shared it with the others and asked every Friday what was stuck.",
        "First I looked for examples, then I wrote a draft, and then I let my sister read it aloud.",
        "I booked a session with the counsellor and brought a list of seven questions.",
        "I practised in front of the mirror, with a timer, until it no longer felt strange.",
        "Because the connection was poor, I downloaded everything at the library and worked offline.",
        "I compared three tools (two of them free) and chose the one that my phone can open.",
    ),
    "result": (
        "I passed with 84% and was asked to help two others.",
        "We handed in on time; the lecturer used our document as an example.",
        "I learned that preparation is worth more than talent, at least for me.",
        "My confidence has grown: I no longer write down every word before I make a call.",
        "The company answered within a day, which had never happened to me before.",
        "It was not perfect, but it is finished, and I know what I would do differently.",
        "I now have a document that I am not ashamed of!",
    ),
    "reflection": (
        "Looking back, I should have asked for help a week earlier.",
        "I notice that I learn best when I have to explain something to others.",
        "Next time I would begin with the end and plan backwards.",
    ),
}

PROSE = (
    "This module was about getting ready for the world of work.",
    "Below you find what I made, with a short explanation.",
    "I completed this in the first half of the year.",
    "The screenshot shows the final mark of the module.",
    "**Context:** an online course of four weeks, one evening a week.",
)

TAKEAWAYS = (
    "Preparation beats talent.",
    "Ask early, ask often.",
    "Done is better than perfect.",
)

ABOUT = (
    "I am a final-year student of Information Technology who likes puzzles and people.",
    "Hello! I study software development and I am looking for a place to learn on the job.",
)


@dataclass(frozen=True, slots=True)
class Language:
    """How one language names the parts and their headings, and sentences in it by part."""

    code: str
    labels: tuple[str, str, str, str, str]
    evidence: str
    reflection: str
    modules: tuple[str, ...]
    sentences: dict[str, tuple[str, ...]]


IN_ENGLISH = Language(
    "en",
    ("Situation", "Task", "Action", "Result", "Reflection"),
    "Evidence",
    "Reflection",
    MODULES,
    ENGLISH,
)


def _language(
    code: str, labels: str, headings: str, modules: str, *sentences: str, fifth: str = ""
) -> Language:
    names = tuple(labels.split())
    evidence, reflection = headings.split(" | ")
    parts = ("situation", "task", "action", "result", "reflection")
    said = {part: tuple(text.split(" | ")) for part, text in zip(parts, sentences, strict=False)}
    said.setdefault("reflection", (fifth,))
    assert len(names) == 5
    return Language(code, names, evidence, reflection, tuple(modules.split(" | ")), said)


IN_DUTCH = _language(
    "nl",
    "Situatie Taak Actie Resultaat Reflectie",
    "Bewijs | Reflectie",
    "Loopbaanoriëntatie | Klantgesprek | Samenwerken | Presenteren | Stageverslag",
    "Op mijn stage werkte ik voor het eerst met echte klanten. | Ons groepje had nog nooit samengewerkt.",
    "Ik moest een planning maken en die bewaken. | Mijn taak was om het gesprek te leiden.",
    "Ik heb eerst gevraagd en daarna pas voorgesteld. | Ik heb elke dag een lijstje gemaakt en afgevinkt.",
    "De klant was tevreden en wil ons terug. | We waren op tijd klaar, met een acht als cijfer.",
    "Ik had eerder om hulp moeten vragen. | Ik merk dat ik rustiger ben als ik goed voorbereid ben.",
)

#: One small portfolio each.
LANGUAGES = (
    _language(
        "af",
        "Situasie Taak Aksie Resultaat Refleksie",
        "Bewyse | Refleksie",
        "Loopbaanbeplanning | Spanwerk | Onderhoud",
        "Ons groep moes in twee weke 'n webwerf bou. | Ek het nog nooit 'n onderhoud gehad nie.",
        "Ek moes die beplanning doen. | Ek moes my voorberei op vyf vrae.",
        "Ek het elke oggend met almal gepraat. | Ek het met my suster geoefen.",
        "Ons was 'n dag vroeër klaar. | Die paneel was tevrede met my antwoorde.",
        fifth="Ek sal volgende keer vroeër begin.",
    ),
    _language(
        "xh",
        "Imeko Umsebenzi Inyathelo Isiphumo Ingcamango",
        "Ubungqina | Ingcamango",
        "Umsebenzi | Unxibelelwano | Udliwano-ndlebe",
        "Iqela lethu belineeveki ezimbini kuphela. | Bendingazi nto ngolu dliwano-ndlebe.",
        "Bekufuneka ndicwangcise umsebenzi weqela. | Bekufuneka ndiphendule imibuzo emihlanu.",
        "Ndithethe nabo bonke rhoqo kusasa. | Ndiziqhelanise nodade wethu.",
        "Sigqibe kwangethuba. | Ndifumene amanqaku aphezulu.",
        fifth="Kwixesha elizayo ndiza kuqala kwangethuba.",
    ),
    _language(
        "zu",
        "Isimo Umsebenzi Isenzo Umphumela Ukuzindla",
        "Ubufakazi | Ukuzindla",
        "Umsebenzi | Ukuxhumana | Inhlolokhono",
        "Iqembu lethu lalinamasonto amabili kuphela. | Ngangingakaze ngiye enhlolokhono.",
        "Kwakumele ngihlele umsebenzi weqembu. | Kwakumele ngiphendule imibuzo emihlanu.",
        "Ngakhuluma nabo bonke njalo ekuseni. | Ngazilungiselela nodadewethu.",
        "Saqeda ngaphambi kwesikhathi. | Ngathola amamaki aphezulu.",
        fifth="Ngokuzayo ngizoqala ngaphambi kwesikhathi.",
    ),
    _language(
        "de",
        "Situation Aufgabe Handlung Ergebnis Reflexion",
        "Nachweise | Reflexion",
        "Berufsorientierung | Teamarbeit | Vorstellungsgespräch",
        "Unsere Gruppe sollte in zwei Wochen eine Webseite bauen. | Ich hatte noch nie ein Gespräch geführt.",
        "Ich war für die Planung zuständig. | Ich sollte mich auf fünf Fragen vorbereiten.",
        "Ich habe jeden Morgen mit allen gesprochen. | Ich habe mit meiner Schwester geübt.",
        "Wir waren einen Tag früher fertig. | Man war mit meinen Antworten zufrieden.",
        fifth="Beim nächsten Mal beginne ich früher.",
    ),
    _language(
        "fr",
        "Situation Tâche Action Résultat Réflexion",
        "Preuves | Réflexion",
        "Orientation | Travail d'équipe | Entretien",
        "Notre groupe avait deux semaines pour créer un site. | Je n'avais jamais passé d'entretien.",
        "Je devais organiser le travail. | Il fallait préparer cinq réponses.",
        "J'ai parlé à chacun tous les matins. | Je me suis entraîné avec ma sœur.",
        "Nous avons fini avec un jour d'avance. | Le jury a été convaincu.",
        fifth="La prochaine fois, je commencerai plus tôt.",
    ),
    _language(
        "es",
        "Situación Tarea Acción Resultado Reflexión",
        "Evidencias | Reflexión",
        "Orientación | Trabajo en equipo | Entrevista",
        "Nuestro grupo tenía dos semanas para crear una página. | Nunca había hecho una entrevista.",
        "Yo debía planificar el trabajo. | Tenía que preparar cinco respuestas.",
        "Hablé con todos cada mañana. | Practiqué con mi hermana.",
        "Terminamos un día antes. | El jurado quedó contento con mis respuestas.",
        fifth="La próxima vez empezaré antes.",
    ),
    _language(
        "pt",
        "Situação Tarefa Ação Resultado Reflexão",
        "Evidências | Reflexão",
        "Orientação | Trabalho em equipa | Entrevista",
        "O nosso grupo tinha duas semanas para criar uma página. | Nunca tinha feito uma entrevista.",
        "Eu devia planear o trabalho. | Tinha de preparar cinco respostas.",
        "Falei com todos todas as manhãs. | Pratiquei com a minha irmã.",
        "Acabámos um dia antes. | O júri ficou contente com as minhas respostas.",
        fifth="Da próxima vez começo mais cedo.",
    ),
)
