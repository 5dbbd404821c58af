"""German nouns: their gender and their forms, as far as they are known; what is not known is not guessed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from glossary.concept import Gender, Glossary, Term
from glossary.folding import german
from glossary.folding.vocabulary import Vocabulary
from glossary.folding.vocabulary import german as german_vocabulary
from glossary.inflection.declension import Slot, adjective_ending

_LETTERS = {Gender.MASCULINE: "m", Gender.FEMININE: "f", Gender.NEUTER: "n"}
_SHORTEST_HEAD = 4  # letters from which a noun is known again at the end of a compound
_LINK = re.compile(r"(?:s|es|n|en|er|e|ns|ens)?-?$")
_MAY_BE_WEAK = re.compile(r"(?:e|ent|ant|and|ist|at|et|it|ot|og|af|nom|urg|arch|är)$")
_MAY_BE_ADJECTIVE = re.compile(r"e$|(?:t|end|en|ig|isch|lich)er$")
_ADJECTIVAL = re.compile(r"e[rs]?$")
# Heads of public life: gender, plural where there is one. ~ is the noun itself, w that it takes -n or -en in every other
# form, a that it is inflected as an adjective.
_KNOWN = """
Abgeordneter m a|Abkommen n ~|Abschnitt m Abschnitte|Abteilung f Abteilungen|Agentur f Agenturen|Aktion f Aktionen|Akte f Akten
Amt n Ämter|Angelegenheit f Angelegenheiten|Angebot n Angebote|Angestellter m a|Anlage f Anlagen|Anordnung f Anordnungen|Antrag m Anträge
Anweisung f Anweisungen|Apparat m Apparate|Arbeit f Arbeiten|Arbeiter m ~|Arbeitskraft f Arbeitskräfte|Armee f Armeen|Art f Arten
Artikel m ~|Arzt m Ärzte|Aufgabe f Aufgaben|Aufsicht f Aufsichten|Aufstand m Aufstände|Auftrag m Aufträge|Ausbau m -
Auszeichnung f Auszeichnungen|Ausweis m Ausweise|Ausschuss m Ausschüsse|Autorität f Autoritäten|Bauer m w Bauern|Basis f Basen
Beamter m a|Beauftragter m a|Bediensteter m a|Bedarf m -|Befehl m Befehle|Befugnis f Befugnisse|Behinderter m a|Behörde f Behörden
Beirat m Beiräte|Beitrag m Beiträge|Bereich m Bereiche|Bericht m Berichte|Beruf m Berufe|Beschäftigter m a|Bescheid m Bescheide
Beschluss m Beschlüsse|Beschwerde f Beschwerden|Besuch m Besuche|Betrieb m Betriebe|Bezirk m Bezirke|Bild n Bilder|Bewohner m ~
Brief m Briefe|Bund m Bünde|Bürger m ~|Bürgermeister m ~|Büro n Büros|Charta f Chartas|Chef m Chefs Chefs|Dekret n Dekrete|Delegation f Delegationen
Delegierter m a|Depesche f Depeschen|Dialog m Dialoge|Dienst m Dienste|Direktive f Direktiven|Direktor m Direktoren|Disziplin f Disziplinen
Dokument n Dokumente|Dorf n Dörfer|Ebene f Ebenen|Ehe f Ehen|Einheit f Einheiten|Einkommen n ~|Einwohner m ~|Entwurf m Entwürfe
Erbe n -|Erfolg m Erfolge|Ergebnis n Ergebnisse|Erlass m Erlasse|Fabrik f Fabriken|Fall m Fälle|Familie f Familien|Feld n Felder
Fest n Feste|Festival n Festivals|Finanzen p|Firma f Firmen|Fluss m Flüsse|Fonds m ~ ~|Form f Formen|Fraktion f Fraktionen|Frau f Frauen
Freiwilliger m a|Front f Fronten|Führer m ~|Führung f Führungen|Funktionär m Funktionäre|Gebiet n Gebiete|Gebühr f Gebühren|Gedanke m w Gedanken Gedankens
Gemeinde f Gemeinden|Gemeinschaft f Gemeinschaften|Generalsekretär m Generalsekretäre|Generation f Generationen|Genosse m w Genossen|Genossenschaft f Genossenschaften
Gericht n Gerichte|Gesellschaft f Gesellschaften|Gesetz n Gesetze|Gesetzentwurf m Gesetzentwürfe|Gespräch n Gespräche|Gewalt f Gewalten|Gewerkschaft f Gewerkschaften
Gipfel m ~|Gremium n Gremien|Grenze f Grenzen|Gruppe f Gruppen|Hafen m Häfen|Handel m -|Haus n Häuser|Haushalt m Haushalte|Heer n Heere
Hilfe f Hilfen|Hof m Höfe|Idee f Ideen|Industrie f Industrien|Initiative f Initiativen|Institut n Institute|Institution f Institutionen|Instrument n Instrumente
Jahr n Jahre|Jahrestag m Jahrestage|Jugendlicher m a|Kader m ~|Kammer f Kammern|Kampagne f Kampagnen|Kampf m Kämpfe|Kandidat m w Kandidaten
Kind n Kinder|Klasse f Klassen|Koalition f Koalitionen|Kollege m w Kollegen|Kollektiv n Kollektive|Komitee n Komitees|Kommando n Kommandos|Kommission f Kommissionen
Kommune f Kommunen|Konferenz f Konferenzen|Kongress m Kongresse|Kontrolle f Kontrollen|Konzern m Konzerne|Kraft f Kräfte|Kreis m Kreise|Krieg m Kriege
Krise f Krisen|Kultur f Kulturen|Kunde m w Kunden|Kurs m Kurse|Lage f Lagen|Land n Länder|Leben n ~|Lehrer m ~|Leiter m ~
Leitfaden m Leitfäden|Leitlinie f Leitlinien|Leute p|Linie f Linien|Liste f Listen|Macht f Mächte|Mann m Männer|Markt m Märkte|Masse f Massen
Maßnahme f Maßnahmen|Medien p|Meister m ~|Mensch m w Menschen|Methode f Methoden|Minderheit f Minderheiten|Minister m ~|Ministerium n Ministerien
Mission f Missionen|Mitarbeiter m ~|Mitglied n Mitglieder|Mittel n ~|Modell n Modelle|Monat m Monate|Motto n Mottos|Muster n ~|Nation f Nationen
Netz n Netze|Netzwerk n Netzwerke|Norm f Normen|Not f Nöte|Ordnung f Ordnungen|Organ n Organe|Organisation f Organisationen|Ort m Orte|Paket n Pakete
Park m Parks Parks|Parlament n Parlamente|Partei f Parteien|Partner m ~|Person f Personen|Personal n -|Pflicht f Pflichten|Phase f Phasen|Plan m Pläne|Platz m Plätze
Politik f Politiken|Politbüro n Politbüros|Polizei f -|Posten m ~|Präsident m w Präsidenten|Praxis f -|Preis m Preise|Presse f -|Prinzip n Prinzipien
Programm n Programme|Projekt n Projekte|Propaganda f -|Provinz f Provinzen|Prozess m Prozesse|Rahmen m ~|Rat m Räte|Recht n Rechte|Reform f Reformen
Regel f Regeln|Region f Regionen|Regierung f Regierungen|Rente f Renten|Republik f Republiken|Resolution f Resolutionen|Revolution f Revolutionen|Richter m ~
Richtlinie f Richtlinien|Richtung f Richtungen|Runde f Runden|Rundschreiben n ~|Sache f Sachen|Satzung f Satzungen|Schreiben n ~|Schrift f Schriften|Schritt m Schritte
Schule f Schulen|Schüler m ~|Schulung f Schulungen|Schutz m -|Sektor m Sektoren|Sekretär m Sekretäre|Sekretariat n Sekretariate|Sekretärin f Sekretärinnen|Senat m Senate
Seite f Seiten|Sicherheit f Sicherheiten|Sieg m Siege|Sitz m Sitze|Sitzung f Sitzungen|Soldat m w Soldaten|Spitze f Spitzen|Sprache f Sprachen
Sprecher m ~|Sprung m Sprünge|Staat m Staaten|Stab m Stäbe|Stadt f Städte|Standard m Standards|Stelle f Stellen|Stellung f Stellungen
Steuer f Steuern|Stil m Stile|Strategie f Strategien|Straße f Straßen|Struktur f Strukturen|Studie f Studien|Stufe f Stufen|Stütze f Stützen
System n Systeme|Tag m Tage|Tagung f Tagungen|Technik f Techniken|Teil m Teile|Telegramm n Telegramme|Thema n Themen|Titel m ~|Tradition f Traditionen|Treffen n ~
Truppe f Truppen|Turnus m -|Union f Unionen|Universität f Universitäten|Unternehmen n ~|Urkunde f Urkunden|Verband m Verbände|Verein m Vereine|Verfahren n ~
Verfassung f Verfassungen|Verkehr m -|Verordnung f Verordnungen|Versammlung f Versammlungen|Vertrag m Verträge|Vertreter m ~|Verwaltung f Verwaltungen|Viertel n ~
Volk n -|Vorhaben n ~|Vorsitz m Vorsitze|Vorsitzender m a|Vorschlag m Vorschläge|Vorschrift f Vorschriften|Vorstand m Vorstände|Wahl f Wahlen|Wähler m ~
Wald m Wälder|Wechsel m ~|Weg m Wege|Welle f Wellen|Werk n Werke|Werkzeug n Werkzeuge|Wert m Werte|Wettbewerb m Wettbewerbe|Wettkampf m Wettkämpfe|Wirtschaft f Wirtschaften
Wohl n -|Woche f Wochen|Zeit f Zeiten|Zeitung f Zeitungen|Zelle f Zellen|Zentrum n Zentren|Zertifikat n Zertifikate|Ziel n Ziele|Zone f Zonen|Zug m Züge
Zustand m Zustände|Zweig m Zweige|Zeichen n ~|Verbrechen n ~|Kuchen m ~|Knochen m ~|Rachen m ~|Drachen m ~|Irrtum m Irrtümer|Reichtum m Reichtümer|Spion m Spione|Stadion n Stadien
Armut f -|Demokratie f Demokratien|Sozialismus m - Sozialismus|Kapitalismus m - Kapitalismus|Fortschritt m Fortschritte|Wachstum n -|Eigentum n -|Denken n -|Wille m - Willens|Name m w Namen Namens
Ministerpräsident m w Ministerpräsidenten|Prüfer m ~|Kampfgruppe f Kampfgruppen|Menge f Mengen|Stimme f Stimmen|Frist f Fristen|List f Listen|Dung m -|Schwung m Schwünge|Zweck m Zwecke|Punkt m Punkte
Gegenteil n Gegenteile|Urteil n Urteile|Abteil n Abteile|Heirat f Heiraten|Nachbar m w Nachbarn|Mutter f Mütter|Tochter f Töchter|Demut f -|Anmut f -
Bewegung f Bewegungen|Zimmer n ~|Lager n ~|Konto n Konten|Risiko n Risiken|Museum n Museen|Studium n Studien|Datum n Daten|Signal n Signale|Kanal m Kanäle|Etat m Etats|Kredit m Kredite
"""  # noqa: E501 — a table that a person reads
# Endings that tell the gender, and the plural: what to take off and what to put on.
_ENDINGS = tuple(
    (re.compile(pattern), gender, cut, plural)
    for pattern, gender, cut, plural in (
        (r".{2}(?<!spr)(?<!schw)ung$", "f", 0, "en"),
        (r".{2}(?:heit|keit|tät)$|.{3}schaft$", "f", 0, "en"),
        (r"(?:[stx]ion|union|region|religion)$", "f", 0, "en"),
        (r"(?:log|at|om|graf|graph|er|ar|ur)ie$", "f", 0, "n"),
        (r"(?:er|är|ist|ent|ant|or|eur)in$", "f", 0, "nen"),
        (r"[^aeiou]ismus$", "m", 2, "en"),
        (r"(?:lein|[^aeioukmsr]chen|[bdfgkptz]chen)$", "n", 0, ""),
        (r".{3}ium$", "n", 2, "en"),
        (r"(?:kt|at|it)or$", "m", 0, "en"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A German noun in citation form."""

    text: str
    gender: str = ""  # m, f or n; empty: not known
    plural: str = ""  # empty: none, or not known
    genitive: str = ""  # empty: by rule
    weak: bool = False  # whether it takes the ending of its plural in every case but the nominative: Genosse
    adjectival: bool = False  # whether it is inflected as an adjective: Beamter
    is_plural: bool = False  # whether the citation form is the plural
    uncounted: bool = False  # whether it is known to have no plural
    doubtful: bool = False  # whether it may be inflected as an adjective, or may not

    def form(self, slot: Slot, gender: str) -> str:
        """The noun in a place of the tables; empty where it is not known."""
        if self.doubtful:
            return ""
        if self.adjectival:
            return _ADJECTIVAL.sub("", self.text) + adjective_ending(slot, gender)
        if slot.plural:
            plural = self.text if self.is_plural else self.plural
            return plural + "n" if plural and slot.case == "dative" and plural[-1] not in "ns" else plural
        if self.is_plural:
            return ""
        if gender == "f" or slot.case == "nominative":
            return self.text
        if gender != "n" and not self.plural and _MAY_BE_WEAK.search(self.text):
            return ""
        if slot.case == "genitive":
            return self.genitive or (self.plural if self.weak else _genitive(self.text))
        return self.plural if self.weak else self.text

    def may_be(self, form: str, slot: Slot, gender: str) -> bool:
        """Whether a form may stand in a place of the tables; doubtful ones may."""
        known = self.form(slot, gender)
        if form == known:
            return True
        if self.doubtful:
            return True
        if self.adjectival or self.is_plural:
            return False
        if slot.plural:
            return (
                not self.plural and self._may_be_plural(form, gender) and (slot.case != "dative" or form[-1:] in "ns")
            )
        if gender == "f" or slot.case == "nominative":
            return False
        endings: tuple[str, ...] = (
            ("s", "es", "ses") if slot.case == "genitive" else ("e",) if slot.case == "dative" else ()
        )
        if not self.plural and slot.case != "nominative":
            endings += ("n", "en")
        return form in [self.text + ending for ending in endings]

    def _may_be_plural(self, form: str, gender: str) -> bool:
        if form == self.text:
            return form.endswith(("er", "el", "en", "chen", "lein")) and gender != "f"
        return True


