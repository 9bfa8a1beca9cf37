"""Speed and size, side by side: ``python -m bench`` (or ``make bench``) measures and writes docs/benchmarks.md.

One module a question. A module that has a function ``run(options: Options) -> Section`` is a bench and is found by
itself; nothing has to be registered. It may say where it stands in the report with ``PLACE`` (an int; the default is
100, equal places go by name). The whole of a new bench::

    from bench.measuring import in_child, seconds
    from bench.section import Options, Section, Table, Target, timed

    PLACE = 50

    def run(options: Options) -> Section:
        found = in_child("bench.cases", "read_record")      # a fresh process: nothing warm but what it warms itself
        return Section(
            title=Text("Записи справи", "The records of a case"),
            about=Text("...", "..."),                       # what was measured, and how: best or median, of how many
            tables=(Table(("what", "time"), (("read 25 records", timed(found["seconds"])),)),),
            targets=(Target.below(Text("прочитати справу", "read a case"), found["seconds"], 0.005),),
        )

    def read_record() -> dict[str, float]:                  # runs in the child; takes and returns plain JSON data
        ...
        return {"seconds": seconds(what, repeats=200)}      # the median of repeated calls, after a warm-up

``in_child`` adds ``peak``, the bytes of memory the child had at most. The process that runs the benches imports
nothing heavy, so that one question does not warm or crowd the next.
"""
