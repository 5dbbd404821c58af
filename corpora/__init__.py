"""What the texts are: articles, their paragraphs and sentences, and which of them belong together."""
