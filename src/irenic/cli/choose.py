"""``irenic choose``: which levers a third party should pull, and where that stops being so.

``--json`` prints ``case``, ``run``, ``draws``, ``seed``, ``goal``, ``choice``, ``clear``, ``sentences``, ``not_tried``,
``better_elsewhere``; ``policies``, each with ``levers``, ``label``, ``cost`` by reading and ``dominated_by``; and
``goals``: each with its own ``choice``, ``sure``, ``clear``, ``same``, ``not_told_apart``, ``greatest_regret``, and for
every reading ``means``, ``regret`` and ``change`` in the order of the policies.
"""

from typing import Annotated

import typer

from irenic.cli.options import SEED, AsJson, CaseName, Cluster, Draws, Quiet, RunFolder, Seed, Workers, open_case
from irenic.cli.output import in_a_report, say, say_json
from irenic.cli.progress import assessed
from irenic.report.terminal import Fixed


def choose(  # noqa: PLR0913 - every option of a verb is an argument
    case: CaseName,
    levers: Annotated[
        list[str] | None, typer.Argument(metavar="[LEVER]...", help="Which levers to choose from; else all.")
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="ACTOR", help="Whose levers; may be repeated. Else everybody's.")
    ] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many are pulled together.")] = 2,
    draws: Draws = 200,
    seed: Seed = SEED,
    output: RunFolder = None,
    workers: Workers = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Choose among the levers of third parties, singly and in sets, as entered and under every perspective.

    The choice is what one would regret least: under no reading would another policy have brought much more.

    Example: irenic choose ukraine-2025 --by europe
    """
    sound = open_case(case)

    from irenic.report.terminal_choice import choice_data, choice_page
    from irenic.study.choice import choice_of
    from irenic.study.engine import Work
    from irenic.study.policies import JUDGES, policies_of

    policies = policies_of(sound, tuple(dict.fromkeys(levers or ())), tuple(by or ()), most)
    plan = {"draws": draws, "seed": seed, "folder": output, "under": policies, "only": JUDGES}
    run = assessed(sound, plan, Work(workers, cluster=cluster), quiet=quiet)
    if as_json:
        say_json(choice_data(choice_of(run)))
    elif quiet:
        say([Fixed(str(run.folder))])
    else:
        with_it = "a report with the picture of every policy"
        say([*choice_page(choice_of(run)), *in_a_report(run, with_it, f"{case} --choice")])
