"""The mechanics of text: letters, folding and sentences, with no word of any language."""
