"""A language that kheo does not come with: French, added by an entry in the table of a copy of the packages, and no code."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from corpora.article import Article, Paragraph
from corpora.errors import InputError
from corpora.languages import LANGUAGES, Language, parse
from corpora.pile import pile
from corpora.stories import group
from corpora.vectors import static
from pipeline.coverage import gaps

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpora" / "samples"
LEAST = """
[fr]
name = "French"
endonym = "Français"
length = 1.15
"""
MORE = """decimal = ","
thousands = " "
percent_sign = " %"
endings = "s x e es al aux"
months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
abbreviations = "M. MM. Dr. av. env."
starters = "Le La Les Un Une Des Il Elle Ils Elles En Dans Pour Mais Et"
grammar = "le les des une est dans pour qui que sur pas avec sont cette aux au ce il elle du"
percent = ["pour cent"]
zones = [60, 120]
numbers = { onze = 11, douze = 12, vingt = 20, trente = 30, cent = 100 }

[fr.scales]
mille = 1000
million = 1_000_000
millions = 1_000_000
milliard = 1_000_000_000
milliards = 1_000_000_000
"""
FURNITURE = """
[fr]
lines = ["partager sur facebook", "suivez-nous"]
ends = ["les plus lus", "commentaires"]
dates = ["publié le"]
sources = ["source"]
"""
ENGLISH = """\
Asleep by Ninh Binh, awake at the caves: a night train for Dong Hoi

Published 16 November 2024

When train QB15 pulled out of Hanoi Station at 20:50 on Friday, 15 November 2024, most of its passengers were still \
photographing their bunks. They stood on the platform in Dong Hoi the next morning, 522 kilometres further south.

The train consists of 12 coaches with 378 berths. They were refitted over 8 months in the Gia Lam workshops and now have \
new mattresses, reading lamps and a socket at every bed. The local committees paid 3 million euros for it.

In opinion polls, 62.5 percent of the passengers praise the People's Committee. A local committee had asked for the train \
under decision 148/QD-UBND.

On the first night 341 of the 378 places were taken. Tickets for the Lunar New Year go on sale on 1 December 2024.
"""
FRENCH = """\
Endormis à Ninh Binh, réveillés près des grottes : un train de nuit pour Dong Hoi

Publié le 16 novembre 2024

Lorsque le train QB15 a quitté la gare de Hanoi à 20:50 le vendredi 15 novembre 2024, la plupart des voyageurs \
photographiaient encore leurs couchettes. Le lendemain matin, ils étaient sur le quai de Dong Hoi, 522 kilomètres plus au sud.

Le train compte 12 voitures et 378 couchettes. Elles ont été rénovées en 8 mois dans les ateliers de Gia Lam et disposent \
de matelas neufs, de liseuses et d'une prise à chaque lit. Les comités locaux ont payé 3 millions d'euros.

Dans les sondages, 62,5 pour cent des voyageurs louent le Comité populaire. Un comité local avait demandé le train par la \
décision 148/QD-UBND.

La première nuit, 341 des 387 places étaient occupées. Les billets du Nouvel An lunaire sont en vente le 2 décembre 2024.

Suivez-nous
"""
DRAFT = FRENCH.replace("la plupart des voyageurs", "les voyageurs pour la plupart").replace("louent", "saluent")
OTHER = """\
A bakery in Lyon

The oldest bakery of the street closed on Monday. Its owner, who is 71, had looked for somebody to take over for years.

Neighbours have bought their bread there since 1958, and many came once more to say goodbye.
"""
GLOSSARY = """\
concept_id,subject,definition,lang,term,status,note
committee,,,en,local committee,preferred,
committee,,,fr,comité local,preferred,
people,,,en,People's Committee,preferred,
people,,,fr,Comité du peuple,preferred,
people,,,fr,Comité populaire,deprecated,
"""
RUN = """
import json, sys
from click.testing import CliRunner
from pipeline.cli import main

