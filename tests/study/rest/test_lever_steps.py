"""What levers do to places to rest and to the way there, on cases whose truth is known by construction."""

from irenic.study.assess import assess
from irenic.study.rest.lever_steps import levers_read, what_levers_move

HARBOUR = """
actors:
  a: {name: A, role: party}
  b: {name: B, role: party}
  c: {name: C, role: mediator}
moves:
  a: {leave: {label: Leaves}}
  c: {pay: {label: Pays}}
  states: {gone: {when: a.leave, label: A is gone}}
preferences:
  a:
    paid: {wants: a.leave if c.pay, judgement: J}
    home: {wants: not a.leave, judgement: J}
  c:
    thrift: {wants: not c.pay, chance: 50%, judgement: J}
    gone: {wants: a.leave, judgement: J}
levers:
  pays: {label: C pays, by: c, does: {moves.c.pay.now: yes}, judgement: J}
  bound: {label: C wants to pay, by: c, does: {preferences.c.thrift.chance: 0%}, judgement: J}
  talks: {label: C talks, by: c, outside: it changes nothing here, judgement: J}
"""


def test_a_lever_that_makes_a_move_opens_the_way_and_one_that_changes_a_wish_the_place(write_case, tmp_path):
    run = assess(write_case(HARBOUR, stakes=""), 300, folder=tmp_path / "run", only=["states"])
    assert levers_read(run.case.document) == ("pays", "bound")
    found = {each.lever: each for each in what_levers_move(run)}
    # C does not pay of its own will, as nothing makes it; once it has, A leaves, and stays away while C keeps paying.
    assert found["pays"].reached[0].share == 0
    assert found["pays"].reached[1].share == 1
    assert all(before == after for before, after in found["pays"].rests.values())
    # Without thrift C keeps paying, so that to be gone lasts; nothing leads there all the same.
    before, after = found["bound"].rests["nash"]
    assert 0.4 < before.share < 0.6
    assert after.share == 1
    assert found["bound"].reached == (found["pays"].reached[0],) * 2


def test_a_case_without_such_levers_has_nothing_to_pull(write_case, tmp_path):
    text = HARBOUR[: HARBOUR.index("levers:")]
    run = assess(write_case(text, stakes=""), 4, folder=tmp_path / "run", only=["states"])
    assert what_levers_move(run) == ()
