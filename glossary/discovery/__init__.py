"""How terms are rendered, and which concepts a corpus has, found from aligned stories and vectors."""
