"""The forms of German verbs: weak ones by rule, strong ones by their principal parts, separable ones with what parts them."""

import re

_ENDINGS = ("e", "en", "st", "t", "te", "ten", "test", "tet")
_PARTICIPLE_ENDINGS = ("", "e", "er", "en", "es", "em")
_SHORTEST_STEM = 3
# Infinitive, third person, preterite, participle.
_STRONG = {
    parts.split()[0]: tuple(parts.split()[1:])
    for parts in """
    befehlen befiehlt befahl befohlen
    beginnen beginnt begann begonnen
    beissen beisst biss gebissen
    biegen biegt bog gebogen
    bieten bietet bot geboten
    binden bindet band gebunden
    bitten bittet bat gebeten
    bleiben bleibt blieb geblieben
    brechen bricht brach gebrochen
    brennen brennt brannte gebrannt
    bringen bringt brachte gebracht
    denken denkt dachte gedacht
    dringen dringt drang gedrungen
    dürfen darf durfte gedurft
    essen isst ass gegessen
    fahren fährt fuhr gefahren
    fallen fällt fiel gefallen
    fangen fängt fing gefangen
    finden findet fand gefunden
    fliegen fliegt flog geflogen
    fliehen flieht floh geflohen
    fliessen fliesst floss geflossen
    frieren friert fror gefroren
    geben gibt gab gegeben
    gehen geht ging gegangen
    gelten gilt galt gegolten
    gewinnen gewinnt gewann gewonnen
    giessen giesst goss gegossen
    gleichen gleicht glich geglichen
    graben gräbt grub gegraben
    greifen greift griff gegriffen
    halten hält hielt gehalten
    hängen hängt hing gehangen
    heben hebt hob gehoben
    heissen heisst hiess geheissen
    helfen hilft half geholfen
    kennen kennt kannte gekannt
    klingen klingt klang geklungen
    kommen kommt kam gekommen
    kriechen kriecht kroch gekrochen
    laden lädt lud geladen
    lassen lässt liess gelassen
    laufen läuft lief gelaufen
    leiden leidet litt gelitten
    leihen leiht lieh geliehen
    lesen liest las gelesen
    liegen liegt lag gelegen
    lügen lügt log gelogen
    meiden meidet mied gemieden
    messen misst mass gemessen
    nehmen nimmt nahm genommen
    nennen nennt nannte genannt
    pfeifen pfeift pfiff gepfiffen
    raten rät riet geraten
    reissen reisst riss gerissen
    reiten reitet ritt geritten
    rennen rennt rannte gerannt
    rufen ruft rief gerufen
    schaffen schafft schuf geschaffen
    scheiden scheidet schied geschieden
    scheinen scheint schien geschienen
    schieben schiebt schob geschoben
    schiessen schiesst schoss geschossen
    schlafen schläft schlief geschlafen
    schlagen schlägt schlug geschlagen
    schliessen schliesst schloss geschlossen
    schneiden schneidet schnitt geschnitten
    schreiben schreibt schrieb geschrieben
    schreiten schreitet schritt geschritten
    schweigen schweigt schwieg geschwiegen
    schwimmen schwimmt schwamm geschwommen
    schwinden schwindet schwand geschwunden
    schwingen schwingt schwang geschwungen
    schwören schwört schwor geschworen
    sehen sieht sah gesehen
    senden sendet sandte gesandt
    singen singt sang gesungen
    sinken sinkt sank gesunken
    sitzen sitzt sass gesessen
    sprechen spricht sprach gesprochen
    springen springt sprang gesprungen
    stehen steht stand gestanden
    stehlen stiehlt stahl gestohlen
    steigen steigt stieg gestiegen
    sterben stirbt starb gestorben
    stossen stösst stiess gestossen
    streichen streicht strich gestrichen
    streiten streitet stritt gestritten
    tragen trägt trug getragen
    treffen trifft traf getroffen
    treiben treibt trieb getrieben
    treten tritt trat getreten
    trinken trinkt trank getrunken
    tun tut tat getan
    verlieren verliert verlor verloren
    wachsen wächst wuchs gewachsen
    waschen wäscht wusch gewaschen
    weichen weicht wich gewichen
    weisen weist wies gewiesen
    wenden wendet wandte gewandt
    werben wirbt warb geworben
    werfen wirft warf geworfen
    wiegen wiegt wog gewogen
    winden windet wand gewunden
    wissen weiss wusste gewusst
    ziehen zieht zog gezogen
    zwingen zwingt zwang gezwungen
    """.strip().splitlines()
}
_SEPARABLE = (
    "zusammen|zurück|wieder|weiter|voraus|vorbei|vorher|herunter|hinunter|herauf|hinauf|heraus|hinaus|herein|hinein|"
    "herbei|hervor|hinzu|herab|hinab|heran|daran|durch|empor|entgegen|fertig|fest|fort|frei|gegen|gleich|hoch|nieder|"
    "offen|quer|rück|sicher|bereit|bekannt|statt|teil|um|unter|über|voran|vor|wahr|weg|zu|ab|an|auf|aus|bei|dar|ein|"
    "her|hin|los|mit|nach|still|schwarz|kennen|bloss|tot|kurz|rein|gut|da"
)
_PREFIX = re.compile(rf"({_SEPARABLE})(?=[a-zäöü]{{4}})")
_INSEPARABLE = re.compile(r"be|emp|ent|er|ge|miss|ver|zer|hinter|unter|über|um|durch|wider|voll")


