"""What words must be used: concepts, their terms in each language, and whether a text holds to them."""
