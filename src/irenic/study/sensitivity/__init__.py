"""Which inputs move an outcome, under which conditions it comes about, and what would be worth finding out."""