def verb_forms(infinitive: str) -> frozenset[str]:
    """The forms of a folded infinitive, those written in one word; nothing for what is none.

    Sometimes a form too many (umgegangen and gegangen for umgehen), which nobody writes in another sense.
    """
    stem = re.sub(r"e?n$", "", infinitive)
    if stem == infinitive or len(stem) < _SHORTEST_STEM:
        return frozenset()
    found = _base_forms(infinitive)
    prefix = _PREFIX.match(infinitive)
    if prefix:
        base = infinitive[prefix.end() :]
        found |= {prefix.group() + form for form in (*_base_forms(base), f"zu{base}", *_participle(base))}
    elif not _INSEPARABLE.match(infinitive) or infinitive in _STRONG:
        found |= _participle(infinitive)
    return frozenset(found)


def _base_forms(infinitive: str) -> set[str]:
    """Present, preterite, both participles, as if the verb had no ge-."""
    stem = re.sub(r"e?n$", "", infinitive)
    found = {infinitive, *(stem + ending for ending in _ENDINGS), *(f"{stem}e{ending}" for ending in _ENDINGS)}
    found |= {f"{infinitive}d{ending}" for ending in _PARTICIPLE_ENDINGS}
    found |= {participle + ending for participle in (f"{stem}t", f"{stem}et") for ending in _PARTICIPLE_ENDINGS}
    if infinitive.endswith(("eln", "ern")):
        found.add(stem[:-2] + stem[-1] + "e")  # ich sammle
    strong = next((base for base in (infinitive, *_bases(infinitive)) if base in _STRONG), "")
    if strong:
        prefix = infinitive[: len(infinitive) - len(strong)]
        third, past, participle = _STRONG[strong]
        forms = {third, past, *(past + ending for ending in ("n", "en", "st", "e", "est", "t"))}
        bare = participle.removeprefix("ge") if prefix else participle
        forms |= {bare + ending for ending in _PARTICIPLE_ENDINGS}
        found |= {prefix + form for form in forms}
    return found


def _bases(infinitive: str) -> list[str]:
    match = _INSEPARABLE.match(infinitive)
    return [infinitive[match.end() :]] if match else []


def _participle(infinitive: str) -> set[str]:
    """Past participles with ge-, declined."""
    stem = re.sub(r"e?n$", "", infinitive)
    whole = {_STRONG[infinitive][2]} if infinitive in _STRONG else {f"ge{stem}t", f"ge{stem}et"}
    return {participle + ending for participle in whole for ending in _PARTICIPLE_ENDINGS}
