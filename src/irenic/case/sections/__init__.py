"""The sections of a case, one file a theme, as the analyst writes them."""
