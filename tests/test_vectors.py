"""The shipped static vectors: what they promise to the aligner and the grouping."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.languages import LANGUAGES
from corpora.vectors import retrieval, static

SENTENCES = {
    "vi": [
        "Nông dân trong huyện bắt đầu thu hoạch lúa sớm hơn mọi năm vì nắng nóng.",
        "Chiếc cầu mới bắc qua sông sẽ được khánh thành vào tháng Mười.",
        "Các bác sĩ khuyên người già nên tiêm vắc xin trước mùa đông.",
        "Giá cà phê đã tăng gấp đôi chỉ trong một năm.",
        "Học sinh của trường đã trồng năm trăm cây xanh dọc con đường.",
        "Cảnh sát đang tìm kiếm chủ nhân của một chiếc ô tô bị bỏ lại ở sân bay.",
        "Chính phủ muốn giảm thuế cho các doanh nghiệp nhỏ.",
        "Đội bóng của chúng tôi thua trận đấu cuối cùng với tỷ số 0-3.",
        "Trận động đất đã phá hủy nhiều ngôi nhà trên đảo.",
        "Bà chủ tịch cảm ơn mọi người đã giúp đỡ các gia đình nghèo.",
        "Bảo tàng mở cửa miễn phí vào Chủ nhật đầu tiên của mỗi tháng.",
        "Con tàu chở hai nghìn hành khách đã đến cảng Hải Phòng.",
    ],
    "en": [
        "Farmers in the district are starting the rice harvest earlier than usual because of the heat.",
        "The new bridge over the river will be opened in October.",
        "Doctors advise old people to get vaccinated before the winter.",
        "The price of coffee has doubled within only one year.",
        "The pupils of the school have planted five hundred trees along the road.",
        "The police are looking for the owner of a car that was left at the airport.",
        "The government wants to lower taxes for small businesses.",
        "Our football team lost its last match 0-3.",
        "The earthquake destroyed many houses on the island.",
        "The chairwoman thanked everyone who had helped poor families.",
        "The museum is free of charge on the first Sunday of every month.",
        "The ship with two thousand passengers has arrived at the port of Hai Phong.",
    ],
    "de": [
        "Wegen der Hitze beginnen die Bauern im Bezirk früher als sonst mit der Reisernte.",
        "Die neue Brücke über den Fluss wird im Oktober eröffnet.",
        "Ärzte raten alten Menschen, sich vor dem Winter impfen zu lassen.",
        "Der Preis für Kaffee hat sich in nur einem Jahr verdoppelt.",
        "Die Schüler der Schule haben fünfhundert Bäume entlang der Straße gepflanzt.",
        "Die Polizei sucht den Besitzer eines Autos, das am Flughafen stehen gelassen wurde.",
        "Die Regierung will die Steuern für kleine Unternehmen senken.",
        "Unsere Fußballmannschaft hat ihr letztes Spiel mit 0:3 verloren.",
        "Das Erdbeben zerstörte viele Häuser auf der Insel.",
        "Die Vorsitzende dankte allen, die armen Familien geholfen hatten.",
        "Am ersten Sonntag jedes Monats ist der Eintritt ins Museum frei.",
        "Das Schiff mit zweitausend Passagieren ist im Hafen von Hai Phong angekommen.",
    ],
    "ja": [
        "猛暑のため、この地区の農家は例年より早く米の収穫を始めている。",
        "川に架かる新しい橋は10月に開通する。",
        "医師は高齢者に、冬になる前にワクチンを接種するよう勧めている。",
        "コーヒーの値段はわずか1年で2倍になった。",
        "その学校の生徒たちは道路に沿って500本の木を植えた。",
        "警察は空港に放置された車の持ち主を捜している。",
        "政府は小さな企業の税金を下げたいと考えている。",
        "私たちのサッカーチームは最後の試合に0対3で負けた。",
        "地震により島の多くの家が破壊された。",
        "会長は貧しい家族を助けたすべての人に感謝した。",
        "博物館は毎月最初の日曜日に無料で開いている。",
        "2千人の乗客を乗せた船がハイフォン港に到着した。",
    ],
}
UGLY = "Cafe\u0301 ㍿ ﬁne ½ Đổi mới…  x\u200b \ud800 𠮷野家 hoà 👩‍👩‍👧\n"
TEXTS = st.text(st.characters() | st.sampled_from("ﬁ㍿½…đĐàạ\u0301\u0323\u3099かｶﾞＡ 　𠮷"), max_size=60)


@pytest.fixture(scope="module")
def vectors() -> static.StaticVectors:
    return static.load()


def _recall(found: Sequence[retrieval.Retrieval]) -> float:
    return sum(direction.cosine for direction in found) / len(found)


def test_a_translation_is_nearer_than_other_sentences(vectors: static.StaticVectors) -> None:
    found = retrieval.evaluate(vectors, SENTENCES)
    assert len(found) == 12
    assert _recall(found) > 0.9


def test_retrieval_falls_to_chance_when_the_translations_are_shifted(vectors: static.StaticVectors) -> None:
    shifted = {**SENTENCES, "ja": SENTENCES["ja"][1:] + SENTENCES["ja"][:1]}
    found = [r for r in retrieval.evaluate(vectors, shifted) if "ja" in (r.source, r.target)]
    assert _recall(found) < 0.2


def test_encode_gives_one_float_row_a_text(vectors: static.StaticVectors) -> None:
    sums = vectors.encode(["Xin chào", "", "Guten Tag"])
    assert sums.shape == (3, vectors.dimension)
    assert sums.dtype == np.float32
    assert vectors.encode([]).shape == (0, vectors.dimension)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b"])
def test_text_without_content_is_zero_and_stays_zero_in_every_language(
    vectors: static.StaticVectors, text: str
) -> None:
    sums = vectors.encode([text])
    assert not sums.any()
    assert all(not vectors.unit(sums, lang).any() for lang in LANGUAGES)


def test_unit_vectors_have_length_one_also_in_a_language_without_mean(vectors: static.StaticVectors) -> None:
    sums = vectors.encode(SENTENCES["de"])
    for lang in (*LANGUAGES, "fr"):
        np.testing.assert_allclose(np.linalg.norm(vectors.unit(sums, lang), axis=1), 1, rtol=1e-5)


def test_unit_takes_the_mean_of_the_language_away(vectors: static.StaticVectors) -> None:
    sums = vectors.encode(["Die Regierung will die Steuern senken."])
    direction = sums / np.linalg.norm(sums)
    expected = direction - vectors.means["de"]
    np.testing.assert_allclose(vectors.unit(sums, "de"), expected / np.linalg.norm(expected), atol=1e-6)


def test_a_text_has_the_same_vector_whatever_stands_beside_it(vectors: static.StaticVectors) -> None:
    alone = vectors.encode(["Đổi mới"])
    assert np.array_equal(vectors.encode(["x" * 500, "Đổi mới", UGLY])[1], alone[0])


def test_capitals_and_compatibility_forms_do_not_matter(vectors: static.StaticVectors) -> None:
    sums = vectors.encode(["CHÍNH PHỦ VIỆT NAM 2024", "chính phủ việt nam ２０２４"])
    np.testing.assert_array_equal(sums[0], sums[1])


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_prefixes_end_inside_the_text_in_order_and_sum_up_to_its_vector(text: str) -> None:
    vectors = static.load()
    prefixes = vectors.prefixes(text)
    assert len(prefixes.ends) == len(prefixes.sums)
    assert np.all(np.diff(prefixes.ends) >= 0)
    assert np.all((prefixes.ends >= 0) & (prefixes.ends <= len(text)))
    last = prefixes.sums[-1] if len(prefixes.sums) else np.zeros(vectors.dimension)
    np.testing.assert_allclose(last, vectors.encode([text])[0], atol=1e-4)


@pytest.mark.parametrize(
    ("text", "piece", "end"),
    [
        ("Cafe\u0301 Hà Nội", "é", 5),  # two code points become one
        ("ﬁne Brücke", "▁fine", 3),  # one becomes two
        ("𠮷野家", "野", 2),  # one beyond the basic plane
        ("㍿東京", "東京", 3),  # one becomes four
    ],
)
def test_a_piece_ends_where_it_ends_in_the_original(
    vectors: static.StaticVectors, text: str, piece: str, end: int
) -> None:
    place = vectors.pieces.encode(text, return_type=str).index(piece)
    assert vectors.prefixes(text).ends[place] == end


def test_a_difference_of_prefixes_is_the_vector_of_the_run(vectors: static.StaticVectors) -> None:
    text = "Die Brücke wird eröffnet. Das Museum ist frei."
    prefixes = vectors.prefixes(text)
    cut = int(np.searchsorted(prefixes.ends, text.index(" Das"), side="right")) - 1
    np.testing.assert_allclose(
        prefixes.sums[-1] - prefixes.sums[cut], vectors.encode(["Das Museum ist frei."])[0], atol=1e-3
    )


def test_damaged_text_is_encoded_as_far_as_it_can_be(vectors: static.StaticVectors) -> None:
    assert vectors.encode([UGLY]).any()
    assert vectors.prefixes("Hà\ud800 Nội").ends[-1] == 7


def test_vectors_are_read_once_a_folder(vectors: static.StaticVectors) -> None:
    assert static.load() is static.load(static.SHIPPED)


def test_the_signature_names_the_vectors_and_their_content(vectors: static.StaticVectors, tmp_path: Path) -> None:
    name, _, digest = vectors.signature.rpartition("-")
    assert name
    assert len(digest) == 8
    _copy(tmp_path)
    assert static.load(tmp_path).signature == vectors.signature


def test_the_shipped_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in static.SHIPPED.iterdir()) < 12_000_000


def _copy(folder: Path) -> None:
    for name in (static.WEIGHTS, static.PIECES):
        (folder / name).write_bytes((static.SHIPPED / name).read_bytes())


def test_a_folder_without_vectors_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no usable vectors .*kheo vectors train"):
        static.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", [static.WEIGHTS, static.PIECES])
@pytest.mark.parametrize("content", [b"", b"no vectors", "half"])
def test_damaged_vectors_are_refused(tmp_path: Path, name: str, content: bytes | str) -> None:
    _copy(tmp_path)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    with pytest.raises(InputError, match="no usable vectors"):
        static.load(tmp_path)


def test_weights_of_other_pieces_are_refused(tmp_path: Path, vectors: static.StaticVectors) -> None:
    _copy(tmp_path)
    few = np.ones((5, 3), np.float32)
    (tmp_path / static.WEIGHTS).write_bytes(static.format_weights(few, {"vi": few[0]}, {"name": "few"}))
    with pytest.raises(InputError, match=r"\(5, 3\) weights"):
        static.load(tmp_path)


def test_bytes_keep_a_row_to_half_a_step_of_its_scale() -> None:
    rows = np.random.default_rng(3).normal(size=(40, 16)).astype(np.float32)
    rows[7] = 0
    scales, quantised = static.quantise(rows)
    assert np.all(np.abs(quantised * scales[:, None] - rows) <= scales[:, None] * 0.5001)
    assert not quantised[7].any()


def test_segments_are_read_from_rows_and_from_documents(tmp_path: Path) -> None:
    rows, documents = tmp_path / "rows.jsonl", tmp_path / "documents.jsonl"
    found = [{"vi": "một", "en": "one"}, {"vi": "hai", "en": "two"}, {"en": "alone"}]
    rows.write_text("\n".join(json.dumps(row) for row in found) + "\n", "utf-8")
    documents.write_text(json.dumps({"id": "1", "segments": found}) + "\n", "utf-8")
    expected = {"vi": ["một", "hai"], "en": ["one", "two"]}
    assert retrieval.read_segments(rows) == retrieval.read_segments(documents) == expected


@pytest.mark.parametrize(
    "line", ["{", "[" * 100_000, "[1]", '{"en": "alone"}', '{"segments": 3}', '{"segments": ["a"]}']
)
def test_a_file_without_aligned_segments_is_refused_by_name(tmp_path: Path, line: str) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(InputError, match=r"odd\.jsonl"):
        retrieval.read_segments(path)


def test_retrieval_on_news_reaches_the_floor(vectors: static.StaticVectors) -> None:
    data = os.environ.get("KHEO_DATA")
    if not data:
        pytest.skip("needs KHEO_DATA, the folder of the development data")
    found = retrieval.evaluate(vectors, retrieval.read_segments(Path(data) / "ntrex" / "segments-dev.jsonl"))
    assert _recall(found) >= 0.94
