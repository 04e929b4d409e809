"""The case as labelled arrays: :mod:`~irenic.arrays.sample` holds all randomness there is."""
