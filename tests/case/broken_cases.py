"""Cases with faults, and what is said about each: ``(line, column, sentence)``, all of them at once.

The sentence is whole, as a person reads it. ``...`` at its end stands for a list that other
tests hold against the code. A place is counted by hand from the text of the case.
"""

# ruff: noqa: E501 -- a sentence is compared whole, as a person reads it

from textwrap import dedent
from typing import NamedTuple

HEAD = "irenic: 1\ntitle: T\n"
ACTORS = "actors: {a: {name: A, role: party}, b: {name: B, role: party}}\n"
ISSUE = "issues: {i: {name: I, question: Q, options: {x: {at: 0, label: X}, y: {at: 100, label: Y}}}}\n"
WAR = """\
war:
  challenger: a
  defender: b
  front: {positions: 5, now: 2}
  battle: {decisive: 10%, steepness: 1}
  forces: {own: {a: 1, b: 1}}
  cost: {a: 1%, b: 1%}
  patience: {a: 90%, b: 90%}
  optimism: {a: 1, b: 1}
  proposes: {a: 50%, b: 50%}
"""
SOURCE = "sources: {s: {title: S, paragraphs: 9}}\n"
WHOLE = HEAD + ACTORS + ISSUE  # four lines: what is added begins on line 5

NUMBER_FORMS = "50, 40 to 60, 40 to 60 (80%), unknown, or a long form with low and high, choices or coders"
DATES = "2025-05-16, 2025-05, 2025, 2025-05-06 to 2025-05-08, after 2025-05-19, before 2025-05-19, undated"
FORMULA = "moves such as usa.withdraw joined by not, and, or, if, iff and parentheses"
CHANGEABLE = "signatories, actors, issues, positions, capability, proposals, war, moves, preferences, levers"


class Broken(NamedTuple):
    """A case, and its problems; ``text`` is ``case.yaml``, or files by name."""

    name: str
    text: object
    problems: list


def added(text):
    """Return a case with two actors and one issue and something more, which begins on line 5."""
    return WHOLE + dedent(text)


def number(written, sentence, column=17):
    """A capability that is no number: the value stands on line 5, after ``capability: {a: ``."""
    return Broken(
        f"number {written}"[:60], added(f"capability: {{a: {written}}}\n"), [(5, column, f"capability.a{sentence}")]
    )


def wanted(written, sentence, column=24):
    """A position that is no place: the value stands on line 5, after ``positions: {a: {i: {wants: ``."""
    text = added(f"positions: {{a: {{i: {{wants: {written}}}}}}}\n")
    return Broken(f"wants {written}", text, [(5, column, f"positions.a.i.wants{sentence}")])


