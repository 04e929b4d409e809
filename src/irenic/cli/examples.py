"""``irenic examples``: the bundled cases.

``--json`` prints a list with ``name``, ``title`` and ``summary``.
"""

from irenic.cli.options import AsJson, Quiet
from irenic.cli.output import say, say_json
from irenic.report.terminal import Block, Fixed, Heading, Line


def examples(as_json: AsJson = False, quiet: Quiet = False) -> None:
    """List the bundled cases.

    Example: irenic examples
    """
    from irenic.examples import NAMES, load

    documents = {name: load(name).document for name in NAMES}
    if as_json:
        say_json([{"name": n, "title": d.title, "summary": d.summary} for n, d in documents.items()])
        return
    if quiet:
        say(Fixed(name) for name in NAMES)
        return
    blocks: list[Block] = []
    for name, document in documents.items():
        blocks += [Heading(name), Line(f"{document.title}. {document.summary}", indent=2)]
    last = NAMES[-1]
    say([*blocks, Heading("Next"), Fixed(f"  irenic show {last}"), Fixed(f"  irenic new my-case --from {last}")])