found = {}
for name, arguments in json.loads(sys.argv[1]).items():
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    found[name] = {"code": result.exit_code, "out": result.stdout, "err": result.stderr}
print(json.dumps(found))
"""


def packages(folder, entry, furniture=""):
    """The four packages as they are installed, with one more entry in the table."""
    for name in ("corpora", "glossary", "evaluation", "pipeline"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("samples"))
    for table, added in (("languages.toml", entry), ("furniture.toml", furniture)):
        path = folder / "corpora" / table
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    return folder


def kheo(packages, folder, **commands):
    environment = {**os.environ, "PYTHONPATH": str(packages), "PYTHONWARNINGS": "error"}
    environment.pop("KHEO_GLOSSARY", None)
    call = [sys.executable, "-c", RUN, json.dumps(commands)]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def newsroom(folder):
    for name, text in {
        "train.en.txt": ENGLISH,
        "train.fr.txt": FRENCH,
        "train.fr.draft-alpha.txt": DRAFT,
        "bakery.en.txt": OTHER,
        "terms.csv": GLOSSARY,
    }.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "loose").mkdir()
    (folder / "loose" / "un.txt").write_text(FRENCH, "utf-8")
    (folder / "loose" / "two.txt").write_text(ENGLISH, "utf-8")
    return folder


FILES = ["train.en.txt", "train.fr.txt", "train.fr.draft-alpha.txt", "bakery.en.txt"]
COMMANDS = {
    "group": ["group", *FILES, "--format", "json"],
    "loose": ["group", "loose", "--format", "json"],
    "align": ["align", *FILES],
    "tmx": ["align", *FILES, "--format", "tmx"],
    "check": ["check", *FILES, "--glossary", "terms.csv", "--source", "en", "--format", "json"],
    "score": ["score", "--reference", "train.fr.txt", "--draft", "alpha=train.fr.draft-alpha.txt", "--format", "json"],
    "run": ["run", *FILES, "--glossary", "terms.csv", "--source", "fr", "--out", "out"],
}


@pytest.fixture(scope="module")
def least(tmp_path_factory):
    """Everything that the commands answer with an entry of three lines."""
    folder = newsroom(tmp_path_factory.mktemp("least"))
    copy = packages(tmp_path_factory.mktemp("packages"), LEAST)
    return kheo(copy, folder, **COMMANDS), folder, copy


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The same with all that French can be given as data."""
    folder = newsroom(tmp_path_factory.mktemp("full"))
    copy = packages(tmp_path_factory.mktemp("packages"), LEAST + MORE, FURNITURE)
    return kheo(copy, folder, **COMMANDS), folder, copy


@pytest.fixture(params=["least", "full"])
def either(request):
    return request.getfixturevalue(request.param)


def findings(answer, code=""):
    record = json.loads(answer["out"])
    found = record if isinstance(record, list) else record["findings"]
    return [each for each in found if each["code"].startswith(code)]


def codes(answer):
    return [(each["code"], each["lang"], each["paragraph"]) for each in findings(answer) if each["code"][0] not in "RC"]


def test_every_command_does_its_work(either):
    answers, folder, _ = either
    assert {name: answer["code"] for name, answer in answers.items()} == dict.fromkeys(COMMANDS, 0) | {"check": 1}
    assert 'lang="fr"' in (folder / "out" / "report.html").read_text("utf-8")
    assert 'xml:lang="fr"' in answers["tmx"]["out"]
    assert 'srclang="fr"' in (folder / "out" / "units.tmx").read_text("utf-8")


def test_versions_of_one_name_are_one_story_and_the_language_is_detected(either):
    answers, *_ = either
    stories = {story["id"]: story["versions"] for story in json.loads(answers["group"]["out"])["stories"]}
    assert stories == {"train": {"en": "train.en.txt", "fr": "train.fr.txt"}, "bakery": {"en": "bakery.en.txt"}}
    assert [s["versions"] for s in json.loads(answers["loose"]["out"])["stories"]] == [
        {"en": "loose/two.txt", "fr": "loose/un.txt"}
    ]


