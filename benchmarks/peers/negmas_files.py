"""What NegMAS makes of scenario folders, and folders that it writes; see ``exchange.py``."""

import json
import sys
from itertools import product
from pathlib import Path

from negmas import Scenario, make_issue, make_os
from negmas.preferences import AffineFun, ConstFun, IdentityFun, LinearAdditiveUtilityFunction, LinearFun, TableFun


def main() -> None:
    """Read one folder, write others, and say what every outcome of each is worth."""
    asked = json.load(sys.stdin)
    read = {folder: worths(Scenario.load(Path(folder))) for folder in asked["read"]}
    scenario = written(asked["numbers"])
    for form, folder in asked["write"].items():
        scenario.dumpas(Path(folder), form)
    print(json.dumps({"read": read, "written": worths(scenario)}))


def written(numbers: list[list[float]]) -> Scenario:
    """Return a scenario with every kind of issue and value function, with some numbers in it."""
    issues = [
        make_issue(["NO", "yes", "1:30"], "side"),
        make_issue((2, 6), "years"),
        make_issue([0.5, 1.0, 2.5], "share"),
        make_issue(4, "size"),
        make_issue(["same", "other"], "rest"),
    ]
    space = make_os(issues, name="domain")
    functions = [
        LinearAdditiveUtilityFunction(
            values=[
                TableFun(dict(zip(issues[0].all, number[:3], strict=True))),
                AffineFun(slope=number[3], bias=number[4]),
                IdentityFun(),
                LinearFun(slope=number[5]),
                ConstFun(bias=number[6]),
            ],
            weights=number[7:12],
            outcome_space=space,
            reserved_value=number[12],
            name=f"side{side}",
        )
        for side, number in enumerate(numbers)
    ]
    return Scenario(outcome_space=space, ufuns=tuple(functions))


def worths(scenario: Scenario) -> dict[str, list[list[object]]]:
    """Return every outcome, as text, with its utility, by the name of each side."""
    outcomes = list(product(*(list(issue.all) for issue in scenario.outcome_space.issues)))
    return {u.name: [[list(map(str, o)), float(u(o))] for o in outcomes] for u in scenario.ufuns}


if __name__ == "__main__":
    main()
