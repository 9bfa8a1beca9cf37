"""Two other ways of keeping a case: eventsourcing and SpiffWorkflow, on the same databases and just as durable.

Both are given the same events. Every step begins from what is stored, as a web server begins it, and ends on the disk.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.measuring import BenchError

Step = dict[str, Any]
"""What is recorded in one step: type, fields, made_by, made_as, happened_at and key, as texts."""
Case = Sequence[Step]


class Eventsourced:
    """The library eventsourcing: an aggregate a case, replayed from its events at each step.

    Each event carries the hash of the one before it, as the aggregate computes it. ``cached``: the library keeps
    aggregates in memory between steps, its own way of being faster.
    """

    def __init__(self, url: str, *, cached: bool = False) -> None:
        from eventsourcing.application import Application
        from eventsourcing.domain import Aggregate, event

        class CaseFile(Aggregate):
            @event("Opened")
            def __init__(self, step: Step) -> None:
                self.steps: list[Step] = []
                self.hash = ""
                self.note(step)

            @event("Recorded")
            def record(self, step: Step) -> None:
                self.note(step)

            def note(self, step: Step) -> None:
                written = json.dumps([self.hash, step], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
                self.hash = hashlib.sha256(written.encode()).hexdigest()
                self.steps.append(step)

        class CaseFiles(Application[Any]):
            pass

        self._new = CaseFile
        self._app = CaseFiles(env=_environment(url) | ({"AGGREGATE_CACHE_MAXSIZE": "1000"} if cached else {}))

    def work(self, cases: Sequence[Case]) -> None:
        """Work the cases step by step, all of them together at each step; one commit a step."""
        opened = [self._new(case[0]) for case in cases]
        self._app.save(*opened)
        ids = [one.id for one in opened]
        for place in range(1, len(cases[0])):
            files: list[Any] = [self._app.repository.get(id) for id in ids]
            for file, case in zip(files, cases, strict=True):
                file.record(case[place])
            self._app.save(*files)
        self._last = self._app.repository.get(ids[-1])

    def check(self, cases: Sequence[Case]) -> None:
        """The last case is there as it was told."""
        if [step["type"] for step in self._last.steps] != [step["type"] for step in cases[-1]]:
            raise BenchError("eventsourcing lost a step")


def _environment(url: str) -> dict[str, str]:
    at = urlsplit(url)
    if at.scheme == "sqlite":
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": url.removeprefix("sqlite:///")}
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": at.path.lstrip("/"),
        "POSTGRES_HOST": at.hostname or "",
        "POSTGRES_PORT": str(at.port),
        "POSTGRES_USER": at.username or "",
        "POSTGRES_PASSWORD": "-",
    }


class Spiff:
    """SpiffWorkflow: a BPMN process of one manual task a step, serialised after each step and restored before it."""

    def __init__(self, url: str, steps: int) -> None:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        parser = BpmnParser()
        parser.add_bpmn_str(_bpmn(steps).encode())
        self._spec = parser.get_spec("case")
        self._serializer = BpmnWorkflowSerializer()
        self._kept = _Kept(url)
        self._done = 0

    def work(self, cases: Sequence[Case]) -> None:
        """Work the cases step by step, all of them together at each step; one commit a step."""
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        from SpiffWorkflow.util.task import TaskState

        ids = range(self._done, self._done + len(cases))
        self._done += len(cases)
        flows = [BpmnWorkflow(self._spec) for _ in cases]
        for place in range(len(cases[0])):
            if place:
                flows = [self._serializer.deserialize_json(self._kept.state(id)) for id in ids]
            for flow, case in zip(flows, cases, strict=True):
                flow.do_engine_steps()
                task = flow.get_next_task(state=TaskState.READY, manual=True)
                task.data[f"step {place}"] = case[place]
                task.run()
                flow.do_engine_steps()
            self._kept.keep((id, self._serializer.serialize_json(flow)) for id, flow in zip(ids, flows, strict=True))
        self._last = flows[-1]

    def check(self, cases: Sequence[Case]) -> None:
        """The last process has come to its end with everything in it."""
        kept = [self._last.data.get(f"step {place}") for place in range(len(cases[-1]))]
        if not self._last.completed or kept != list(cases[-1]):
            raise BenchError("SpiffWorkflow lost a step")


class _Kept:
    """A table of serialised processes."""

    def __init__(self, url: str) -> None:
        self._postgresql = not url.startswith("sqlite")
        if self._postgresql:
            import psycopg

            self._connection: Any = psycopg.connect(url)
        else:
            self._connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE workflow (id integer PRIMARY KEY, state text)")
        self._connection.commit()

    def _sql(self, statement: str) -> str:
        return statement.replace("?", "%s") if self._postgresql else statement

    def state(self, id: int) -> str:
        """A process as it was left."""
        found = self._connection.execute(self._sql("SELECT state FROM workflow WHERE id = ?"), (id,)).fetchone()
        return str(found[0])

    def keep(self, states: Iterable[tuple[int, str]]) -> None:
        """Put processes away, on the disk."""
        put = "INSERT INTO workflow VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state"
        self._connection.cursor().executemany(self._sql(put), list(states))
        self._connection.commit()


def _bpmn(steps: int) -> str:
    tasks = "".join(f'<manualTask id="step{n}" name="step {n}"/>' for n in range(steps))
    places = ["start", *(f"step{n}" for n in range(steps)), "end"]
    flows = "".join(
        f'<sequenceFlow id="flow{n}" sourceRef="{here}" targetRef="{there}"/>'
        for n, (here, there) in enumerate(pairwise(places))
    )
    return (
        '<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="all">'
        f'<process id="case" isExecutable="true"><startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}</process>'
        "</definitions>"
    )
