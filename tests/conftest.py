"""What every test may ask for, and the guard rails that every test runs under.

Fixtures
    ``db``, ``transactional_db``, ``live_server``, ``client`` ... of pytest-django; the database is SQLite, or what
    ``PORUKA_DATABASE_URL`` names (``make test`` runs everything marked ``database`` a second time on PostgreSQL).
    ``postgres``: a running PostgreSQL server. ``postgres_url``: an empty database in it.
    ``database_url``: an empty database for a command line of its own; the test runs once on SQLite, once on PostgreSQL.
    ``chromium``: the browser's path. ``page``, ``context`` of pytest-playwright are set up with it.
    ``java``: sets ``JAVA_HOME``; a test marked ``spark`` gets it unasked.

Marks, given by what a test asks for: ``database``, ``postgresql``, ``browser``; to the tests of the law that work through
examples, ``example``. Given by hand: ``slow``, ``spark``.
``--hypothesis-profile=soak`` (``make soak``) tries many more examples, new ones each time.
"""

import os

os.environ["PORUKA_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "poruka.settings"
# Playwright keeps an event loop in the test's own thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("PORUKA_DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import pytest
from hypothesis import HealthCheck, settings

from tests.support import browser as browsers
from tests.support import java as javas
from tests.support.append_only import let_tests_empty_tables
from tests.support.guards import refuse_other_machines
from tests.support.postgres import Server, running_server

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client", "admin_user"}
BROWSER_FIXTURES = {"chromium", "browser", "context", "page"}
POSTGRESQL_FIXTURES = {"postgres", "postgres_url"}
LAW = Path(__file__).parent / "law"

# The same examples in every run, so that a failure is never luck; ``soak`` looks for new ones.
settings.register_profile("tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("tests"), derandomize=False, max_examples=5000)
settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, then load Django in test mode."""
    refuse_other_machines()
    django.setup()
    let_tests_empty_tables()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark each test by what it asks for, so that nobody can forget to, and run the browser's tests last.

    Last, because Playwright's event loop stays in the main thread, where no other loop can run beside it.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or asked & DATABASE_FIXTURES:
            item.add_marker("database")
        if asked & BROWSER_FIXTURES:
            item.add_marker("browser")
        if item.get_closest_marker("spark"):
            item.add_marker(pytest.mark.xdist_group("spark"))
        elif LAW in item.path.parents and not item.get_closest_marker("hypothesis"):
            item.add_marker("example")
        if asked & POSTGRESQL_FIXTURES:
            item.add_marker("postgresql")
    yield
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep SQLite in a file: a browser test and the server it talks to each need a connection of their own."""
    from django.conf import settings

    for name, database in settings.DATABASES.items():
        if database["ENGINE"].endswith("sqlite3"):
            database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / f"{name}.sqlite3")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running PostgreSQL server of this test run."""
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database that only this test uses."""
    name = f"test_{uuid4().hex}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, for a test that starts ``poruka`` as a process of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'register.sqlite3'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's executable."""
    return browsers.find()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: Path) -> dict[str, Any]:
    """Playwright starts the browser found here, because it cannot always download its own."""
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": list(browsers.ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader in Ukraine: language and clock."""
    return {**browser_context_args, "locale": "uk-UA", "timezone_id": "Europe/Kyiv"}


@pytest.fixture(scope="session")
def java() -> Path:
    """Java's home, named in ``JAVA_HOME`` from now on."""
    home = javas.find_home()
    os.environ["JAVA_HOME"] = str(home)
    return home


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Each test has a database of its own, so figures of the one before must not stay."""
    from poruka.screening.remembered import forget

    forget()


@pytest.fixture(autouse=True)
def _java_for_spark(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("spark"):
        request.getfixturevalue("java")
