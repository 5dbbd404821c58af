"""Checks between the versions of a story: numbers and ids, omissions and additions; each answers findings."""
