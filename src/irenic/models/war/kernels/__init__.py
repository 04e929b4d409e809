"""The mathematics of the family ``war``: arrays in, arrays out, nothing raised, warned or drawn."""
