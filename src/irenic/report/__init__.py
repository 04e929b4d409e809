"""What was found, said plainly: sentences first, then pictures, then every number's basis."""
