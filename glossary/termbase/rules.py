"""What the linter of glossaries can say: its codes."""

from collections.abc import Mapping
from types import MappingProxyType

from corpora.finding import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# G1 duplicates, G2 contradictions, G3 the spelling of terms, G4 gaps, G5 matching.
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "G101": Rule("term-twice", ERROR, "a concept has the same term twice in one language"),
        "G102": Rule("homograph", WARNING, "one term is preferred in two concepts"),
        "G103": Rule("concept-twice", ERROR, "two concepts have the same terms"),
        "G104": Rule("needless-spelling", WARNING, "two terms of a concept differ only in what matching passes over"),
        "G201": Rule(
            "two-preferred", WARNING, "a concept has two preferred terms in one language for the same customers"
        ),
        "G202": Rule(
            "banned-elsewhere-preferred", WARNING, "a deprecated or forbidden term is another concept's preferred one"
        ),
        "G203": Rule(
            "banned-and-agreed", ERROR, "a term is agreed and deprecated or forbidden in one concept, spelled alike"
        ),
        "G204": Rule("none-agreed", WARNING, "a language of a concept has only deprecated or forbidden terms"),
        "G205": Rule("kept-but-differing", WARNING, "a concept that is not to be translated has differing terms"),
        "G206": Rule("none-preferred", INFO, "a language of a concept has admitted terms and no preferred one"),
        "G301": Rule("stray-space", WARNING, "a term has spaces or invisible characters that do not belong there"),
        "G302": Rule("unbalanced", WARNING, "a quotation mark or bracket of a term has no partner"),
        "G303": Rule("decomposed", WARNING, "a term is not in composed letters (NFC)"),
        "G304": Rule("width", WARNING, "a term has full-width Latin or half-width kana letters"),
        "G305": Rule("tone-placement", INFO, "a term places tones in the style that the glossary uses less"),
        "G306": Rule("long-term", INFO, "a term has more words than a term has"),
        "G307": Rule("stray-punctuation", INFO, "a term begins or ends with a punctuation mark"),
        "G401": Rule("language-empty", WARNING, "a concept has no term in a language that most concepts have"),
        "G402": Rule("definition-missing", INFO, "a concept has no definition"),
        "G403": Rule("gender-missing", INFO, "a German noun has no gender, which corrected texts are inflected by"),
        "G404": Rule(
            "language-unknown", WARNING, "terms are in a language that kheo does not know, so no text is held to them"
        ),
        "G501": Rule("pattern-invalid", ERROR, "a term's pattern is no regular expression"),
        "G502": Rule("pattern-missing", WARNING, "a term matches by a regular expression and gives none"),
        "G503": Rule("pattern-unused", WARNING, "a term has a pattern and does not match by it"),
        "G504": Rule("pattern-misses-term", WARNING, "a term's pattern does not find the term itself"),
    }
)
