"""The pictures of the README, drawn anew: ``python docs/make_images.py``."""

import tempfile
from pathlib import Path

import irenic

IMAGES = Path(__file__).parent / "images"


def main() -> None:
    """Draw one issue of the reference case."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        run = irenic.assess(irenic.load("ukraine-2025"), folder=scratch, only=["influence"])
        irenic.figures.position_line(run, "territory").save(IMAGES / "ukraine-2025-territory.svg")


if __name__ == "__main__":
    main()