FILES = [
    Broken(
        "not YAML",
        "irenic: 1\ntitle: [a\n",
        [(3, 1, "not YAML: while parsing a flow sequence, did not find expected ',' or ']'")],
    ),
    Broken(
        "a colon in a text",
        "irenic: 1\ntitle: War: the end\n",
        [(2, 11, "not YAML: mapping values are not allowed in this context; put a text that contains ': ' in quotes")],
    ),
    Broken(
        "a colon within braces",
        "irenic: 1\nactors: {a: {name: A, role: party, note: at 12:30}}\n",
        [
            (
                2,
                47,
                "not YAML: while scanning a plain scalar, found unexpected ':'; "
                "within { } or [ ], put a text that contains ':' in quotes",
            )
        ],
    ),
    Broken(
        "tabs",
        "irenic: 1\nactors:\n\ta: {name: A}\n",
        [
            (
                3,
                1,
                "not YAML: while scanning for the next token, found character that cannot start any token; "
                "indent with spaces, not with tabs",
            )
        ],
    ),
    Broken(
        "not UTF-8",
        b"irenic: 1\ntitle: caf\xe9\n",
        [(2, 11, "not UTF-8: a byte here is no character; allowed: save the file as UTF-8")],
    ),
    Broken(
        "UTF-16",
        "irenic: 1".encode("utf-16"),
        [(1, 1, "not UTF-8: a byte here is no character; allowed: save the file as UTF-8")],
    ),
    Broken("empty file", "", [(1, 1, "the file is empty; allowed: irenic new makes a case to start from")]),
    Broken(
        "only a comment", "# nothing\n", [(1, 1, "the file is empty; allowed: irenic new makes a case to start from")]
    ),
    Broken("a list", "- a\n", [(1, 1, "a case is made of keys with values; allowed: title: …, actors: …, issues: …")]),
    Broken(
        "a word", "\n  peace\n", [(2, 3, "a case is made of keys with values; allowed: title: …, actors: …, issues: …")]
    ),
    Broken(
        "control character",
        "irenic: 1\ntitle: \u00a0a\x01b\n",
        [(2, 10, "not YAML: a control character stands here; remove it")],
    ),
    Broken(
        "two documents", HEAD + "---\na: b\n", [(3, 1, "a second document begins here; a file of a case holds one")]
    ),
    Broken(
        "a tag",
        "irenic: 1\ntitle: !!python/name:os.system x\n",
        [(2, 8, "the tag 'tag:yaml.org,2002:python/name:os.system' is not allowed; write the value without it")],
    ),
    Broken(
        "a tag on a list",
        HEAD + "events: !set []\n",
        [(3, 9, "the tag '!set' is not allowed; write the value without it")],
    ),
    Broken("deep nesting", HEAD + "events: " + "[" * 40, [(3, 32, "nested more than 24 levels deep")]),
    Broken(
        "deep nesting by aliases",
        "k0: &a0 [x]\n" + "".join(f"k{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 700)),
        [(23, 6, "nested more than 24 levels deep")],
    ),
    Broken(
        "a bomb of aliases",
        "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9)),
        [(6, 5, "aliases (*name) expand to more than 300,000 values; write the values out")],
    ),
    Broken(
        "an alias of nothing", "irenic: 1\ntitle: *peace\n", [(2, 8, "'*peace' refers to nothing written before it")]
    ),
    Broken(
        "an alias of itself",
        HEAD + "events: &e [*e]\n",
        [(3, 13, "'*e' refers to nothing written before it"), (3, 13, "events.0: keys with values were expected here")],
    ),
    Broken(
        "a key twice",
        HEAD + "as_of: 2025-05-20\ntitle: U\n",
        [(4, 1, "the key 'title' stands here a second time; first on line 2")],
    ),
    Broken(
        "an actor twice",
        HEAD + "actors:\n  a: {name: A, role: party}\n  a: {name: B, role: party}\n",
        [(5, 3, "the key 'a' stands here a second time; first on line 4")],
    ),
    Broken("a list as a key", HEAD + "[a, b]: c\n", [(3, 1, "a key must be a word")]),
    Broken("no key", HEAD + "~: c\n", [(3, 1, "a key must be a word")]),
    Broken("a key with spaces around it", HEAD + '" as_of": 2025-05-20\n', [(3, 1, "a key must be a word")]),
]

HEADS = [
    Broken("no irenic", "title: T\n", [(1, 1, "'irenic' is missing: the version of this format")]),
    Broken("no title", "irenic: 1\n", [(1, 1, "'title' is missing: what the case is about")]),
    Broken(
        "a version to come",
        "irenic: 2\ntitle: T\n",
        [
            (
                1,
                9,
                "irenic: format version 2 is not known to this Irenic; allowed: irenic: 1; a newer case needs a newer Irenic",
            )
        ],
    ),
    Broken(
        "no version",
        "irenic: one\ntitle: T\n",
        [(1, 9, "irenic: 'one' is not a whole number; allowed: a whole number from 0 to 999999")],
    ),
    Broken("title without text", "irenic: 1\ntitle:\n", [(2, 7, "title: nothing is written here; allowed: text")]),
    Broken(
        "title as a list",
        "irenic: 1\ntitle: [a]\n",
        [
            (
                2,
                8,
                "title: text was expected here, not a list; allowed: text; put it in quotes if it contains ': ' or ' #'",
            )
        ],
    ),
    Broken(
        "title as keys",
        "irenic: 1\ntitle: {a: b}\n",
        [
            (
                2,
                8,
                "title: text was expected here, not keys with values; allowed: text; put it in quotes if it contains ': ' or ' #'",
            )
        ],
    ),
    Broken(
        "a month for a day",
        HEAD + "as_of: 2025-05\n",
        [(3, 8, "as_of: '2025-05' is not one day; allowed: a day such as 2025-05-20")],
    ),
    Broken(
        "no such day",
        HEAD + "as_of: 2025-02-30\n",
        [(3, 8, f"as_of: '2025-02-30' names no day of the calendar; allowed: {DATES}")],
    ),
    Broken(
        "an unknown section",
        HEAD + "actor: {}\n",
        [(3, 1, "unknown key 'actor'; allowed: ...; did you mean 'actors'?")],
    ),
    Broken(
        "an unknown key",
        HEAD + "actors: {a: {name: A, rule: party}}\n",
        [
            (3, 10, "actors.a: 'role' is missing: its part in the mediation; a party must sign"),
            (
                3,
                23,
                "actors.a: unknown key 'rule'; allowed: because, judgement, confidence, name, role, people, backs, of, ratified_by, note, other_red_lines, mark; did you mean 'role'?",
            ),
        ],
    ),
    Broken(
        "a comma in a text",
        HEAD + "actors: {a: {name: A, role: party, note: Big, but weak}}\n",
        [
            (
                3,
                47,
                "actors.a: unknown key 'but weak'; if this is part of a text, put the whole text in quotes, because it holds a comma; allowed: ...",
            ),
        ],
    ),
    Broken("a section that is a list", HEAD + "actors: [a]\n", [(3, 9, "actors: keys with values were expected here")]),
    Broken("a section that is keys", HEAD + "events: {a: b}\n", [(3, 9, "events: a list was expected here")]),
    Broken(
        "an entry that is a word",
        HEAD + "actors: {a: Russia}\n",
        [(3, 13, "actors.a: keys with values were expected here")],
    ),
    Broken(
        "a word not allowed",
        HEAD + "actors: {a: {name: A, role: mediatr}}\n",
        [
            (
                3,
                29,
                "actors.a.role: 'mediatr' is not one of the words allowed; allowed: party, mediator, patron, faction, alliance, host, bystander; did you mean 'mediator'?",
            )
        ],
    ),
    Broken(
        "a name with a space",
        HEAD + "actors: {us hawks: {name: A, role: party}}\n",
        [
            (
                3,
                10,
                "actors.us hawks: 'us hawks' cannot be a name; allowed: a letter first, then letters, digits and dashes, such as us-hawks; did you mean 'us-hawks'?",
            )
        ],
    ),
    Broken(
        "a name of digits",
        HEAD + "actors: {1: {name: A, role: party}}\n",
        [
            (
                3,
                10,
                "actors.1: '1' cannot be a name; allowed: a letter first, then letters, digits and dashes, such as us-hawks",
            )
        ],
    ),
]

NUMBERS = [
    number(
        "60 to 40",
        ": the range is upside down: 60 is more than 40; allowed: the lower end first; did you mean '40 to 60'?",
    ),
    number(
        "{low: 60, high: 40}",
        ": the range is upside down: 60 is more than 40; allowed: the lower end first; did you mean 'low: 40, high: 60'?",
    ),
    number("nan", ": 'nan' is not a number anyone can hold; allowed: a number, a range, or unknown"),
    number(".NaN", ": '.NaN' is not a number anyone can hold; allowed: a number, a range, or unknown"),
    number(".inf", ": '.inf' is not a number anyone can hold; allowed: a number, a range, or unknown"),
    number("-inf", ": '-inf' is not a number anyone can hold; allowed: a number, a range, or unknown"),
    number("0 to inf", ": 'inf' is not a number anyone can hold; allowed: a number, a range, or unknown"),
    number("101", ": 101 lies outside the scale; allowed: 0 to 100"),
    number("-1 to 5", ": -1 lies outside the scale; allowed: 0 to 100"),
    number(
        "40%", ": '40%' has a percent sign, but this is a score from 0 to 100; allowed: 0 to 100; did you mean '40'?"
    ),
    number("40-60", f": '40-60' is not a number; allowed: {NUMBER_FORMS}; did you mean '40 to 60'?"),
    number("40..60", f": '40..60' is not a number; allowed: {NUMBER_FORMS}; did you mean '40 to 60'?"),
    number("unkown", f": 'unkown' is not a number; allowed: {NUMBER_FORMS}; did you mean 'unknown'?"),
    number("many", f": 'many' is not a number; allowed: {NUMBER_FORMS}"),
    number("1e999", ": 1e999 is larger than a case can need; allowed: numbers up to 1e+15"),
    number("[40, 60]", f": a list cannot be a number; allowed: {NUMBER_FORMS}"),
    number("", f": nothing is written here; allowed: {NUMBER_FORMS}"),
    number("40 to 60 (80)", ": the level '(80)' lacks its percent sign; allowed: a level such as (80%)"),
    number("40 to 60 (120%)", ": the level 120% lies outside 1% to 100%; allowed: 1% to 100%"),
    number("40 to 60 (wide%)", ": 'wide%' is not a level; allowed: a percentage such as 80%"),
    number(
        "40 to 60 (100%)",
        ": a normal range has no end, so nothing holds 100% of it; allowed: a lower level, or one of the shapes uniform, triangular, pert",
    ),
    number("{low: 40}", f": a long form needs 'high'; allowed: {NUMBER_FORMS}"),
    number("{low: 40, high: 60, mod: 50}", ".mod: unknown key 'mod'; allowed: ...; did you mean 'mode'?", column=42),
    number("{low: 40, high: 60, mode: 70}", ".mode: the mode 70 does not lie between 40 and 60", column=43),
    number(
        "{low: 40, high: 60, mode: 50, shape: normal}",
        ".mode: a normal range has no 'mode'; allowed: the shapes triangular, pert",
        column=43,
    ),
    number("{low: 40, high: 40, shape: pert}", ": a pert range needs two different ends"),
    number(
        "{low: 40, high: 60, shape: gauss}",
        ".shape: unknown shape 'gauss'; allowed: normal, uniform, triangular, pert, lognormal",
        column=44,
    ),
    number(
        "{low: 0, high: 60, shape: lognormal}", ".low: a lognormal range needs two different numbers above 0", column=23
    ),
    number(
        "{low: 1, high: 100, shape: lognormal, level: 1%}",
        ": the upper tail of this range runs beyond every number; allowed: ends closer to each other, or a higher level",
    ),
    number(
        "{low: 40, high: 60, at_least: 70}",
        ".at_least: 'at_least: 70' would cut off the range itself; allowed: 40 to 60",
        column=47,
    ),
    number(
        "{low: 40, high: 60, at_most: 30}",
        ".at_most: 'at_most: 30' would cut off the range itself; allowed: 40 to 60",
        column=46,
    ),
    number(
        "{low: 40, high: 60, at_least: 55, at_most: 45}",
        ".at_least: 'at_least' is not below 'at_most'; allowed: the lower limit first",
        column=47,
    ),
    number(
        "{choices: {40: 30%, 60: 60%}}",
        ".choices: the chances add up to 0.9, not to 1; allowed: chances that add up to 100%",
        column=27,
    ),
    number(
        "{choices: {40: 130%, 60: -30%}}",
        ".choices.40: '130%' is not a chance; allowed: 0 to 1, or 0% to 100%",
        column=32,
    ),
    number(
        "{choices: 40}",
        ".choices: 'choices' needs values with their chances; allowed: {choices: {40: 30%, 60: 70%}}",
        column=27,
    ),
    number(
        "{choices: {40: 1}, low: 3}", ".low: 'low' cannot stand beside 'choices'; allowed: 'choices' alone", column=41
    ),
    number(
        "{coders: 40}", ".coders: 'coders' needs the coders' values; allowed: {coders: [40, 50 to 60, 55]}", column=26
    ),
    number(
        "{coders: [40, 60 to 50]}",
        ".coders.1: the range is upside down: 60 is more than 50; allowed: the lower end first; did you mean '50 to 60'?",
        column=31,
    ),
    number(
        "{value: 40, because: nowhere}",
        ".because: 'nowhere' is not a locator; write source#p12 or source#p12-p14",
        column=38,
    ),
    number("{value: 40, because: [s#p9-p3]}", ".because.0: 's#p9-p3' runs backwards; write s#p3-p9", column=39),
    number(
        "{value: 40, confidence: hgih}",
        ".confidence: unknown confidence 'hgih'; allowed: low, medium, high; did you mean 'high'?",
        column=41,
    ),
    number(
        "{value: 40, judgement: [a]}",
        '.judgement: a judgement is a sentence; allowed: judgement: "why this range"',
        column=40,
    ),
    Broken(
        "a percentage above 100",
        WHOLE + WAR.replace("{a: 1%", "{a: 140%"),
        [(11, 13, "war.cost.a: '140%' lies outside 0% to 100%; allowed: 0% to 100%")],
    ),
    Broken(
        "a share without its percent sign",
        WHOLE + WAR.replace("{a: 1%", "{a: 40"),
        [(11, 13, "war.cost.a: 40 lies outside the scale; allowed: 0 to 1; did you mean '40%'?")],
    ),
    Broken(
        "unknown where nothing ends",
        WHOLE + WAR.replace("{a: 1, b: 1}}", "{a: unknown, b: 1}}"),
        [
            (
                10,
                21,
                "war.forces.own.a: 'unknown' needs a scale with two ends, and this one has none; allowed: a range such as 1 to 3",
            )
        ],
    ),
    wanted(
        "y to x",
        ": the range is upside down: y lies at 100, x at 0; allowed: the option that lies lower first; did you mean 'x to y'?",
        column=28,
    ),
    wanted("z", ": unknown option 'z'; allowed: x, y", column=28),
    wanted(
        "{low: x, high: y, mode: 50}",
        ".mode: a range with a 'mode' needs numbers at its ends; allowed: numbers",
        column=52,
    ),
    wanted(
        "{low: x, high: 60, at_most: 70}",
        ".at_most: 'at_most' needs numbers here and at both ends of the range; allowed: 0 to 100",
        column=56,
    ),
]

NAMES = [
    Broken(
        "unknown actor",
        added("capability: {aa: 5}\n"),
        [(5, 14, "capability.aa: unknown actor 'aa'; allowed: a, b; did you mean 'a'?")],
    ),
    Broken(
        "unknown signatory",
        added("signatories: [a, c]\n"),
        [(5, 18, "signatories.1: unknown actor 'c'; allowed: a, b")],
    ),
    Broken(
        "signatory twice", added("signatories: [a, a]\n"), [(5, 18, "signatories.1: 'a' stands here a second time")]
    ),
    Broken(
        "no actors at all", HEAD + "signatories: a\n", [(3, 14, "signatories: unknown actor 'a'; the case has none")]
    ),
    Broken(
        "backs itself",
        HEAD + "actors: {a: {name: A, role: party, backs: a}}\n",
        [(3, 43, "actors.a.backs: unknown actor 'a'; the case has none")],
    ),
    Broken(
        "faction of nobody",
        HEAD + "actors: {a: {name: A, role: faction}}\n",
        [(3, 23, "actors.a.role: a faction needs 'of': the actor it belongs to")],
    ),
    Broken(
        "faction of a stranger",
        HEAD + "actors: {a: {name: A, role: faction, of: zz}, b: {name: B, role: party}}\n",
        [(3, 42, "actors.a.of: unknown actor 'zz'; allowed: b")],
    ),
    Broken(
        "one option",
        HEAD + "issues: {i: {name: I, question: Q, options: {x: {at: 0, label: X}}, now: y}}\n",
        [
            (3, 36, "issues.i.options: an issue needs at least two options"),
            (3, 74, "issues.i.now: unknown option 'y'; allowed: x"),
        ],
    ),
    Broken(
        "options out of order",
        HEAD
        + "issues:\n  i:\n    name: I\n    question: Q\n    options:\n      x: {at: 60 to 80, label: X}\n      y: {at: 50, label: Y, needs: c}\n",
        [
            (
                9,
                15,
                "issues.i.options.y.at: lies at 50, before the option above it at 70; allowed: options in their order along the line, the lowest first",
            ),
            (9, 36, "issues.i.options.y.needs: unknown actor 'c'; the case has none"),
        ],
    ),
    Broken(
        "position of a stranger on nothing",
        added("positions: {c: {j: {wants: x}}}\n"),
        [
            (5, 13, "positions.c: unknown actor 'c'; allowed: a, b"),
            (5, 17, "positions.c.j: unknown issue 'j'; allowed: i"),
        ],
    ),
    Broken(
        "a position that says nothing",
        added("positions: {a: {i: {salience: 5}}}\n"),
        [(5, 17, "positions.a.i: says nothing; allowed: 'wants', 'refuses' or 'accepts'")],
    ),
    Broken(
        "refuses and accepts",
        added("positions: {a: {i: {refuses: x, accepts: y}}}\n"),
        [
            (
                5,
                33,
                "positions.a.i.accepts: stands beside 'refuses'; one of them says it all; allowed: 'refuses' or 'accepts'",
            )
        ],
    ),
    Broken(
        "refuses what it wants",
        added("positions: {a: {i: {wants: x, refuses: x}}}\n"),
        [(5, 31, "positions.a.i.refuses: refuses 'x', which is what it wants")],
    ),
    Broken(
        "refuses an unknown option",
        added("positions: {a: {i: {refuses: [y, z]}}}\n"),
        [(5, 34, "positions.a.i.refuses.1: unknown option 'z'; allowed: x, y")],
    ),
    Broken(
        "wanted an unknown option before",
        added("positions: {a: {i: {wants: x, earlier: [{on: 2024, wants: z}]}}}\n"),
        [(5, 59, "positions.a.i.earlier.0.wants: unknown option 'z'; allowed: x, y")],
    ),
    Broken(
        "a proposal about nothing",
        added("proposals: {p: {label: P, by: zz, on: 2025, terms: {j: x, i: z}}, q: {label: Q, by: a, on: 2025}}\n"),
        [
            (5, 31, "proposals.p.by: unknown actor or source 'zz'; allowed: a, b"),
            (5, 53, "proposals.p.terms.j: unknown issue 'j'; allowed: i"),
            (5, 62, "proposals.p.terms.i: unknown option 'z'; allowed: x, y"),
            (5, 67, "proposals.q: has no terms; allowed: 'terms' on issues, or 'beyond' in words"),
        ],
    ),
    Broken(
        "correlations of nothing",
        added(
            "capability: {a: 5, b: 6}\ncorrelations:\n  - {together: capability.c, opposed: capability.a, strength: 50%}\n  - {together: capability.a, strength: 1}\n  - {together: [capability.b, capability.a], strength: 1}\n"
        ),
        [
            (
                7,
                16,
                "correlations.0.together: unknown number 'capability.c'; allowed: issues.i.options.x.at, issues.i.options.y.at, capability.a, capability.b; did you mean 'capability.b'?",
            ),
            (
                8,
                5,
                "correlations.1: a correlation needs at least two numbers; allowed: paths under 'together' and 'opposed'",
            ),
            (8, 16, "correlations.1.together: 'capability.a' stands in a correlation already"),
            (9, 31, "correlations.2.together.1: 'capability.a' stands in a correlation already"),
        ],
    ),
]

FIGHTING = [
    Broken(
        "the same party twice",
        WHOLE + WAR.replace("defender: b", "defender: a"),
        [
            (7, 13, "war.defender: is the challenger as well; allowed: two different parties"),
        ],
    ),
    Broken(
        "a challenger who is no party",
        WHOLE + WAR.replace("challenger: a", "challenger: c"),
        [(6, 15, "war.challenger: unknown party 'c'; allowed: a, b")],
    ),
    Broken(
        "no cost of one side",
        WHOLE + WAR.replace("cost: {a: 1%, b: 1%}", "cost: {a: 1%, c: 1%}"),
        [
            (11, 3, "war.cost: has no value for b"),
            (11, 17, "war.cost.c: unknown party of this war 'c'; allowed: a, b"),
        ],
    ),
    Broken(
        "a stranger proposes",
        WHOLE + WAR.replace("proposes: {a: 50%", "proposes: {zz: 50%"),
        [(14, 14, "war.proposes.zz: unknown actor 'zz'; allowed: a, b")],
    ),
    Broken(
        "two positions",
        WHOLE + WAR.replace("positions: 5", "positions: 2"),
        [(8, 22, "war.front.positions: a front needs at least three positions; allowed: 3 or more")],
    ),
    Broken(
        "off the battlefield",
        WHOLE + WAR.replace("now: 2", "now: 3 to 6"),
        [(8, 30, "war.front.now: 3 to 6 leaves the battlefield; allowed: 0 to 4, as there are 5 positions")],
    ),
    Broken(
        "breach of nothing",
        WHOLE
        + WAR
        + "  breach: {penalty: {x: 1}, issue: j, drift: 0, fading: 0}\n  mediator: {actor: m, home_cost: 0, exit_cost: 0, reset_prize: 0, leaning: 0}\n",
        [
            (15, 36, "war.breach.issue: unknown issue 'j'; allowed: i"),
            (16, 21, "war.mediator.actor: unknown actor 'm'; allowed: a, b"),
        ],
    ),
    Broken(
        "penalty of no option",
        WHOLE + WAR + "  breach: {penalty: {z: 1}, issue: i, drift: 0, fading: 0}\n",
        [(15, 22, "war.breach.penalty.z: unknown option 'z'; allowed: x, y")],
    ),
    Broken(
        "no steps at all",
        WHOLE + WAR + "  phases: 0\n",
        [(15, 11, "war.phases: a settlement is carried out in one step at least; allowed: 1 or more")],
    ),
    Broken(
        "trust in one side and a stranger, gained by the wrong one",
        WHOLE + WAR + "  trust: {loss: 1, gain: 0.5 to 1, temptation: 0.9 to 2, trustworthy: {a: 50%, c: 50%}}\n",
        [
            (
                15,
                26,
                "war.trust.gain: 0.5 to 1 reaches 1, but a trustworthy side loses by cheating; allowed: below 1...",
            ),
            (
                15,
                48,
                "war.trust.temptation: 0.9 to 2 reaches below 1, but an untrustworthy side gains...; allowed: 1 or more",
            ),
            (15, 58, "war.trust.trustworthy: has no value for b"),
            (15, 80, "war.trust.trustworthy.c: unknown party of this war 'c'; allowed: a, b"),
        ],
    ),
    Broken(
        "a tough side that is weak, and one whose resolve is left out",
        WHOLE
        + WAR
        + "  resolve:\n    months: 3\n    upper_hand: 40% to 60%\n    parties: {a: {chance: 50%, tough: 50%, weak: 0.5 to 2}}\n",
        [
            (17, 17, "war.resolve.upper_hand: 40% to 60% reaches below one half...; allowed: 50% to 100%"),
            (18, 5, "war.resolve.parties: has no value for b"),
            (18, 50, "war.resolve.parties.a.weak: 0.5 to 2 reaches below 1, but war costs...; allowed: 1 or more"),
        ],
    ),
    Broken(
        "moves of a stranger",
        added("moves:\n  a: {go: Goes}\n  c: {stay: Stays}\n"),
        [(7, 3, "moves.c: unknown actor 'c'; allowed: a, b")],
    ),
    Broken(
        "an impossible present",
        added("moves:\n  a: {go: {label: Goes, now: yes}}\n  infeasible: [a.go, a.no]\n"),
        [
            (7, 16, "moves.infeasible.0: forbids the present, in which a.go"),
            (7, 22, "moves.infeasible.1: unknown move 'a.no'; allowed: a.go; did you mean 'a.go'?"),
        ],
    ),
    Broken(
        "a present without moves",
        added("moves:\n  a: {go: Goes}\n  infeasible: not a.go\n"),
        [(7, 15, "moves.infeasible: a list was expected here")],
    ),
    Broken(
        "forbids doing nothing",
        added("moves:\n  a: {go: Goes}\n  infeasible: [not a.go]\n"),
        [(7, 16, "moves.infeasible.0: forbids the present, in which no move has been made")],
    ),
    Broken(
        "more states than anybody can read about",
        added("moves:\n  a: {" + ", ".join(f"m{n}: Does" for n in range(11)) + "}\n"),
        [
            (
                5,
                1,
                "moves: 2,048 combinations of moves can occur; allowed: up to 1,024; say under 'infeasible' which cannot occur, or leave moves out",
            )
        ],
    ),
    Broken(
        "more moves than can be looked at",
        added("moves:\n  a: {" + ", ".join(f"m{n}: Does" for n in range(21)) + "}\n"),
        [(5, 1, "moves: 21 moves have more combinations than can be looked at; allowed: up to 20")],
    ),
    Broken(
        "neither yes nor no",
        added("moves: {a: {go: {label: G, now: maybe}}}\n"),
        [(5, 33, "moves.a.go.now: 'maybe' is neither yes nor no; allowed: yes, no")],
    ),
    Broken(
        "moves called one state",
        added(
            """\
        moves:
          a: {go: Goes, stay: Stays}
          b: {pay: Pays}
          infeasible: [a.go and a.stay]
          same: [a.go, b.pay, b.no]
          states:
            never: a.go and a.stay
            many: {when: b.pay, label: Many}
            odd: a.goo
        """
        ),
        [
            (9, 23, "moves.same.2: unknown move 'b.no'; allowed: a.go, a.stay, b.pay"),
            (13, 10, "moves.states.odd: unknown move 'a.goo'; allowed: a.go, a.stay, b.pay; did you mean 'a.go'?"),
        ],
    ),
    Broken(
        "a state that would be two",
        added("moves:\n  a: {go: Goes}\n  b: {pay: Pays}\n  same: [a.go, b.pay]\n"),
        [
            (
                8,
                16,
                "moves.same.1: YY would be one with two groups of combinations; allowed: formulas of which no two are true together",
            )
        ],
    ),
    Broken(
        "patches that make other states",
        added(
            """\
        moves:
          a: {go: {label: Goes}, stay: Stays}
          infeasible: [a.go and a.stay]
          states: {gone: a.go}
        perspectives:
          p: {label: P, set: {moves.infeasible: []}}
          q: {label: Q, set: {moves.a.run: Runs, moves.states.gone: a.stay}}
          r: {label: R, set: {moves.same: [a.go], moves.infeasible: [a.go]}}
          s: {label: S, set: {moves.infeasible: [a.go and a.stay, a.stay], moves.a.go.reversible: no}}
          t: {label: T, set: {moves.a.stay.now: yes}}
        """
        ),
        [
            (6, 26, "moves.a.stay: 'label' is missing: what it means, in words"),
            (8, 11, "moves.states: a patch cannot change what a name stands for; allowed: the names as entered"),
            (
                10,
                41,
                "moves.infeasible: makes YY possible, which cannot occur in the case as entered; allowed: the rules as entered, and more of them",
            ),
            (11, 36, "moves.a.run: a patch cannot add a move; allowed: a move that the case has without it"),
            (12, 35, "moves.same: a patch cannot change which states are one; allowed: the list as entered"),
        ],
    ),
    Broken(
        "moves that mean nothing clear",
        added(
            """\
        moves:
          a: {go: {label: Goes, means: {i: x}}, stay: {label: Stays, means: {i: y}}}
          b: {pay: {label: Pays, means: {j: x}}, no: {label: No, means: {i: z}}}
        """
        ),
        [
            (
                6,
                33,
                "moves.a.go.means.i: 'i' has no 'now', so what holds without this move is open; allowed: issues.i.now",
            ),
            (7, 34, "moves.b.pay.means.j: unknown issue 'j'; allowed: i"),
            (7, 69, "moves.b.no.means.i: unknown option 'z'; allowed: x, y"),
        ],
    ),
    Broken(
        "moves that mean two things at once",
        WHOLE.replace("options: {x", "now: x, options: {x")
        + "moves:\n  a: {go: {label: Goes, means: {i: x}}, stay: {label: Stays, means: {i: y}}}\n",
        [
            (
                6,
                73,
                "moves.a.stay.means.i: means 'y' while a.go, which can be made beside it, means 'x'; allowed: the same option, or a rule under 'infeasible'",
            )
        ],
    ),
    Broken(
        "preferences in no form",
        added(
            """\
        moves: {a: {go: Goes}, b: {pay: Pays}}
        preferences:
          a:
            - {wants: a.go, chance: 70%}
            - {wants: a.go, equal: [b.pay]}
            - {judgement: J}
            - [a.go, b.no]
          b:
            peace: {wants: b.pay, weight: 5, place: 1 to 3, vital: yes}
            quiet: {wants: not a.go, chance: 120%}
            order: [a.go]
            ranking: [peace, [a.go, x.y]]
        """
        ),
        [
            (
                8,
                7,
                "preferences.a.0: a statement with a number needs a name; allowed: {its-name: {wants: ..., chance: 70%}} instead of a list, so that the number can be drawn and changed",
            ),
            (
                9,
                7,
                "preferences.a.1: has both 'wants' and 'equal'; allowed: one formula, or several of the same importance",
            ),
            (
                10,
                7,
                "preferences.a.2: needs either 'wants' or 'equal'; allowed: one formula, or several of the same importance",
            ),
            (11, 14, "preferences.a.3.1: unknown move 'b.no'; allowed: a.go, b.pay"),
            (
                12,
                3,
                "preferences.b: statements and a ranking, or a list and names, stand side by side; allowed: one of them",
            ),
            (
                13,
                38,
                "preferences.b.peace.place: stands beside a weight, which needs no order; allowed: one of the two",
            ),
            (
                13,
                53,
                "preferences.b.peace.vital: stands beside a weight, and what is added up has no first statement that decides; allowed: one of the two",
            ),
            (
                14,
                12,
                "preferences.b.quiet: has no 'weight', while another statement has one; allowed: a weight for each, or for none",
            ),
            (14, 38, "preferences.b.quiet.chance: '120%' lies outside 0% to 100%; allowed: 0% to 100%"),
            (
                15,
                13,
                "preferences.b.order.0: has no 'weight', while another statement has one; allowed: a weight for each, or for none",
            ),
            (16, 15, "preferences.b.ranking.0: unknown state 'peace'; the case has none"),
            (16, 29, "preferences.b.ranking.1.1: unknown move 'x.y'; allowed: a.go, b.pay"),
        ],
    ),
    Broken(
        "coders who do not add up",
        added(
            """\
        moves: {a: {go: Goes}}
        preferences:
          a:
            coders:
              anna: {chance: 60%, order: [a.go]}
              ben: {chance: 60%, ranking: [a.go]}
          b:
            order: [a.go]
            coders: {anna: {chance: 60%, order: [a.go]}, ben: [a.go], cid: {coders: {}}}
        """
        ),
        [
            (
                8,
                5,
                "preferences.a.coders: the chances of the coders add up to 1.2, not to 1; allowed: chances that add up to 100%",
            ),
            (
                13,
                5,
                "preferences.b.coders: what coders hold stands beside what is held anyway; allowed: one of the two",
            ),
            (
                13,
                50,
                "preferences.b.coders.ben: has no 'chance', while another coder has one; allowed: a chance for every coder, or for none",
            ),
            (
                13,
                63,
                "preferences.b.coders.cid: has no 'chance', while another coder has one; allowed: a chance for every coder, or for none",
            ),
            (
                13,
                77,
                "preferences.b.coders.cid.coders: needs either 'wants' or 'equal'; allowed: one formula, or several of the same importance",
            ),
        ],
    ),
    Broken(
        "broken formulas",
        added(
            """\
        moves: {a: {go: Goes}}
        preferences:
          c: [a.go]
          a:
            - a.go and
            - (a.go
            - a.go )
            - a.go if a.go iff a.go
            - a.go ? a.go
            - go
            - nto a.go
            - a.stay
            - """
            + "(" * 31
            + "a.go"
            + ")" * 31
            + """
            - """
            + "a.go | " * 80
            + """a.go
        """
        ),
        [
            (7, 3, "preferences.c: unknown actor 'c'; allowed: a, b"),
            (9, 7, f"preferences.a.0: the formula ends too early (column 9); allowed: {FORMULA}"),
            (10, 7, f"preferences.a.1: a closing parenthesis is missing (column 6); allowed: {FORMULA}"),
            (11, 7, f"preferences.a.2: ')' does not belong here (column 6); allowed: {FORMULA}"),
            (12, 7, f"preferences.a.3: a second 'iff' needs parentheses (column 14); allowed: {FORMULA}"),
            (13, 7, f"preferences.a.4: '?' at column 6 does not belong in a formula; allowed: {FORMULA}"),
            (
                14,
                7,
                f"preferences.a.5: 'go' is not a move; a formula names moves as actor.move, and no states (column 1); allowed: {FORMULA}",
            ),
            (15, 7, f"preferences.a.6: 'nto' is not a move (column 1); allowed: {FORMULA}; did you mean 'not'?"),
            (16, 7, "preferences.a.7: unknown move 'a.stay'; allowed: a.go"),
            (17, 7, f"preferences.a.8: nested more than 30 levels deep (column 31); allowed: {FORMULA}"),
            (18, 7, "preferences.a.9: a formula of 564 characters; allowed: at most 400"),
        ],
    ),
]

EVIDENCE = [
    Broken(
        "unknown source",
        HEAD + SOURCE + "actors: {a: {name: A, role: party, because: t#p1}}\n",
        [(4, 45, "actors.a.because: unknown source 't'; allowed: s")],
    ),
    Broken(
        "no such paragraph",
        HEAD + SOURCE + "actors: {a: {name: A, role: party, because: [s#p1, s#p9-p10]}}\n",
        [(4, 52, "actors.a.because.1: there is no paragraph 10; allowed: p1 to p9")],
    ),
    Broken(
        "no locator",
        HEAD + SOURCE + "actors: {a: {name: A, role: party, because: s p1}}\n",
        [(4, 45, "actors.a.because: 's p1' is not a locator; write source#p12 or source#p12-p14")],
    ),
    Broken(
        "paragraphs that run backwards",
        HEAD + SOURCE + "actors: {a: {name: A, role: party, because: s#p3-p1}}\n",
        [(4, 45, "actors.a.because: 's#p3-p1' runs backwards; write s#p1-p3")],
    ),
    Broken(
        "paragraphs left out",
        HEAD
        + "sources: {s: {title: S, leave_out: [{paragraphs: p5-p8, why: comments}]}}\nactors: {a: {name: A, role: party, because: [s#p4, s#p8-p9]}}\n",
        [
            (4, 52, "actors.a.because.1: cites what is left out of the source: comments"),
        ],
    ),
    Broken(
        "says",
        HEAD
        + "sources:\n  s:\n    title: S\n    paragraphs: 5\n    says:\n      four: Four.\n      p4: Four.\n      p5: {says: Five., speaker: c}\n      p4-p4: Four again.\n      p6: Six.\n      9: Nine.\n",
        [
            (8, 7, "sources.s.says.four: 'four' does not name paragraphs; allowed: p12, or p12-p14"),
            (10, 34, "sources.s.says.p5.speaker: unknown actor 'c'; the case has none"),
            (11, 7, "sources.s.says.p4-p4: 'p4-p4' stands here a second time"),
            (12, 7, "sources.s.says.p6: there is no paragraph 6; allowed: p1 to p5"),
            (13, 7, "sources.s.says.9: '9' does not name paragraphs; allowed: p12, or p12-p14; did you mean 'p9'?"),
        ],
    ),
    Broken(
        "a path that leaves the folder",
        HEAD + "sources: {s: {title: S, file: ../../etc/passwd}}\n",
        [
            (
                3,
                31,
                "sources.s.file: '../../etc/passwd' names no file inside the case folder; allowed: a path such as sources/article.txt",
            )
        ],
    ),
    Broken(
        "an absolute path",
        HEAD + "sources: {s: {title: S, file: /etc/passwd}}\n",
        [
            (
                3,
                31,
                "sources.s.file: '/etc/passwd' names no file inside the case folder; allowed: a path such as sources/article.txt",
            )
        ],
    ),
    Broken(
        "a path that no file can have",
        HEAD + 'sources: {s: {title: S, file: "a\\0b"}}\n',
        [
            (
                3,
                31,
                "sources.s.file: 'a\\x00b' names no file inside the case folder; allowed: a path such as sources/article.txt",
            )
        ],
    ),
    Broken(
        "a folder as a text",
        {"case.yaml": HEAD + "sources: {s: {title: S, file: texts}}\n", "texts/t.txt": "t"},
        [(3, 31, "sources.s.file: texts is not a file that can be read; allowed: a plain text file")],
    ),
    Broken(
        "a text that is none",
        {"case.yaml": HEAD + "sources: {s: {title: S, file: t.pdf}}\n", "t.pdf": b"%PDF\0"},
        [(3, 31, "sources.s.file: t.pdf is not a text file; save it as plain text first; allowed: a plain text file")],
    ),
    Broken(
        "a text in no encoding",
        {"case.yaml": HEAD + "sources: {s: {title: S, file: t.txt}}\n", "t.txt": b"\x81\xff"},
        [
            (
                3,
                31,
                "sources.s.file: t.txt is neither UTF-8 nor Windows-1252 text; save it as UTF-8; allowed: a plain text file",
            )
        ],
    ),
    Broken(
        "a text that has changed",
        {
            "case.yaml": HEAD
            + "sources:\n  s: {title: S, file: t.txt, sha256: 00, paragraphs: 3}\nactors: {a: {name: A, role: party, because: s#p3}}\n",
            "t.txt": "one\n\ntwo\n",
        },
        [
            (
                4,
                38,
                "sources.s.sha256: the text is not the one that was cited: its SHA-256 differs; allowed: ca48018cd69ec26f9206d26f99b5019ba6075d5482c587a072361987ae3179dd, once every locator has been looked at again",
            ),
            (4, 54, "sources.s.paragraphs: the text has 2 paragraphs, not 3; allowed: 2"),
            (5, 45, "actors.a.because: there is no paragraph 3; allowed: p1 to p2"),
        ],
    ),
    Broken(
        "one version",
        HEAD + "contradictions: {c: {topic: T, versions: {v: {says: V}}}}\n",
        [(3, 32, "contradictions.c.versions: a contradiction needs at least two versions")],
    ),
    Broken(
        "events",
        added("""\
        events:
          - {what: no date}
          - {on: 2025-5-32, what: W}
          - {on: undated, what: W, who: [a, c]}
          - {on: 2025-05-08 to 2025-05-06, what: W}
        """),
        [
            (6, 5, "events.0: 'on' is missing: 2025-05-16, 2025-05, after 2025-05-19, or undated"),
            (7, 10, f"events.1.on: '2025-5-32' names no day of the calendar; allowed: {DATES}"),
            (8, 6, "events.2.on: an undated event needs 'date_basis: relative only'"),
            (8, 37, "events.2.who.1: unknown actor 'c'; allowed: a, b"),
            (
                9,
                10,
                f"events.3.on: '2025-05-08 to 2025-05-06' runs backwards; allowed: {DATES}; did you mean '2025-05-06 to 2025-05-08'?",
            ),
        ],
    ),
    Broken(
        "a forecast with a range for a chance",
        WHOLE + SOURCE + "forecasts: {f: {what: W, by: s#p1, on: 2025, chance: 60% to 70%}}\n",
        [
            (
                6,
                54,
                "forecasts.f.chance: '60% to 70%' is not one chance; allowed: one number such as 70%; for a range, the one that is to count, and why under 'judgement'",
            )
        ],
    ),
    Broken(
        "a forecast with a chance above one",
        WHOLE + SOURCE + "forecasts: {f: {what: W, by: s#p1, on: 2025, chance: 70}}\n",
        [(6, 54, "forecasts.f.chance: 70 lies outside the scale; allowed: 0 to 1; did you mean '70%'?")],
    ),
    Broken(
        "a forecast of an outcome that no model gives",
        WHOLE + SOURCE + "forecasts: {f: {what: W, by: s#p1, on: 2025, then: {victory.c: rise}}}\n",
        [
            (6, 53, "forecasts.f.then[victory.c]: unknown actor 'c'; allowed: a, b"),
            (6, 64, "forecasts.f.then[victory.c]: unknown expectation 'rise'; allowed: ...; did you mean 'rises'?"),
        ],
    ),
    Broken(
        "a forecast that is decided before it is made",
        WHOLE + SOURCE + "forecasts: {f: {what: W, by: s#p1, on: 2025-05-20, resolves_by: 2025-04}}\n",
        [
            (
                6,
                65,
                "forecasts.f.resolves_by: decided by 2025-04-30, before it was made on 2025-05-20; allowed: a date after 'on'",
            )
        ],
    ),
    Broken(
        "a forecast that came true and rests on nothing",
        WHOLE + SOURCE + "forecasts: {f: {what: W, by: s#p1, on: 2025, resolved: yes}}\n",
        [
            (
                6,
                56,
                "forecasts.f.resolved: says 'yes' and not how that is known; allowed: {came: …, because: a locator} or {came: …, judgement: a sentence}; unknown where nothing tells",
            )
        ],
    ),
    Broken(
        "a forecast that came perhaps, by a paragraph there is not",
        WHOLE + SOURCE + "forecasts: {f: {what: W, by: s#p10, on: 2025, resolved: {came: maybe, because: t#p1}}}\n",
        [
            (6, 30, "forecasts.f.by: there is no paragraph 10; allowed: p1 to p9"),
            (6, 64, "forecasts.f.resolved.came: 'maybe' is not one of the words allowed; allowed: yes, no, unknown"),
        ],
    ),
]

CHANGES = [
    Broken(
        "a lever of nobody that does nothing",
        added("levers: {l: {label: L, by: c, on: [a, d]}}\n"),
        [
            (5, 10, "levers.l: does nothing; allowed: 'does' with a path, or 'outside' with the reason"),
            (5, 28, "levers.l.by: unknown actor 'c'; allowed: a, b"),
            (5, 39, "levers.l.on.1: unknown actor 'd'; allowed: a, b"),
        ],
    ),
    Broken(
        "a scenario of nothing",
        added("scenarios: {s: {label: S, pull: l, builds_on: t, set: {capability.a: 5}}}\n"),
        [
            (5, 33, "scenarios.s.pull: unknown lever 'l'; the case has none"),
            (5, 47, "scenarios.s.builds_on: unknown scenario 't'; allowed: s"),
        ],
    ),
    Broken(
        "a perspective of nothing",
        added("""\
        contradictions: {c: {topic: T, versions: {v: {says: V}, w: {says: W, set: {wor: 1}}}}}
        perspectives:
          p: {label: P, source: s, builds_on: q, takes: {d: v, c: x}}
        """),
        [
            (
                5,
                76,
                f"contradictions.c.versions.w.set.wor: 'wor' does not begin with a section that a patch may change; allowed: {CHANGEABLE}; did you mean 'war'?",
            ),
            (7, 25, "perspectives.p.source: unknown source 's'; the case has none"),
            (7, 39, "perspectives.p.builds_on: unknown perspective 'q'; allowed: p"),
            (7, 50, "perspectives.p.takes.d: unknown contradiction 'd'; allowed: c"),
            (7, 59, "perspectives.p.takes.c: unknown version 'x'; allowed: v, w"),
        ],
    ),
    Broken(
        "paths that lead nowhere",
        added("""\
        scenarios:
          s:
            label: S
            set:
              positon.a.i.wants: x
              events.0.what: W
              capability: {a: 5}
              war.: 5
              issues..i: 5
              "": 5
        """),
        [
            (
                9,
                7,
                f"scenarios.s.set[positon.a.i.wants]: 'positon.a.i.wants' does not begin with a section that a patch may change; allowed: {CHANGEABLE}; did you mean 'positions.a.i.wants'?",
            ),
            (
                10,
                7,
                f"scenarios.s.set[events.0.what]: 'events.0.what' does not begin with a section that a patch may change; allowed: {CHANGEABLE}; did you mean 'levers.0.what'?",
            ),
            (11, 7, "scenarios.s.set.capability: 'capability' is not a path; allowed: a path such as war.cost.russia"),
            (12, 7, "scenarios.s.set[war.]: 'war.' is not a path; allowed: a path such as war.cost.russia"),
            (13, 7, "scenarios.s.set[issues..i]: 'issues..i' is not a path; allowed: a path such as war.cost.russia"),
            (
                14,
                7,
                f"scenarios.s.set.: '' does not begin with a section that a patch may change; allowed: {CHANGEABLE}",
            ),
        ],
    ),
    Broken(
        "a circle of perspectives",
        HEAD + "perspectives:\n  p: {label: P, builds_on: q}\n  q: {label: Q, builds_on: p}\n",
        [
            (4, 3, "perspectives.p: 'builds_on' never ends: p → q → p"),
            (5, 3, "perspectives.q: 'builds_on' never ends: q → p → q"),
        ],
    ),
    Broken(
        "a scenario that builds on itself",
        HEAD + "scenarios:\n  s: {label: S, builds_on: s}\n",
        [(4, 3, "scenarios.s: 'builds_on' never ends: s → s")],
    ),
    Broken(
        "patches that conflict",
        added("""\
        capability: {a: 5, b: 6}
        levers: {l: {label: L, by: b, does: {capability.a: times 2}}}
        scenarios:
          s: {label: S, pull: l, set: {capability.a: 7}}
        """),
        [
            (
                6,
                52,
                "levers.l.does[capability.a]: 'capability.a' is changed here and by scenarios.s.set[capability.a] (FOLDER/case.yaml:8:46); allowed: one of them, or both 'times', or both 'plus'",
            )
        ],
    ),
    Broken(
        "one value within another",
        added("""\
        positions: {a: {i: {wants: x}}}
        scenarios:
          s: {label: S, set: {positions.a.i: {wants: y}, positions.a.i.salience: 5}}
        """),
        [
            (
                7,
                74,
                "scenarios.s.set[positions.a.i.salience]: 'positions.a.i.salience' is changed here and by scenarios.s.set[positions.a.i] (FOLDER/case.yaml:7:38); allowed: one of them, or both 'times', or both 'plus'",
            )
        ],
    ),
    Broken(
        "arithmetic on what is not there",
        added("""\
        capability: {a: 5}
        scenarios:
          s: {label: S, set: {capability.b: times 2, war.cost.a: plus 1%}}
        """),
        [
            (7, 37, "scenarios.s.set[capability.b]: there is no 'capability.b' to change by 'times'; allowed: a"),
            (7, 58, "scenarios.s.set[war.cost.a]: there is no 'war.cost.a' to change by 'plus'"),
        ],
    ),
    Broken(
        "arithmetic on a text",
        added("scenarios: {s: {label: S, set: {actors.a.name: times 2}}}\n"),
        [(5, 48, "actors.a.name: 'times' and 'plus' change numbers only, and this is none")],
    ),
    Broken(
        "times a number below 0",
        added("capability: {a: 5}\nscenarios: {s: {label: S, set: {capability.a: times -2}}}\n"),
        [(6, 47, "capability.a: -2 lies outside the scale; allowed: 0 or more")],
    ),
    Broken(
        "a patch that breaks the case",
        added(
            "scenarios: {s: {label: S, set: {issues.i.options.x.at: plus 150}}, t: {label: T, set: {positions.a.i.wants: z}}}\n"
        ),
        [
            (5, 56, "issues.i.options.x.at: 'plus 150' goes further than the whole scale; allowed: -100 to 100"),
            (5, 109, "positions.a.i.wants: unknown option 'z'; allowed: x, y"),
        ],
    ),
    Broken(
        "a share raised by points that are no percentages",
        added("""\
        moves: {a: {go: Goes}}
        preferences: {a: {going: {wants: a.go, chance: 50%}}}
        levers: {l: {label: L, by: a, does: {preferences.a.going.chance: plus 10}}}
        """),
        [
            (
                7,
                66,
                "preferences.a.going.chance: 'plus 10' goes further than the whole scale; allowed: -1 to 1; did you mean 'plus 10%'?",
            )
        ],
    ),
    Broken(
        "a lever on a wish whose name is misspelt",
        added("""\
        moves: {a: {go: Goes}}
        preferences: {a: {cheap: {wants: a.go, chance: 50%}}}
        levers: {l: {label: L, by: a, does: {preferences.a.cheapp.chance: 10%}}}
        """),
        [
            (
                7,
                67,
                "preferences.a.cheapp: needs either 'wants' or 'equal'; allowed: one formula, or several of the same importance; did you mean 'cheap'?",
            )
        ],
    ),
    Broken(
        "what makes a gap in a ranking, in a statement, and the other way round",
        added("""\
        moves: {a: {go: Goes}}
        preferences:
          a: {going: {wants: a.go, gap: yes}}
          b: {ranking: [{fits: a.go, vital: yes}]}
        """),
        [
            (
                7,
                28,
                "preferences.a.going: unknown key 'gap'; allowed: because, judgement, confidence, wants, equal, chance, place, weight, vital",
            ),
            (
                8,
                30,
                "preferences.b.ranking.0: unknown key 'vital'; allowed: because, judgement, confidence, fits, gap",
            ),
        ],
    ),
    Broken(
        "a lever that breaks the case",
        added("levers: {l: {label: L, by: a, does: {capability.a: 500}}}\n"),
        [(5, 52, "capability.a: 500 lies outside the scale; allowed: 0 to 100")],
    ),
    Broken(
        "arguments",
        HEAD
        + SOURCE
        + ACTORS
        + """\
arguments:
  f: {says: S, by: s#p1}
  g: {says: S, by: s#p1, then: {victory.a: rises}, outside: no}
  h:
    says: S
    by: s#p1
    if: {scenario: zz, pull: l, set: {x.y: 1}}
    then: {victory.c: rises, settlement.within.0: rises, settlement.wihtin.12: rises, victory.a: soars, mediator.uses.l: yes}
    clashes: [h, i]
""",
        [
            (
                6,
                3,
                "arguments.f: needs either 'then' or 'outside'; allowed: outcomes to test, or why none can be tested",
            ),
            (
                7,
                3,
                "arguments.g: needs either 'then' or 'outside'; allowed: outcomes to test, or why none can be tested",
            ),
            (11, 20, "arguments.h.if.scenario: unknown scenario 'zz'; the case has none"),
            (11, 30, "arguments.h.if.pull: unknown lever 'l'; the case has none"),
            (
                11,
                39,
                f"arguments.h.if.set[x.y]: 'x.y' does not begin with a section that a patch may change; allowed: {CHANGEABLE}",
            ),
            (12, 12, "arguments.h.then[victory.c]: unknown actor 'c'; allowed: a, b"),
            (12, 30, "arguments.h.then[settlement.within.0]: '0' is not a number of months; allowed: 1 to 600"),
            (
                12,
                58,
                "arguments.h.then[settlement.wihtin.12]: unknown outcome 'settlement.wihtin.12'; allowed: ...; did you mean 'settlement.within.<months>'?",
            ),
            (
                12,
                98,
                "arguments.h.then[victory.a]: unknown expectation 'soars'; allowed: rises, falls, unchanged, yes, no, empty, not empty, above N, below N",
            ),
            (12, 105, "arguments.h.then[mediator.uses.l]: unknown lever 'l'; the case has none"),
            (13, 18, "arguments.h.clashes.1: unknown argument 'i'; allowed: f, g, h"),
        ],
    ),
]

FOLDERS = [
    Broken(
        "a section in two files",
        {"case.yaml": HEAD + "actors: {}\n", "actors.yaml": "a: {name: A, role: party}\n"},
        [
            (
                "actors.yaml",
                1,
                1,
                "the section 'actors' stands in FOLDER/case.yaml:3:1 as well; allowed: one place for each section",
            )
        ],
    ),
    Broken(
        "a file of no section",
        {"case.yaml": HEAD, "actor.yaml": "a: b\n"},
        [
            (
                "actor.yaml",
                1,
                1,
                "no section is called 'actor.yaml'; allowed: case.yaml, or a section's name with .yaml: sources, actors, issues, positions, capability, correlations, proposals, war, moves, preferences, levers, scenarios, perspectives, contradictions, arguments, events, forecasts; did you mean 'actors.yaml'?",
            )
        ],
    ),
    Broken(
        "a file of another ending",
        {"case.yaml": HEAD, "actors.yml": "a: b\n"},
        [("actors.yml", 1, 1, "no section is called 'actors.yml'; allowed: ...; did you mean 'actors.yaml'?")],
    ),
    Broken(
        "a fault in a file of its own",
        {"case.yaml": HEAD, "actors.yaml": "a: {name: A}\n"},
        [("actors.yaml", 1, 1, "actors.a: 'role' is missing: its part in the mediation; a party must sign")],
    ),
    Broken(
        "an empty file of a section",
        {"case.yaml": HEAD, "actors.yaml": ""},
        [("actors.yaml", 1, 1, "the file is empty; allowed: irenic new makes a case to start from")],
    ),
    Broken(
        "a broken file makes no second problem",
        {
            "case.yaml": HEAD + ACTORS,
            "issues.yaml": "i: [\n",
            "positions.yaml": "a: {i: {wants: x}}\nb: {i: {wants: 101}}\n",
        },
        [
            ("issues.yaml", 2, 1, "not YAML: while parsing a flow node, did not find expected node content"),
            ("positions.yaml", 2, 16, "positions.b.i.wants: 101 lies outside the scale; allowed: 0 to 100"),
        ],
    ),
    Broken(
        "a broken case.yaml makes no second problem",
        {"case.yaml": "irenic: [\n", "positions.yaml": "a: {i: {wants: x}}\n"},
        [("case.yaml", 2, 1, "not YAML: while parsing a flow node, did not find expected node content")],
    ),
]

TABLE = [*FILES, *HEADS, *NUMBERS, *NAMES, *FIGHTING, *EVIDENCE, *CHANGES, *FOLDERS]
