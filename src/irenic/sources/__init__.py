"""Documents read into numbered paragraphs; this layer knows nothing of cases."""
