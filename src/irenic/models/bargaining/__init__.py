"""What could all sides sign? Packages over several issues, and the classical solutions over them."""
