"""A small corpus with something of everything: three stories, findings of each kind, drafts with scores."""

# ruff: noqa: E501 - a line of these texts is a paragraph

from dataclasses import replace

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Draft, Paragraph, Role, Story
from corpora.finding import Finding, Place
from evaluation.review import StoryReview
from evaluation.scores import score
from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Occurrence

P, A, D, F = Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.FORBIDDEN


def concept(key, definition, subject, *terms):
    return Concept(key, tuple(Term(text, lang, status) for lang, text, status in terms), subject, definition)


GLOSSARY = Glossary(
    {
        each.id: each
        for each in (
            concept(
                "skilful-mass-mobilisation",
                "Winning people over for common work by listening, example and tact; the name of a movement.",
                "public life",
                ("vi", "dân vận khéo", P),
                ("en", "skilful mass mobilisation", P),
                ("en", "clever people's work", D),
                ("de", "geschickte Massenmobilisierung", P),
                ("de", "geschickte Volksmobilisierung", A),
                ("de", "kluge Mobilisierung", D),
                ("de", "geschickte Massenarbeit", D),
                ("de", "clevere Volksarbeit", D),
                ("de", "raffinierte Massenlenkung", F),
                ("ja", "巧みな大衆動員", P),
                ("ja", "上手な民衆工作", D),
            ),
            concept(
                "fatherland-front",
                "The umbrella body of mass organisations.",
                "organisations",
                ("vi", "Mặt trận Tổ quốc", P),
                ("en", "Fatherland Front", P),
                ("de", "Vaterländische Front", P),
                ("ja", "祖国戦線", P),
            ),
            concept(
                "commune",
                "The lowest level of administration in the country.",
                "administration",
                ("vi", "xã", P),
                ("en", "commune", P),
                ("de", "Gemeinde", P),
                ("de", "Kommune", A),
                ("ja", "社", P),
            ),
        )
    },
    signature="starter|3 concepts|sha256:5f1c09ab",
)

VI = """Dân vận khéo bắc nhịp cầu qua suối Nà Lạc
Sau 14 tháng, 212 hộ dân xã Thanh Vân đã tự tay dựng xong cây cầu mà họ chờ suốt một thế hệ.
Sáng 9/3/2025, hàng trăm người đứng kín hai bờ suối. Không ai phát biểu dài; cụ già nhất bản cắt dải băng.
Bà Lý Thị Mai, tổ trưởng tổ dân vận, kể rằng mô hình dân vận khéo bắt đầu từ những buổi tối ngồi bên bếp lửa, nghe nhiều hơn nói.
Ai góp được gì?
187 triệu đồng tiền mặt do các gia đình đóng góp
2.400 ngày công lao động
Cát, sỏi và gỗ lấy từ chính lòng suối
Mặt trận Tổ quốc xã lập ban giám sát bảy người, công khai từng khoản chi trên bảng tin trước nhà văn hóa.
Theo Công văn số 318-CV/ĐU, cách làm này sẽ được nhân rộng ra năm xã lân cận trong năm 2026.
Ảnh: Người dân vận chuyển xi măng qua suối, tháng 11/2024.
“Cầu thì nhỏ, nhưng lòng người thì rộng”, bà Mai nói."""
EN = """Skilful mass mobilisation puts a bridge across the Na Lac stream
After 14 months, the 212 households of Thanh Van commune have finished with their own hands the bridge they had awaited for a generation.
On the morning of 9 March 2025, hundreds stood packed along both banks. Nobody spoke for long; the oldest woman of the hamlet cut the ribbon.
Ly Thi Mai, who leads the mobilisation group, says that skilful mass mobilisation began on evenings by the hearth, with more listening than talking.
Who gave what?
187 million dong in cash, contributed by the families
2,400 days of labour
Sand, gravel and timber from the stream bed itself
The commune's Fatherland Front set up a seven-member oversight board, which posted every expense on the notice board outside the house of culture.
Under Official Letter No. 318-CV/DU, the approach is to be extended to five neighbouring communes in 2026.
Photo: Villagers carry cement across the stream, November 2024.
“The bridge is small, but people's hearts are wide,” Mai said."""
DE = """Geschickte Massenmobilisierung schlägt eine Brücke über den Na-Lac-Bach
Foto: Bewohner tragen Zement über den Bach, November 2024.
Nach 14 Monaten haben die 221 Haushalte der Gemeinde Thanh Van die Brücke, auf die sie eine Generation lang gewartet hatten, mit eigenen Händen vollendet.
Am Morgen des 9. März 2025 standen Hunderte dicht gedrängt an beiden Ufern. Lange Reden hielt niemand; die Älteste des Weilers durchschnitt das Band. Ly Thi Mai, die Leiterin der Mobilisierungsgruppe, erzählt, das Modell der klugen Mobilisierung habe an Abenden am Herdfeuer begonnen, mit mehr Zuhören als Reden.
Wer gab was?
187 Millionen Dong in bar, von den Familien beigesteuert
2.400 Arbeitstage
Sand, Kies und Holz aus dem Bachbett selbst
Die Vaterländische Front der Gemeinde setzte einen siebenköpfigen Aufsichtsrat ein, der jede Ausgabe am Schwarzen Brett vor dem Kulturhaus aushängte. Kenner sprechen von raffinierter Massenlenkung.
„Die Brücke ist klein, aber die Herzen der Menschen sind weit“, sagte Mai."""
JA = """巧みな大衆動員がナーラック川に橋を架ける
14か月を経て、タインヴァン社の212世帯は、一世代にわたって待ち続けた橋を自らの手で完成させた。
2025年3月9日の朝、数百人が両岸を埋め尽くした。長い演説をする者はなく、集落の最長老の女性がテープを切った。
動員班の班長を務めるリー・ティ・マイさんは、上手な民衆工作は囲炉裏端の夜に始まり、話すよりも聞くことが多かったと語る。
誰が何を出したか
各家庭が拠出した現金1億8700万ドン
延べ2400日の労働
川床から採った砂、砂利、木材
社の祖国戦線は7人からなる監視委員会を設け、すべての支出を文化の家の前の掲示板に公開した。
公文書第318-CV/DU号によれば、この方法は2026年に近隣の5つの社に広げられる。
写真：川を渡ってセメントを運ぶ住民たち、2024年11月。
「橋は小さいが、人の心は広い」とマイさんは語った。"""