def test_paragraphs_meet_their_counterparts(either):
    answers, *_ = either
    (train, _) = map(json.loads, answers["align"]["out"].splitlines())
    for lang, count in (("en", 5), ("fr", 7 if len(train["units"]) > 5 else 5)):
        indices = [index for unit in train["units"] for index in unit["paragraphs"][lang]]
        assert sorted(indices) == list(range(count))


def test_what_is_missing_of_a_language_is_said_once(least, full):
    (said,) = findings(least[0]["group"], "R105")
    assert said["article"] == "train.fr.txt"
    assert "were not learned for French" in said["message"]
    for part in ("names of months", "number words", "endings", "page furniture", "grammar words"):
        assert part in said["message"]
    (said,) = findings(full[0]["group"], "R105")
    assert "were not learned for French" in said["message"]
    assert "kheo has no" not in said["message"]


def test_data_of_a_language_finds_its_mistakes_and_nothing_else(full):
    found = findings(full[0]["check"])
    assert codes(full[0]["check"]) == [("T102", "fr", 3), ("N101", "fr", 4), ("N103", "fr", 4)]
    assert [each["suggestion"] for each in found[-3:]] == ["Comité du peuple", "378", "1 décembre 2024"]
    assert sorted(each["code"] for each in found if each["lang"] == "fr" and each["code"][0] == "C") == [
        "C101",
        "C101",
        "C103",
        "C103",
    ]


def test_without_data_only_what_the_notice_says_is_worse(least):
    assert codes(least[0]["check"]) == [
        ("T101", "fr", 3),  # comités locaux: no endings
        ("T102", "fr", 4),
        ("N103", "fr", 5),
        ("N101", "fr", 5),
        ("O102", "fr", 1),  # a dateline and a button: no furniture
        ("O102", "fr", 6),
    ]


def test_a_draft_is_scored_with_the_tokenizer_of_the_entry(either):
    answers, *_ = either
    rows = json.loads(answers["score"]["out"])
    assert {row["lang"] for row in rows} == {"fr"}
    bleu = next(row for row in rows if row["metric"] == "BLEU" and row["level"] == "corpus")
    assert 50 < bleu["value"] < 100
    assert "tok:13a" in bleu["signature"]


@pytest.mark.parametrize("name", ["night-train.fr.txt", "nuit.txt"])
def test_a_version_in_an_unlearned_language_joins_four_others_without_parting_them(full, tmp_path, name):
    samples = tmp_path / "samples"
    shutil.copytree(SAMPLES, samples, ignore=shutil.ignore_patterns("*.draft-*", "*.json"))
    shutil.copy(Path(__file__).parent / "night-train.fr.txt", samples / "night-train" / name)
    answer = kheo(full[2], tmp_path, group=["group", "samples", "--format", "json"])["group"]
    stories = {story["id"]: sorted(story["versions"]) for story in json.loads(answer["out"])["stories"]}
    four = ["de", "en", "ja", "vi"]
    assert stories == {path.name: four for path in SAMPLES.iterdir()} | {"night-train": ["de", "en", "fr", "ja", "vi"]}


class Three:
    """Vectors that know nothing of Japanese, not even words spelled alike."""

    signature = "three"
    languages = frozenset({"vi", "en", "de"})
    dimension = static.load().dimension

    def encode(self, texts):
        return static.load().encode(texts)

    def unit(self, sums, lang):
        return static.load().unit(sums, lang) * (lang in self.languages)


def sample(story, lang, name):
    paragraphs = (SAMPLES / story / f"{story}.{lang}.txt").read_text("utf-8").split("\n\n")
    return Article(name, lang, tuple(Paragraph(" ".join(text.split()), i) for i, text in enumerate(paragraphs)))


def stories_of(articles):
    return {
        tuple(sorted(version.id for version in story.versions.values())) for story in group(articles, Three()).stories
    }


