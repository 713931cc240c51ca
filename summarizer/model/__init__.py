"""The multilingual encoder and what reads its vectors."""
