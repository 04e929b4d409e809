"""The mathematics of the family: arrays in, arrays out."""
