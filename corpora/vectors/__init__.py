"""Text to multilingual vectors: the static ones that are shipped, how they are trained, and how good they are."""
