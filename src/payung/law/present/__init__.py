"""Puts answers into sentences that give the numbers and the article, from the values the rules worked with. No rules here."""