ROLES = {"Ai góp": "heading", "Who gave": "heading", "Wer gab": "heading", "誰が何を": "heading"}
CAPTIONS = ("Ảnh", "Photo", "Foto", "写真")
ITEMS = ("187 ", "2.400 ", "2,400 ", "Cát", "Sand", "各家庭", "延べ", "川床")


def article(key, lang, text):
    def role(index, line):
        if index == 0:
            return Role.TITLE
        if line.startswith(CAPTIONS):
            return Role.CAPTION
        if line.startswith(ITEMS):
            return Role.ITEM
        return Role.HEADING if line.startswith(tuple(ROLES)) else Role.BODY

    lines = text.splitlines()
    return Article(key, lang, tuple(Paragraph(line, i, role(i, line), line=2 * i + 1) for i, line in enumerate(lines)))


def occurrences(*articles):
    """Every form below, wherever it stands."""
    found = []
    for each in articles:
        for lang, form, key, text in FORMS:
            term = (
                next(t for t in GLOSSARY.concepts[key].terms_in(lang) if t.text == text) if each.lang == lang else None
            )
            for paragraph in each.paragraphs if term else ():
                start = paragraph.text.find(form)
                if start >= 0:
                    where = Place(each.id, lang, paragraph.index, (start, start + len(form)), paragraph.line)
                    found.append(Occurrence(key, term, where, form))
    return tuple(found)


