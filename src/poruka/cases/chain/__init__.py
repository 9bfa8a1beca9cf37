"""The chain of records: what was recorded is never changed or dropped unseen.

``store`` appends, ``verify`` checks, ``checkpoint`` speaks to outsiders; ``canonical``, ``record``, ``merkle``, ``note``
and ``walk`` beneath them are pure. ``docs/chain.md`` describes the format to the byte and what protects what.
"""
