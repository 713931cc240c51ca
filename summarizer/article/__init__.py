"""The article as a reader sees it: its languages, its paragraphs and sentences, and what is not article at all."""