SKILFUL, FRONT, COMMUNE = "skilful-mass-mobilisation", "fatherland-front", "commune"
FORMS = (
    ("vi", "Dân vận khéo", SKILFUL, "dân vận khéo"),
    ("vi", "dân vận khéo", SKILFUL, "dân vận khéo"),
    ("vi", "Mặt trận Tổ quốc", FRONT, "Mặt trận Tổ quốc"),
    ("vi", "xã", COMMUNE, "xã"),
    ("en", "Skilful mass mobilisation", SKILFUL, "skilful mass mobilisation"),
    ("en", "skilful mass mobilisation", SKILFUL, "skilful mass mobilisation"),
    ("en", "Fatherland Front", FRONT, "Fatherland Front"),
    ("en", "commune", COMMUNE, "commune"),
    ("de", "Geschickte Massenmobilisierung", SKILFUL, "geschickte Massenmobilisierung"),
    ("de", "geschickten Massenmobilisierung", SKILFUL, "geschickte Massenmobilisierung"),
    ("de", "geschickte Volksmobilisierung", SKILFUL, "geschickte Volksmobilisierung"),
    ("de", "klugen Mobilisierung", SKILFUL, "kluge Mobilisierung"),
    ("de", "geschickter Massenarbeit", SKILFUL, "geschickte Massenarbeit"),
    ("de", "cleverer Volksarbeit", SKILFUL, "clevere Volksarbeit"),
    ("de", "raffinierter Massenlenkung", SKILFUL, "raffinierte Massenlenkung"),
    ("de", "Vaterländische Front", FRONT, "Vaterländische Front"),
    ("de", "Gemeinde", COMMUNE, "Gemeinde"),
    ("de", "Kommune", COMMUNE, "Kommune"),
    ("ja", "巧みな大衆動員", SKILFUL, "巧みな大衆動員"),
    ("ja", "上手な民衆工作", SKILFUL, "上手な民衆工作"),
    ("ja", "祖国戦線", FRONT, "祖国戦線"),
    ("ja", "社", COMMUNE, "社"),
)


def worsen(text, lang, every):
    """A draft's text: each so many words lost; in Japanese, each so many characters."""
    if lang == "ja":
        return "".join(char for i, char in enumerate(text) if (i + 1) % every)
    return " ".join(word for i, word in enumerate(text.split(" ")) if (i + 1) % every)


def drafted(reference, system, loss, keep):
    """A draft of the first paragraphs of a reference, worse from one to the next, and its scores."""
    kept = reference.paragraphs[:keep]
    name = reference.id.replace(".txt", f".draft-{system}.txt")
    paragraphs = tuple(replace(p, text=worsen(p.text, reference.lang, max(2, loss - p.index))) for p in kept)
    draft = Draft(replace(reference, id=name, paragraphs=paragraphs), system, "vi")
    beads = tuple(Bead((i,) if i < keep else (), (i,)) for i in range(len(reference.paragraphs)))
    return score(draft, reference, beads)


def bridge():
    versions = {
        lang: article(f"bridge/bridge.{lang}.txt", lang, text)
        for lang, text in (("vi", VI), ("en", EN), ("de", DE), ("ja", JA))
    }
    german = [(0,), (2,), (3,), (4,), (5,), (6,), (7,), (8,), (), (1,), (9,)]
    others = [(0,), (1,), (2, 3), (4,), (5,), (6,), (7,), (8,), (9,), (10,), (11,)]
    units = tuple(
        Unit({"vi": o, "en": o, "de": d, "ja": o}, confidence, moved=("de",) if d == (1,) else ())
        for o, d, confidence in zip(
            others, german, (0.99, 0.98, 0.86, 0.97, 0.99, 0.99, 0.96, 0.93, 0.58, 0.91, 0.99), strict=True
        )
    )

    def place(lang, paragraph, text=""):
        start = versions[lang].paragraphs[paragraph].text.find(text)
        span = (start, start + len(text)) if text else None
        return Place(versions[lang].id, lang, paragraph, span, versions[lang].paragraphs[paragraph].line)

    related = tuple(place(lang, 1, "212") for lang in ("vi", "en", "ja"))
    story = "bridge"
    findings = (
        Finding(
            "N101", place("de", 2, "221"), "221 stands where the other versions have 212", "212", "", story, related
        ),
        Finding(
            "T102",
            place("de", 3, "klugen Mobilisierung"),
            "“klugen Mobilisierung” is deprecated for dân vận khéo",
            "geschickten Massenmobilisierung",
            SKILFUL,
            story,
        ),
        Finding(
            "T102",
            place("ja", 3, "上手な民衆工作"),
            "“上手な民衆工作” is deprecated for dân vận khéo",
            "巧みな大衆動員",
            SKILFUL,
            story,
        ),
        Finding(
            "T103",
            place("de", 8, "raffinierter Massenlenkung"),
            "“raffinierter Massenlenkung” must not be used",
            "geschickte Massenmobilisierung",
            SKILFUL,
            story,
        ),
        Finding(
            "O101",
            Place(versions["de"].id, "de"),
            "the paragraph on Official Letter 318 is missing; three versions have it",
            story=story,
            related=tuple(place(lang, 9) for lang in ("vi", "en", "ja")),
        ),
        Finding("O103", place("de", 1), "the caption stands second here, tenth in the other versions", story=story),
        Finding("O103", place("vi", 9), "these paragraphs stand elsewhere than in the other versions", story=story),
        Finding(
            "T104",
            Place(versions["de"].id, "de"),
            "three renderings of dân vận khéo in one article: geschickte Massenmobilisierung, kluge Mobilisierung, "
            "raffinierte Massenlenkung",
            "geschickte Massenmobilisierung",
            SKILFUL,
            story,
        ),
        Finding("C101", Place(versions["de"].id, "de", line=7), "removed “Artikel drucken”", story=story),
        Finding(
            "C103", Place(versions["en"].id, "en", line=2), "removed “Published 10 March 2025, 08:15”", story=story
        ),
    )
    results = tuple(
        drafted(versions[lang], system, loss, keep)
        for system, loss, keep in (("north-1", 14, 12), ("south-2", 8, 8))
        for lang in ("en", "de", "ja")
    )
    kept = Story(story, versions, "vi", tuple(each.draft for each in results))
    every = [*versions.values(), *(draft.article for draft in kept.drafts)]
    return StoryReview(kept, align(units, versions), findings, occurrences(*every), results)


