"""What texts are held to, signed with where it comes from."""

from glossary.concept import Glossary
from glossary.termbase.termbase import Termbase


def usable(termbase: Termbase, name: str, digest: str, customer: str = "") -> Glossary:
    """A termbase's glossary, its signature made from its name, its size, its digest and the customer."""
    chosen = termbase.glossary("", customer)
    customers = f"|customer:{customer}" if customer else ""
    return Glossary(chosen.concepts, f"{name}|concepts:{len(chosen.concepts)}|sha256:{digest[:12]}{customers}")
