r"""The four concepts, by number, and why one test decides them all.

Let :math:`p_i(s)` be the level of state *s* for actor *i*, :math:`R_i(s)` the states it can go to in one
step, and :math:`R_{N-i}(u)` those that the others can bring about from *u* by a legal sequence: any
number of steps, no two running by one actor. A state is stable for *i* under GMR if every improvement *u*
of *i* is *sanctioned*: the others can bring about a *t* with :math:`p_i(t) \le p_i(s)`. Only the worst
that they can bring about matters,

.. math:: w_i(u) = \min_{t \in R_{N-i}(u)} p_i(t) ,

and going to *u* assures *i* of :math:`a_i(u) = \min(p_i(u), w_i(u))`. So *s* is stable if and only if

.. math:: a_i(u) \le p_i(s) \quad \text{for every } u \in R_i(s) ;

where *u* is no improvement that holds by itself. The other concepts differ in *a* alone. Nash takes :math:`p_i(u)`.
SEQ takes the minimum over what the others can bring about by improvements only. SMR, which lets *i* answer
the sanction *t*, puts :math:`\max(p_i(t), \max_{v \in R_i(t)} p_i(v))` in place of :math:`p_i(t)` inside the minimum.

Which state is the worst is found by searching backwards, from the worst state of all on: whatever can be
brought to a state, and is not yet spoken for, has met its worst. So every state is met once and every arc
followed once.
"""

from typing import Final

NASH: Final = 0
GMR: Final = 1
SMR: Final = 2
SEQ: Final = 3
