"""The passes over all draws and inputs that are compiled; each file stands alone."""
