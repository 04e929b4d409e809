"""Irenic."""
