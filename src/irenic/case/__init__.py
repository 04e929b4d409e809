"""What the analyst writes: the format of a case, read, checked, and put under overlays."""

from typing import Final

CASE_FILE: Final = "case.yaml"
"""The file that makes a folder a case."""
SCHEMA_FILE: Final = "case.schema.json"
"""The JSON Schema of the format, as it is shipped and laid beside a new case."""
