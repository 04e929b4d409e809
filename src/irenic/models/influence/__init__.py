"""What does pressure produce? Spatial models of collective decision, and their baselines."""
