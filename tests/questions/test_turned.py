"""One word makes another question of it: at once, expelled, suspended; a treaty's own end."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask
from withdrawal.questions.intents import Intent

TODAY = "2026-12-01"
AT_ONCE = {
    "en": ("Can Poland leave the Istanbul Convention immediately?", "No."),
    "de": ("Kann Polen über Nacht aus der Istanbul-Konvention austreten?", "Nein."),
    "fr": ("La Pologne peut-elle quitter la Convention d'Istanbul du jour au lendemain ?", "Non."),
    "es": ("¿Puede Polonia abandonar el Convenio de Estambul con efecto inmediato?", "No."),
    "pl": ("Czy Polska może wystąpić z konwencji stambulskiej natychmiast?", "Nie."),
    "uk": ("Чи може Польща вийти зі Стамбульської конвенції за одну ніч?", "Ні."),
    "fi": ("Voiko Puola erota Istanbulin sopimuksesta välittömästi?", "Ei."),
    "et": ("Kas Poola saab Istanbuli konventsioonist kohe lahkuda?", "Ei."),
    "lv": ("Vai Polija var nekavējoties izstāties no Stambulas konvencijas?", "Nē."),
    "lt": ("Ar Lenkija gali iškart pasitraukti iš Stambulo konvencijos?", "Ne."),
    "sv": ("Kan Polen omedelbart lämna Istanbulkonventionen?", "Nej."),
    "da": ("Kan Polen udtræde af Istanbulkonventionen med øjeblikkelig virkning?", "Nej."),
    "nb": ("Kan Polen tre ut av Istanbulkonvensjonen med en gang?", "Nei."),
    "ru": ("Может ли Польша немедленно выйти из Стамбульской конвенции?", "Нет."),
    "ar": ("هل يمكن لبولندا الانسحاب من اتفاقية إسطنبول فورا؟", "لا."),
    "zh": ("波兰可以立即退出伊斯坦布尔公约吗？", "否。"),
}
EXPELLED = {
    "en": "Who was thrown out of the Council of Europe?",
    "de": "Wer wurde aus dem Europarat ausgeschlossen?",
    "fr": "Qui a été exclu du Conseil de l'Europe ?",
    "es": "¿Quién fue expulsado del Consejo de Europa?",
    "pl": "Kto został wykluczony z Rady Europy?",
    "uk": "Кого виключили з Ради Європи?",
    "fi": "Ketkä erotettiin Euroopan neuvostosta?",
    "et": "Kes heideti Euroopa Nõukogust välja?",
    "lv": "Kas tika izslēgts no Eiropas Padomes?",
    "lt": "Kas pašalintas iš Europos Tarybos?",
    "sv": "Vem har uteslutits ur Europarådet?",
    "da": "Hvem er blevet smidt ud af Europarådet?",
    "nb": "Hvem ble kastet ut av Europarådet?",
    "ru": "Кого исключили из Совета Европы?",
    "ar": "من طرد من مجلس أوروبا؟",
    "zh": "谁被逐出欧洲委员会？",
}


@pytest.mark.parametrize("language", AT_ONCE)
def test_at_once(language: str):
    """Whether a State can leave at once is answered by the first day, behind a no."""
    question, no = AT_ONCE[language]
    reply = ask(question, as_of=TODAY)
    assert reply.understood.intent is Intent.EARLIEST
    assert reply.text.startswith(no)
    assert reply.answers[0].answer.to_json()["earliest"] == "2027-04-01"


def test_at_once_of_no_state():
    """Whether a treaty can be left at once is answered by the period of notice."""
    reply = ask("Can the Istanbul Convention be left overnight?", as_of=TODAY)
    assert reply.understood.intent is Intent.PERIOD


def test_at_once_of_who_is_out():
    """No "no" stands before what has taken effect."""
    reply = ask("Can France leave the Energy Charter Treaty at once?", as_of=TODAY)
    assert reply.text.startswith("France’s withdrawal from the Energy Charter Treaty took effect")


@pytest.mark.parametrize("language", EXPELLED)
def test_expelled(language: str):
    """Who was expelled is never answered by who left: the record does not tell them apart."""
    with pytest.raises(QuestionError) as refused:
        ask(EXPELLED[language], as_of=TODAY)
    assert refused.value.code == "not-understood"


@pytest.mark.parametrize("word", ["instead of", "rather than"])
def test_suspended(word: str):
    """Who suspended a treaty is answered by the suspensions on record, not by what is pending."""
    reply = ask(f"Which States suspended the CFE Treaty {word} leaving it?", as_of=TODAY)
    assert [each.party for each in reply.answers[0].answer.rows] == ["RUS", "USA"]


@pytest.mark.parametrize(
    "question",
    [
        "When does New START end?",
        "Is New START still in force?",
        "Wann endet New START?",
        "Quand New START prend-il fin ?",
        "Коли закінчується New START?",
        "Kada baigiasi New START?",
        "Milloin New START päättyy?",
    ],
)
def test_own_end(question: str):
    """Where no State is named, the end of the treaty itself is told, if it is over."""
    said = ask(question, as_of=TODAY).answers[0].answer.to_json()
    assert (said["status"], said["ended"], said["party"]) == ("ended", "2026-02-05", None)


def test_no_end():
    """A treaty in force has no end: a State is asked for."""
    with pytest.raises(QuestionError) as refused:
        ask("When does the Paris Agreement end?", as_of=TODAY)
    assert refused.value.code == "no-party"


INVESTMENTS = {
    "en": "What happens to investments after France left the Energy Charter Treaty?",
    "de": "Was passiert mit Investitionen nach dem Austritt Frankreichs aus dem "
    "Energiecharta-Vertrag?",
    "fr": "Que deviennent les investissements après le retrait de la France du Traité sur la "
    "charte de l'énergie ?",
    "es": "¿Qué pasa con las inversiones después de que Francia salió del Tratado sobre la Carta "
    "de la Energía?",
    "pl": "Co dzieje się z inwestycjami po wyjściu Francji z Traktatu karty energetycznej?",
    "uk": "Що відбувається з інвестиціями після виходу Франції з Договору до Енергетичної хартії?",
    "fi": "Mitä tapahtuu sijoituksille sen jälkeen, kun Ranska erosi energiaperuskirjasta?",
    "et": "Mis saab investeeringutest pärast Prantsusmaa lahkumist energiaharta lepingust?",
    "lv": "Kas notiek ar ieguldījumiem pēc Francijas izstāšanās no Enerģētikas hartas nolīguma?",
    "lt": "Kas nutinka investicijoms Prancūzijai pasitraukus iš Energetikos chartijos sutarties?",
    "sv": "Vad händer med investeringar efter att Frankrike lämnade energistadgefördraget?",
    "da": "Hvad sker der med investeringer efter at Frankrig forlod energichartertraktaten?",
    "nb": "Hva skjer med investeringer etter at Frankrike forlot energicharteret?",
    "ru": "Что происходит с инвестициями после выхода Франции из Договора к Энергетической хартии?",
    "ar": "ماذا يحدث للاستثمارات بعد انسحاب فرنسا من معاهدة ميثاق الطاقة؟",
    "zh": "法国退出能源宪章条约后，投资会怎样？",
}
TIMES = {
    "en": "Did the United States leave UNESCO twice?",
    "de": "Wie oft haben die USA die UNESCO verlassen?",
    "fr": "Combien de fois les États-Unis ont-ils quitté l'UNESCO ?",
    "es": "¿Cuántas veces abandonó Estados Unidos la UNESCO?",
    "pl": "Ile razy Stany Zjednoczone opuściły UNESCO?",
    "uk": "Скільки разів США виходили з ЮНЕСКО?",
    "fi": "Montako kertaa Yhdysvallat on eronnut Unescosta?",
    "et": "Mitu korda on USA UNESCO-st lahkunud?",
    "lv": "Cik reižu ASV ir izstājušās no UNESCO?",
    "lt": "Kiek kartų JAV pasitraukė iš UNESCO?",
    "sv": "Hur många gånger har USA lämnat Unesco?",
    "da": "Hvor mange gange har USA forladt UNESCO?",
    "nb": "Hvor mange ganger har USA forlatt UNESCO?",
    "ru": "Сколько раз США выходили из ЮНЕСКО?",
    "ar": "كم مرة انسحبت الولايات المتحدة من اليونسكو؟",
    "zh": "美国退出联合国教科文组织多少次？",
}


@pytest.mark.parametrize("language", INVESTMENTS)
def test_investments(language: str):
    """What becomes of investments after an exit is what the clause says that goes on."""
    reply = ask(INVESTMENTS[language], as_of=TODAY)
    assert reply.understood.intent is Intent.SURVIVES
    assert reply.answers[0].answer.to_json()["survival"] == "P20Y"


@pytest.mark.parametrize("language", TIMES)
def test_times(language: str):
    """How often a State left is told by the exits on record, and by how many they are."""
    reply = ask(TIMES[language], as_of=TODAY)
    assert len(reply.answers[0].answer.to_json()["rows"]) == 2
    assert "2 (" in reply.text or "2（" in reply.text


def test_besides():
    """An Estonian "besides" right behind "who" is no "after"."""
    reply = ask("Kes peale Eesti on Ottawa konventsioonist lahkunud?", as_of=TODAY)
    assert (reply.understood.intent, reply.understood.but) == (Intent.LEAVING, ("EST",))


def test_still_out_by_then():
    """Whether a State can still be out by a day supposes no notice on that day, in Estonian too."""
    question = "Kas Ungari jõuab veel 2026. aasta lõpuks Rooma statuudist väljas olla?"
    assert ask(question, as_of=TODAY).understood.intent is Intent.LATEST_NOTICE


def test_ended_by_one():
    """Where the exit of one State ended a treaty, that exit is told, whoever is not named."""
    treaty = "dobbeltbeskatningsoverenskomsten mellem Danmark og Spanien"
    said = ask(f"Hvilken dato holdt {treaty} op med at gælde?", as_of=TODAY).answers[0].answer
    assert (said.to_json()["party"], said.to_json()["effect"]) == ("DNK", "2009-01-01")


UNKNOWN = {
    "en": "Which States have left the convention on lighthouse bells of 1953?",
    "da": "Hvilke stater har opsagt den europæiske konvention om klokker fra 1953?",
    "de": "Welche Staaten haben das Übereinkommen über Leuchtturmglocken von 1968 gekündigt?",
    "nb": "Hvilke land har sagt opp XQZT-konvensjonen fra 1976?",
    "fi": "Mitkä valtiot ovat eronneet vuoden 1968 majakkakellosopimuksesta?",
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_the_year_of_a_treaty_that_nobody_knows(language: str):
    """The year of a treaty in words that nothing reads begins no list of all treaties."""
    with pytest.raises(QuestionError) as refused:
        ask(UNKNOWN[language], as_of="2026-12-01")
    assert refused.value.code in ("no-treaty", "not-understood")
