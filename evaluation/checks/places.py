"""Where findings point, and how their messages name languages and quote text."""

from collections.abc import Sequence

from corpora.article import Article
from corpora.finding import Place
from corpora.languages import Lang, names

_MOST_QUOTED = 60  # characters of a text that a message quotes


def place(article: Article, paragraph: int, span: tuple[int, int] | None = None) -> Place:
    """A paragraph of a version, or a span in it."""
    return Place(article.id, article.lang, paragraph, span, article.paragraphs[paragraph].line)


def have(langs: Sequence[Lang]) -> str:
    """Languages with their verb: "Vietnamese has", "English and German have"."""
    return f"{names(langs)} {'has' if len(langs) == 1 else 'have'}"


def quote(text: str) -> str:
    """The beginning of a text in quotation marks, cut at a word where there are words."""
    text = " ".join(text.split())
    if len(text) > _MOST_QUOTED:
        cut = text[:_MOST_QUOTED]
        text = (cut[: cut.rfind(" ")] if cut.rfind(" ") > _MOST_QUOTED // 2 else cut).rstrip(" ,;:、，") + " …"
    return f"“{text}”"
