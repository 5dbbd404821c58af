"""What was found, for people and for other programs: the page, and findings as text, JSON, CSV, SARIF."""
