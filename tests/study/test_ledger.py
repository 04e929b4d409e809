"""What is to be done of a run, in which order, however the tasks come back."""

from concurrent.futures import Future

from hypothesis import given
from hypothesis import strategies as st

from irenic.study.engine import _Hands, _receipts
from irenic.study.ledger import Ledger

blocks_left = st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 4), unique=True), max_size=6)


class Somebody:
    """Does what is sent, in whatever order comes to mind, and checks each as it is done."""

    def __init__(self, left, room, data):
        self.left, self.most, self.data = left, room, data
        self.sent, self.computed, self.written, self.none_done = [], [], [], True

    def submit(self, task):
        future = Future()
        self.sent.append((future, task))
        assert len(self.sent) <= self.most
        # One is always done before anybody waits for one.
        while self.sent and (self.none_done or self.data.draw(st.booleans())):
            self.finish_one()
        return future

    def room(self):
        self.none_done = True
        if self.sent:
            self.finish_one()
        return self.most

    def finish_one(self):
        self.none_done = False
        future, task = self.sent.pop(self.data.draw(st.integers(0, len(self.sent) - 1)))
        self.computed += task.pieces
        self.written += task.blocks
        assert {(block, arm) for block in task.blocks for arm in self.left[block]} <= set(self.computed)
        future.set_result(task)


@given(blocks_left, st.integers(1, 7), st.integers(1, 5), st.data())
def test_every_piece_is_computed_once_and_every_block_written_once_after_all_of_its_pieces(left, chunk, room, data):
    somebody = Somebody(left, room, data)
    receipts = _receipts(Ledger(left, chunk), _Hands(somebody.submit, somebody.room))
    assert sum(len(task.blocks) for task in receipts) == len(left)
    assert sorted(somebody.computed) == sorted((block, arm) for block, arms in left.items() for arm in arms)
    assert sorted(somebody.written) == sorted(left)
