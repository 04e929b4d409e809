"""Where can the parties rest, and who can move them on? The graph model for conflict resolution."""