def _genitive(noun: str) -> str:
    """The genitive of a masculine or neuter noun; empty where no rule says it for sure."""
    if noun.endswith("ismus"):
        return noun
    if noun.isupper() or (noun.endswith(("us", "os", "as", "is")) and not noun.endswith(("nis", "eis"))):
        return ""
    if noun.endswith("nis"):
        return noun + "ses"
    if noun.endswith(("s", "ß", "x", "z", "sch", "st")):
        return noun + "es"
    short = len(re.findall(r"[aeiouyäöü]+", noun.lower())) == 1
    return noun + ("es" if short and noun[-1] not in "aeiouhrlnm" else "s")


class Nouns:
    """The nouns that kheo knows, and those whose gender a glossary gives."""

    def __init__(self, glossary: Glossary | None = None) -> None:
        self._known = _known()
        self._given = {noun.text: noun for noun in _given(glossary or ())}
        self._plurals = {noun.plural: noun for noun in self._known.values() if noun.plural and noun.plural != noun.text}
        self._vocabulary = german_vocabulary()

    def noun(self, word: str, gender: Gender | None = None) -> Noun:
        """What is known of a noun by its head: of a compound's last part, else by its ending.

        Args:
            word: in citation form, the singular or the plural, with its capital.
            gender: what the glossary says of it; it outweighs what kheo would take it for.
        """
        told = _LETTERS.get(gender, "") if gender else ""
        found = self._compound(word, self._known) or _by_ending(word)
        plural = self._compound(word, self._plurals) if found is None else None
        if plural is not None or (found is None and _is_plural(word)):
            return Noun(word, is_plural=True)
        if found is None and not told:
            found = self._compound(word, self._given)
        if found is None or (told and told != found.gender and not found.adjectival):
            return self._unknown(word, told)
        return found

    def _unknown(self, word: str, gender: str) -> Noun:
        """A noun of which no more is known than its gender, if that: a Dorfältester is inflected as an adjective."""
        doubtful = gender == "m" and bool(_MAY_BE_ADJECTIVE.search(word))
        same = word if gender in ("m", "n") and word.endswith("er") and not doubtful else ""
        return Noun(word, gender, same or (_feminine_plural(word) if gender == "f" else ""), doubtful=doubtful)

    def shared_head(self, one: str, other: str) -> str:
        """The noun in which two compounds end, folded; empty where they share none."""
        one, other = one.lower(), other.lower()
        if one == other:
            return one
        shared = min(len(one), len(other))
        while shared and one[-shared:] != other[-shared:]:
            shared -= 1
        for length in range(shared, _SHORTEST_HEAD - 1, -1):
            head = one[-length:]
            if self._is_noun(head) and all(self._before(word[:-length]) for word in (one, other)):
                return head
        return ""

    def _is_noun(self, folded: str) -> bool:
        return folded.capitalize() in self._known or german.fold(folded).text in self._vocabulary.nouns

    def _compound(self, word: str, known: dict[str, Noun]) -> Noun | None:
        if word in known:
            return _as(known[word], "", word)
        for at in range(1, len(word) - _SHORTEST_HEAD + 2):
            head = known.get(word[at:] if word[at - 1] == "-" else word[at:].capitalize())
            if head is not None and self._before(word[:at].lower(), surely=len(head.text) < _SHORTEST_HEAD):
                return _as(head, word[:at], head.text if word[at - 1] == "-" else head.text.lower())
        return None

    def _before(self, left: str, *, surely: bool = False) -> bool:
        """Whether what stands before a head may be the first part of a compound, or nothing; `surely`: is one known noun."""
        if surely:
            nouns, folded = self._vocabulary.nouns, german.fold(left).text
            return any(len(part) >= _SHORTEST_HEAD and part in nouns for part in (folded, folded.removesuffix("s")))
        return not left or left.endswith("-") or _is_first_part(left, self._vocabulary)


