"""German terms in the forms that texts give them, and in none that other words have."""

import gc
import time
import unicodedata

import pytest

from glossary.concept import Case, Concept, Glossary, PartOfSpeech, Status, Term
from glossary.folding import fold
from glossary.hit import Entry
from glossary.matching import Matcher
from glossary.scanning import WordScan
from glossary.words import maker


def matcher(*terms: Term | str) -> Matcher:
    made = [term if isinstance(term, Term) else Term(term, "de", Status.PREFERRED) for term in terms]
    return Matcher(Glossary({term.text: Concept(term.text, (term,)) for term in made}))


def found(term: Term | str, text: str, *others: str) -> list[str]:
    name = term if isinstance(term, str) else term.text
    occurrences = matcher(term, *others).find_text(text, "de")
    return [text[slice(*o.where.span)] for o in occurrences if o.concept == name]


@pytest.mark.parametrize(
    ("term", "text", "spans"),
    [
        # inflection
        ("Konto", "auf allen Konten", ["Konten"]),
        ("Risiko", "hohe Risiken", ["Risiken"]),
        ("Kriterium", "nach diesen Kriterien", ["Kriterien"]),
        ("Schema", "zwei Schemata", ["Schemata"]),
        ("Index", "alle Indizes", ["Indizes"]),
        ("Prinzip", "die Prinzipien", ["Prinzipien"]),
        ("Vorhang", "die Vorhänge", ["Vorhänge"]),
        ("Name", "des Namens", ["Namens"]),
        ("Vorsitzende", "ein Vorsitzender", ["Vorsitzender"]),
        ("Kandidat", "die Kandidatinnen", ["Kandidatinnen"]),
        ("Service", "die services", ["services"]),
        ("LKW", "drei LKWs", ["LKWs"]),
        ("schnell", "am schnellsten", ["schnellsten"]),
        ("flexibel", "eine flexible Lösung", ["flexible"]),
        # verbs
        ("freigeben", "wurde freigegeben", ["freigegeben"]),
        ("freigeben", "um sie freizugeben", ["freizugeben"]),
        ("löschen", "die gelöschten Dateien", ["gelöschten"]),
        ("verweisen", "sie verwies darauf", ["verwies"]),
        ("hochladen", "das Hochladen", ["Hochladen"]),
        # compounds
        ("Schule", "die Schulbücher", ["Schul"]),
        ("Birne", "eine Glühbirne", ["birne"]),
        ("Batterie", "batteriebetriebene Geräte", ["batterie"]),
        (
            "geschickte Massenmobilisierung",
            "des geschickten Massenmobilisierungssystems",
            ["geschickten Massenmobilisierung"],
        ),
        ("Ständiger Ausschuss", "des Ständigen Provinzausschusses", ["Ständigen Provinzausschusses"]),
        ("schnell", "zwei Schnellaktionen", ["Schnell"]),
        # hyphens
        ("E-Mail-Adresse", "Ihre Emailadresse", ["Emailadresse"]),
        ("Emailadresse", "Ihre E-Mail-Adresse", ["E-Mail-Adresse"]),
        ("Datenbankserver", "der Datenbank-Server", ["Datenbank-Server"]),
        ("Medaillengewinner", "Bronze-Medaillen-Gewinner", ["Medaillen-Gewinner"]),
        ("Massenmobilisierung", "die (Massen-)Mobilisierung", ["(Massen-)Mobilisierung"]),
        ("Stadtparteikomitee", "Stadt- und Gemeindeparteikomitees", ["Stadt-"]),
        ("Textilgroßhandel", "Textilgroß- und -einzelhandel", ["Textilgroß-"]),
        ("Lebensmittelkontrolle", "Lebensmittelhygiene, -kontrolle und -sicherheit", ["-kontrolle"]),
        ("staatliches Bezirkskomitee", "der staatlichen Bezirks- und Gemeindekomitees", ["staatlichen Bezirks-"]),
        ("Massenmobilisierung", "die Massenmobili-\nsierung", ["Massenmobili-\nsierung"]),
        # letters
        ("Ausschuss", "der Aus\u00adschuß", ["Aus\u00adschuß"]),
        ("Behörde", "die Be\u200bhör\u200bden", ["Be\u200bhör\u200bden"]),
        ("Behörde", "ALLE BEHOERDEN", ["BEHOERDEN"]),
        ("Übersicht", "eine Uebersicht", ["Uebersicht"]),
        ("Maßnahme", "MASSNAHMEN", ["MASSNAHMEN"]),
        ("Tabelle", "MenüTabelle", ["Tabelle"]),
        ("Datei", "die PDFDatei", ["Datei"]),
        # both genders
        ("Nutzer", "alle Nutzer*innen", ["Nutzer*innen"]),
        ("Nutzer", "alle NutzerInnen", ["NutzerInnen"]),
        ("Nutzer", "alle Nutzer/-innen", ["Nutzer/-innen"]),
        ("Nutzer", "Nutzer(innen)", ["Nutzer(innen)"]),
        ("Kunde", "unsere Kund:innen", ["Kund:innen"]),
        ("Arzt", "die Ärzt_innen", ["Ärzt_innen"]),
        ("Nutzerin", "alle Nutzer·innen", ["Nutzer·innen"]),
        ("Amt", "seine Amtszeit", ["Amt"]),
        ("Eis", "ein Eisberg", ["Eis"]),
        ("Sicherheitsgesetz", "das IT-Sicherheits-Gesetz", ["Sicherheits-Gesetz"]),
    ],
)
def test_a_german_term_is_found_in_its_forms(term: str, text: str, spans: list[str]) -> None:
    assert found(term, text) == spans


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Buche", "im Kinderbuch"),
        ("Masse", "in hohem Maß"),
        ("Kart", "eine Karte"),
        ("Schrein", "ein Schrei"),
        ("Kochen", "der Koch"),
        ("Anhang", "seine Anhänger"),
        ("Verb", "ein Verbrechen"),
        ("Stimmung", "die Volksabstimmung"),
        ("Rechen", "das Verbrechen"),
        ("Tag", "am Sonntag"),
        ("Thai", "aus Thailand"),
        ("Einwand", "die Einwanderungsgesetze"),
        ("Weiser", "eine Vorgehensweise"),
        ("Aktion", "zwei Aktien"),
        ("Term", "ein Termin"),
        ("Rinne", "die Wählerinnen"),
        ("Über", "die Übersicht"),
        ("Link", "auf LinkedIn"),
        ("Innen", "alle NutzerInnen"),
        ("Schwere", "ein schweres Schwein"),
        ("in der Tat", "in die Tat"),
        ("Stadtkomitee", "Stadt- und Land, Komitee"),
        ("Ion", "die neue Version"),
        ("Weber", "Web-Erweiterungen"),
        ("Dings", "alle Dinge"),
        ("Rolle", "die Kontrolle"),
        ("Ende", "die Studierenden"),
        ("Fisch", "Herr Fischer"),
        ("Mull", "Frau Müller"),
        ("Zeitung", "Zeit- und Geldverschwendung"),
        ("Teilung", "Kosmetik- und Pharmazieabteilungen"),
        ("Unsicherheit", "der UN-Sicherheitsrat"),
    ],
)
def test_a_german_term_is_not_found_in_another_word(term: str, text: str) -> None:
    assert found(term, text) == []


