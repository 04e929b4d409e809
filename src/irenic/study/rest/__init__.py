"""Where the parties could rest: what the graph model says over all draws, and what is worked out for a few of them."""