def test_where_nothing_else_tells_names_put_versions_together():
    names = {"night-train": "one/a", "flood-relief": "two/a", "lacquer-village": "c"}
    known = [sample(story, lang, f"{name}.{lang}.txt") for story, name in names.items() for lang in ("vi", "en")]
    unlearned = [sample("night-train", "ja", "one/ja/a.txt"), sample("flood-relief", "ja", "two/a.ja.txt")]
    assert stories_of([*known, *unlearned, sample("lacquer-village", "ja", "other.ja.txt")]) == {
        ("one/a.en.txt", "one/a.vi.txt", "one/ja/a.txt"),
        ("two/a.en.txt", "two/a.ja.txt", "two/a.vi.txt"),
        ("c.en.txt", "c.vi.txt"),
        ("other.ja.txt",),
    }


def test_vectors_never_say_that_an_article_in_an_unlearned_language_is_another_one():
    articles = [
        sample("night-train", "en", "a.txt"),
        sample("flood-relief", "ja", "b.txt"),
        sample("flood-relief", "de", "c.txt"),
    ]
    heap = pile(articles, Three())
    assert heap.score(0, 1) == 0
    assert heap.score(0, 2) < 0


def test_an_article_that_nothing_puts_to_a_story_is_told_with_its_reason():
    articles = [sample("night-train", "en", "a.en.txt"), sample("night-train", "ja", "b.ja.txt")]
    found = group(articles, Three())
    assert len(found.stories) == 2
    (said,) = gaps(found.stories, Three(), Three())
    assert said.where.article == "b.ja.txt"
    assert "1 article of it stands alone: versions of one name (x.en.txt, x.ja.txt) are put together" in said.message
    assert gaps(found.stories, static.load(), static.load()) == ()


def test_the_shipped_vectors_know_the_shipped_languages():
    assert static.load().languages == {"vi", "en", "de", "ja"} <= LANGUAGES.keys()


QUANTITIES = {
    "le 15 octobre 1930": "1930-10-15|15 octobre 1930",
    "le 1er mai": "--05-01|1 mai",
    "du 3 au 5 octobre 2024": "2024-10-05|5 octobre 2024",
    "octobre 2024": "2024-10|octobre 2024",
    "12,5 pour cent": "12.5|12,5 %",
    "1 400 places": "1400|1 400",
    "3 millions d'euros": "3000000|3 000 000",
    "vingt voitures": "20|20",
}


def test_quantities_of_a_language_are_read_and_written_by_its_entry(full):
    code = f"""
from corpora import quantities
for text in {list(QUANTITIES)!r}:
    found = quantities.find(text, "fr")[-1]
    print(found.value, quantities.write(found, "fr"), sep="|")
"""
    environment = {**os.environ, "PYTHONPATH": str(full[2])}
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, env=environment, cwd=full[2], capture_output=True, text=True, check=True)
    assert dict(zip(QUANTITIES, done.stdout.splitlines(), strict=True)) == QUANTITIES


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("[fr]\nname = 'French'", "[fr] is no language"),
        (LEAST + "colour = 'blue'", "[fr] is no language"),
        (LEAST.replace("1.15", "0"), "[fr]: length is not above 0"),
        (LEAST + "months = 'janvier février'", "[fr]: months are 2, not twelve"),
        (LEAST + "decimal = 'x'", '[fr]: decimal is neither "." nor ","'),
        (LEAST.replace("[fr]", "[fra]"), "[fra]: the code is not two small letters"),
        ("[fr", "not readable as TOML"),
    ],
)
def test_a_wrong_entry_is_named(entry, said):
    with pytest.raises(InputError) as raised:
        parse(entry, "languages.toml")
    assert str(raised.value).startswith("languages.toml: ")
    assert said in str(raised.value)


def test_every_field_of_the_table_is_told_at_its_head_and_in_the_docs():
    head = (ROOT / "corpora" / "languages.toml").read_text("utf-8").split("\n\n")[0]
    told = (ROOT / "docs" / "languages.md").read_text("utf-8")
    for field in fields(Language):
        assert field.name == "code" or re.search(rf"^#   .*\b{field.name}\b", head, re.MULTILINE), field.name
        assert field.name == "code" or f"`{field.name}`" in told, field.name
