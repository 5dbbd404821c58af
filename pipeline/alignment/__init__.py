"""Joint alignment of all versions of a story: sentences first, paragraphs derived from them."""
