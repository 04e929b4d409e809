"""``python -m irenic.cli`` does what ``irenic`` does."""

from irenic.cli import main

if __name__ == "__main__":
    main()