def align(units, versions):
    langs = sorted(versions)
    beads = {
        (a, b): tuple(
            Bead(unit.paragraphs[a], unit.paragraphs[b]) for unit in units if unit.paragraphs[a] + unit.paragraphs[b]
        )
        for i, a in enumerate(langs)
        for b in langs[i + 1 :]
    }
    return Alignment(units, beads, "static-256|pieces:32k|pair-model:1|kheo:0.1.0")


def market():
    texts = {
        "en": """The upland market opens again
Traders from nine communes returned on Sunday; clever organisers had repaired the roof in eleven days.
The Fatherland Front calls it a lesson in patience.""",
        "de": """Der Hochlandmarkt öffnet wieder
Händler aus neun Gemeinden kehrten am Sonntag zurück; dank geschickter Massenarbeit war das Dach in elf Tagen geflickt.
Die Kommune spricht von cleverer Volksarbeit, andere nennen es geschickte Volksmobilisierung.
Fotos und Karten finden Sie in der gedruckten Ausgabe.""",
    }
    versions = {lang: article(f"market/market.{lang}.txt", lang, text) for lang, text in texts.items()}
    units = (
        Unit({"en": (0,), "de": (0,)}, 0.98),
        Unit({"en": (1,), "de": (1,)}, 0.95),
        Unit({"en": (2,), "de": (2,)}, 0.64),
        Unit({"en": (), "de": (3,)}, 0.9),
    )
    german = versions["de"]
    findings = (
        Finding(
            "O102",
            Place(german.id, "de", 3, line=7),
            "this paragraph stands in the German version only",
            story="market",
        ),
        Finding(
            "T101",
            Place(german.id, "de", 2, line=5),
            "Fatherland Front has no agreed term here",
            "Vaterländische Front",
            FRONT,
            "market",
        ),
    )
    story = Story("market", versions)
    german_draft = drafted(german, "north-1", 9, 4)
    draft = Draft(
        article("market/market.ja.draft-north-1.txt", "ja", "高地の市場が再開\n九つの社から商人が戻った。"),
        "north-1",
        "en",
    )
    missing = Finding(
        "D101", Place(draft.article.id, "ja"), "no Japanese version to measure this draft against", story="market"
    )
    return StoryReview(
        Story(story.id, versions, None, (draft, german_draft.draft)),
        align(units, versions),
        (*findings, missing),
        occurrences(*versions.values()),
        (german_draft,),
    )


def lone():
    versions = {
        "vi": article("notes/hoa-ban.vi.txt", "vi", "Mùa hoa ban về sớm\nHoa ban nở trắng sườn đồi từ giữa tháng Hai.")
    }
    units = tuple(Unit({"vi": (i,)}, 1.0) for i in range(2))
    return StoryReview(Story("notes/hoa-ban", versions, "vi"), align(units, versions))


CORPUS_FINDINGS = (
    Finding("R102", Place("old/legacy.ja.txt"), "decoded from Shift-JIS"),
    Finding(
        "C102", Place("market/market.de.txt", "de", line=9), "removed “Newsletter abonnieren”, which 5 articles have"
    ),
    Finding("C101", Place("old/legacy.ja.txt", "ja", line=1), "removed “記事をシェア”"),
)


def reviews():
    return (bridge(), market(), lone())
