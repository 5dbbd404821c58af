"""The glossary as people keep it: every concept with its history, who changed what, and the way back."""
