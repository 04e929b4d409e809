"""When would they sign, what, and would it hold? Bargaining while fighting, with a mediator."""
