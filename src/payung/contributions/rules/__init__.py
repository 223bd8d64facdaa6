"""What is owed, asked, paid and compared, and what is refused: facts in; plan, decision or problems out."""