def test_a_proper_name_takes_a_genitive_and_nothing_else() -> None:
    name = Term("Fischer", "de", Status.PREFERRED, part_of_speech=PartOfSpeech.PROPER_NOUN)
    assert found(name, "Fischers Haus, Fischern, Fischerin, Fischerboot") == ["Fischers"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rotes Kreuz", "des Roten Kreuzes"),
        ("Ständiger Ausschuss der Nationalversammlung", "des Ständigen Ausschusses der Nationalversammlung"),
        ("Vaterländische Front Vietnams", "der Vaterländischen Front Vietnams"),
        ("Grenzschutztruppe", "Grenzschutztruppen"),
        ("Angela Merkel", "Angela Merkels"),
    ],
)
def test_a_name_of_common_words_takes_their_endings(name: str, text: str) -> None:
    assert found(Term(name, "de", Status.PREFERRED, part_of_speech=PartOfSpeech.PROPER_NOUN), text) == [
        text.removeprefix("des ").removeprefix("der ")
    ]


def test_the_verb_of_a_phrase_takes_its_participle() -> None:
    term = Term("Fehler beheben", "de", Status.PREFERRED, part_of_speech=PartOfSpeech.VERB)
    assert found(term, "einige Fehler behoben") == ["Fehler behoben"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Eis", "aus Eisen"),
        ("Blut", "die Algenblüte"),
        ("Land", "viele Ausländer"),
        ("Esse", "beim Abendessen"),
        ("Gros", "Großmutters Haus"),
        ("Leiche", "die Leichname"),
        ("Wendung", "die Energieverschwendung"),
        ("Schraube", "ein Hubschrauberpilot"),
        ("Person", "personalisierte Werbung"),
    ],
)
def test_a_form_that_is_another_noun_is_not_found(term: str, text: str) -> None:
    assert found(term, text) == []


def test_an_english_first_part_makes_a_compound() -> None:
    assert found("Patch", "ein Monkeypatch") == ["patch"]


def test_capitals_tell_nothing_where_the_term_says_so() -> None:
    term = Term("Volk", "de", Status.PREFERRED, case=Case.INSENSITIVE)
    assert found(term, "dem volk, VOLK") == ["volk", "VOLK"]


