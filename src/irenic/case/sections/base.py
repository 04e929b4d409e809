"""What all sections share: no unknown keys, never changed after reading, a stated basis."""

from typing import Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from irenic.case.basis import Basis, Confidence
from irenic.case.fields import Locators, Text


class Section(BaseModel):
    """A mapping with fixed keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


def short_form(key: str, full: type[Section], listed: bool = False) -> BeforeValidator:
    """Let a bare value stand for an entry that has only this key.

    Parameters
    ----------
    key
        The key that the bare value fills.
    full
        The entry it stands for.
    listed
        Whether the bare value may be a list.
    """

    def expand(written: Any) -> Any:
        return written if isinstance(written, dict) else {key: written}

    bare = str | list[str] if listed else str
    return BeforeValidator(expand, json_schema_input_type=bare | full)


class Based(Section):
    """An entry that says what it rests on; its numbers may say more on their own."""

    because: Locators = Field((), description="the paragraphs this entry rests on")
    judgement: Text = Field("", description="why, where no source says so")
    confidence: Confidence | None = Field(None, description="how good the basis is; it never changes a range")

    @property
    def basis(self) -> Basis:
        """What the entry rests on."""
        return Basis(self.because, self.judgement, self.confidence)
