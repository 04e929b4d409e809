"""The model families. Each takes a dataset, none knows another or what a case is."""