def _is_first_part(left: str, vocabulary: Vocabulary) -> bool:
    folded = german.fold(left).text
    parts = {folded} | {folded.removesuffix(link) for link in ("s", "es", "n", "en", "er", "e", "ns", "ens")}
    if any(len(part) > 2 and part in vocabulary.words for part in parts):
        return True
    cuts = range(4, len(folded) - 3)
    return any(folded[:cut] in vocabulary.words and _is_first_part(folded[cut:], vocabulary) for cut in cuts)


def _as(noun: Noun, left: str, text: str) -> Noun:
    """A known noun as the head of a compound."""
    lower = text[:1].islower()

    def part(form: str) -> str:
        return left + (form[:1].lower() + form[1:] if lower else form) if form else ""

    return replace(noun, text=left + text, plural=part(noun.plural), genitive=part(noun.genitive))


def _by_ending(word: str) -> Noun | None:
    for pattern, gender, cut, ending in _ENDINGS:
        if pattern.search(word.lower()):
            return Noun(word, gender, word[: len(word) - cut] + ending)
    return None


def _is_plural(word: str) -> bool:
    return any(
        word.endswith(ending) for ending in ("ungen", "heiten", "keiten", "schaften", "tionen", "sionen", "täten")
    )


def _feminine_plural(word: str) -> str:
    return word + "n" if word.endswith(("e", "el", "er")) else ""


@cache
def _known() -> dict[str, Noun]:
    return {noun.text: noun for line in re.split(r"[\n|]", _KNOWN) if (noun := _parse(line.split()))}


def _parse(cells: list[str]) -> Noun | None:
    if not cells:
        return None
    text, gender, *rest = cells
    weak, adjectival = rest[:1] == ["w"], rest[:1] == ["a"]
    forms = [text if form == "~" else "" if form == "-" else form for form in rest[weak or adjectival :]]
    plural, genitive = (*forms, "", "")[:2]
    if gender == "p":
        return Noun(text, is_plural=True)
    return Noun(text, gender, plural, genitive, weak, adjectival, uncounted="-" in rest)


def _given(concepts: Iterable[object]) -> Iterator[Noun]:
    """The nouns of a glossary that stand alone and have a gender."""
    for concept in concepts:
        terms: tuple[Term, ...] = getattr(concept, "terms", ())
        for term in terms:
            letter = _LETTERS.get(term.gender, "") if term.gender else ""
            if term.lang == "de" and letter and term.text.isalpha() and term.text[:1].isupper():
                yield Noun(term.text, letter, _feminine_plural(term.text) if letter == "f" else "")
