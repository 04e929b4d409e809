"""The mathematics of packages: arrays in, arrays out; nothing here raises, warns, prints or draws."""
