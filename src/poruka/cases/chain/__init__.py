"""The chain of records: what was recorded is never changed or dropped unseen.

``canonical``, ``record``, ``merkle``, ``sealing`` and ``note`` are pure; ``store`` appends, ``verify`` checks,
``checkpoint`` and ``proofs`` speak to outsiders. ``docs/chain.md`` describes the format to the byte.
"""
