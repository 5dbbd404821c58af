"""How good a version is: scores, checks, and the report that shows them."""
