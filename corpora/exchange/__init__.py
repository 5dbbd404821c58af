"""Stories and their units in the formats that other programs take: TMX, TSV, JSON lines."""