def test_a_shared_part_is_the_longest_term_of_the_glossary() -> None:
    text = "Bezirks- und Gemeindeparteikomitees"
    assert found("Bezirkskomitee", text, "Parteikomitee") == []
    assert found("Parteikomitee", text) == ["Bezirks-", "parteikomitees"]


def test_a_shared_part_may_have_an_umlaut() -> None:
    assert found("Bezirksausschuss", "Bezirks- und Stadtausschüsse") == ["Bezirks-"]


def test_a_term_in_an_address_counts_but_is_no_place_to_mark() -> None:
    (occurrence,) = matcher("Behörde").find_text("siehe https://example.org/behoerden/", "de")
    assert occurrence.interrupted


def test_a_decomposed_text_with_soft_hyphens_keeps_its_offsets() -> None:
    text = unicodedata.normalize("NFD", "die Aus\u00adschüs\u00adse tagen")
    (span,) = found("Ausschuss", text)
    assert unicodedata.normalize("NFC", span) == "Aus\u00adschüs\u00adse"


ADVERSARIAL = {
    "a line": lambda n: "Das Komitee der Partei tagt heute " * (n // 30),
    "a word": lambda n: "komitee" * (n // 7),
    "hyphens": lambda n: "Partei-" * (n // 7),
    "suspended hyphens": lambda n: "Bezirks-, " * (n // 10),
    "suspended starts": lambda n: "Komitees, -partei" + ", -partei" * (n // 10),
    "spaces": lambda n: "Bezirks-" + " " * n + "und",
    "capitals": lambda n: "ParteiKomitee" * (n // 13),
    "stars": lambda n: "Nutzer*innen" * (n // 12),
    "brackets": lambda n: "(Partei-" * (n // 8),
    "line ends": lambda n: "Partei-\n" * (n // 8),
    "apostrophes": lambda n: "Partei'" * (n // 7),
}


@pytest.mark.parametrize("kind", sorted(ADVERSARIAL))
def test_time_grows_with_the_text_and_not_with_its_square(kind: str) -> None:
    finder = matcher("Komitee", "Parteikomitee", "Komitee der Partei", "Partei", "Nutzer")
    finder.find_text("warm", "de")

    def taken(size: int) -> float:
        text = ADVERSARIAL[kind](size)
        gc.disable()  # which takes seconds where other tests have left much behind
        begin = time.process_time()
        finder.find_text(text, "de")
        spent = time.process_time() - begin
        gc.enable()
        return spent

    small = min(taken(20_000) for _ in range(2))
    assert taken(80_000) < 10 * small + 0.1  # four times the text


WORDS = """
Ausschuss Straße Masse Frage Ei Tag Kunde Angestellter Schule Datum Museum verkaufen abgeben schnell groß Ärztin NATO daß
Fluss Bus Leser Haus Buch Land Komitee Kenntnis System Größe Blume Uhr Übung über IT Konto
"""
TEXTS = """
Ausschüsse Landesausschusses Ausschußmitglied STRASSE Straßenbau Maßen Massenmedien Fragen Umfragen Eier Eierlikör Tage
Feiertag Tagen Kunden Angestelltenverhältnis Schulhaus Hochschulen Daten Museen verkauft verkaufte abgegeben gibt schnelleren
größte Ärztinnen NATO NATOs dass Flüsse Flußbett Busse Leserin Häuser Wirtshaus Bücherei Länder Komitees Parteikomitee
Kenntnissen Systeme Übergröße Blumen Blumentopf Uhren Übungen über IT Konten groß grosse bücher land tagen frage
"""


def test_a_word_that_holds_a_term_holds_one_of_its_needles() -> None:
    """A scan passes by what has no needle, so that this has to hold of whatever a word is found in."""
    entries = [Entry(word, Term(word, "de", Status.PREFERRED)) for word in WORDS.split()]
    made = maker("de", entries)
    held = 0
    for word in {word for entry in entries for words in made.terms(entry) for word in words}:
        needles = [needle.encode("latin-1") for needle in made.needles(word)]
        for text in TEXTS.split():
            if word.find(fold(text, "de").text, text):
                held += 1
                assert any(needle in WordScan.written(text) for needle in needles), (word.forms, text)
    assert held > len(WORDS.split())


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Die Partei, das Komitee der Partei.", ["Komitee der Partei"]),
        ("Komitee. Der Partei", []),
        ("das Komitee und Büro der Partei", ["Komitee und Büro der Partei"]),
        ("Komitee\nder\u00a0Partei", ["Komitee\nder\u00a0Partei"]),
        ("Komitee der\u00ad Partei, der Partei", ["Komitee der\u00ad Partei"]),
        ("KOMITEE–DER PARTEI", ["KOMITEE–DER PARTEI"]),
        ("des Komitees, der Partei", []),
        ("žižek Komitee der Partei", ["Komitee der Partei"]),
    ],
)
def test_the_words_of_a_term_stand_side_by_side(text: str, spans: list[str]) -> None:
    assert found("Komitee der Partei", text) == spans
