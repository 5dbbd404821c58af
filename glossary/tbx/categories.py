"""The data categories: which element carries each, in which module it stands, and those that are ours."""

from collections.abc import Mapping
from types import MappingProxyType

CORE = "urn:iso:std:iso:30042:ed-2"  # of the published schemas; drafts and tools made after them say ed:3.0, which is read too
MODULES: Mapping[str, str] = MappingProxyType(
    {
        "min": "http://www.tbxinfo.net/ns/min",
        "basic": "http://www.tbxinfo.net/ns/basic",
        "ling": "http://www.tbxinfo.net/ns/linguist",
        "kheo": "urn:kheo:tbx",
    }
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OURS = "x-kheo-"

# Category: the element that carries it where categories are attributes, the module that it belongs to where they are tags.
# Source: TBX-Min, TBX-Basic and TBX-Linguist module definitions, LTAC Global.
CARRIERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "administrativeStatus": ("termNote", "min"),
        "customerSubset": ("admin", "min"),
        "externalCrossReference": ("xref", "min"),
        "partOfSpeech": ("termNote", "min"),
        "subjectField": ("descrip", "min"),
        "context": ("descrip", "basic"),
        "crossReference": ("ref", "basic"),
        "definition": ("descrip", "basic"),
        "geographicalUsage": ("termNote", "basic"),
        "grammaticalGender": ("termNote", "basic"),
        "projectSubset": ("admin", "basic"),
        "responsibility": ("transacNote", "basic"),
        "source": ("admin", "basic"),
        "termLocation": ("termNote", "basic"),
        "termType": ("termNote", "basic"),
        "transactionType": ("transac", "basic"),
        "xGraphic": ("xref", "basic"),
        "grammaticalNumber": ("termNote", "ling"),
        "register": ("termNote", "ling"),
        "transferComment": ("termNote", "ling"),
        "reading": ("admin", "ling"),
        "readingNote": ("adminNote", "ling"),
        "x-kheo-action": ("transacNote", "kheo"),
        "x-kheo-approval": ("termNote", "kheo"),
        "x-kheo-before": ("transacNote", "kheo"),
        "x-kheo-case": ("termNote", "kheo"),
        "x-kheo-do-not-translate": ("admin", "kheo"),
        "x-kheo-match": ("termNote", "kheo"),
        "x-kheo-part-of-speech": ("termNote", "kheo"),
        "x-kheo-pattern": ("termNote", "kheo"),
        "x-kheo-status": ("termNote", "kheo"),
        "x-kheo-status-as-read": ("termNote", "kheo"),
        "x-kheo-time": ("transacNote", "kheo"),
        "x-kheo-undoes": ("transacNote", "kheo"),
    }
)

# What the header says of the categories that are ours: customary in prose, since TBX-Basic has no place for more.
DECLARED: Mapping[str, str] = MappingProxyType(
    {
        "x-kheo-action": "what a transaction did where its type is too wide: add, edit, remove, propose, approve, …",
        "x-kheo-approval": "how far a term has come: approved (where absent), proposed, rejected, removed",
        "x-kheo-before": "what the fields that a transaction changed were before it, as JSON",
        "x-kheo-case": "what capitals say of a term: language (where absent), sensitive, insensitive",
        "x-kheo-do-not-translate": "true where every version has to write the term as the source does",
        "x-kheo-match": "in which forms a term is found: inflected (where absent), exact, regex",
        "x-kheo-part-of-speech": "properNoun, which TBX-Basic has as noun",
        "x-kheo-pattern": "the regular expression of a term that is found by one",
        "x-kheo-status": "forbidden, which TBX has as deprecated",
        "x-kheo-status-as-read": "the administrative status as another tool wrote it",
        "x-kheo-time": "the time of a transaction, of which TBX has the date",
        "x-kheo-undoes": "the transaction that this one takes back",
    }
)
