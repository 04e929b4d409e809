"""How fast Irenic is, beside something that does the same in the same run: ``python -m benchmarks``.

To add a section: write a short module here with ``measure(size)``, which yields rows, the sizes ``FULL`` and
``TINY``, a ``TITLE``, and in ``LASTS`` how long it takes; name it in ``MEASURED`` of ``__main__.py``. The
tests run it at ``TINY``.

Everything is measured in processes of its own, so that no measurement warms up another and the
peak memory is its own. A row compares two things that were run one after the other on the same
machine; read the ratio, not the seconds.
"""
