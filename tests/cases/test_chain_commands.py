"""``poruka verify`` and ``poruka checkpoint``, as an operator and then an outsider would use them."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from poruka.cases.chain.case_ids import shown
from tests.support import ROOT
from tests.support.chain import Forger, at, behind_the_back, case_of, people, records

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def poruka(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process: exit code, what it said, what it complained of."""
    from poruka.cli import main

    monkeypatch.setenv("LANG", "C")

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.django_db
class TestVerify:
    """Exit code and sentence."""

    @pytest.fixture(autouse=True)
    def cases(self) -> None:
        people("P-1", "P-2")
        case_of("P-1", 3)
        case_of("P-2", 2)

    def test_a_whole_chain(self, poruka: Run) -> None:
        code, said, complaint = poruka("verify")
        assert (code, complaint) == (0, "")
        assert re.fullmatch(
            r"Ланцюг записів цілий: записів 5, справ 2, контрольних точок 0\. Корінь: [0-9a-f]{64}\n", said
        )

    @pytest.mark.parametrize("lang", ["uk", "en"])
    def test_a_broken_one_names_the_case_and_the_record(self, lang: str, poruka: Run) -> None:
        with behind_the_back() as cursor:
            forger = Forger(cursor)
            forger.put(2, fields='{"step":2}')
            code, said, _ = poruka("verify", "--lang", lang)
            case = shown(forger.rows[1][1])
        assert code == 1
        expected = f"Справа {case}, запис 2 " if lang == "uk" else f"Case {case}, record 2 "
        assert expected in said

    def test_a_key_of_ones_own(self, poruka: Run, tmp_path: Path) -> None:
        published = poruka("checkpoint", "key", "log.example", "--out", tmp_path / "log.key")[1].splitlines()[-1]
        other = poruka("checkpoint", "key", "log.example", "--out", tmp_path / "other.key")[1].splitlines()[-1]
        assert poruka("checkpoint", "sign", "--key", tmp_path / "log.key")[0] == 0
        assert poruka("verify", "--key", published)[0] == 0
        assert poruka("verify", "--key", other, "--key", published)[0] == 0
        code, said, _ = poruka("verify", "--key", other, "--lang", "en")
        assert (code, "Checkpoint" in said) == (1, True)
        code, _, complaint = poruka("verify", "--key", "nonsense")
        assert (code, complaint.startswith("Це не ключ.")) == (2, True)


@pytest.mark.parametrize(
    "url", ["sqlite:///{}/nowhere.sqlite3", "postgresql://nobody@127.0.0.1:1/none", "nonsense", "sqlite:///{}/empty"]
)
def test_where_there_is_nothing_to_check_it_says_so(
    url: str, poruka: Run, tmp_path: Path, django_db_blocker: object
) -> None:
    (tmp_path / "empty").write_bytes(b"")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        code, said, complaint = poruka("verify", "--database", url.format(tmp_path))
    assert (code, said) == (2, "")
    assert len(complaint.strip().splitlines()) == 1
    assert not (tmp_path / "nowhere.sqlite3").exists()


@pytest.mark.django_db
class TestCheckpoints:
    """From the key to the auditor's desk."""

    @pytest.fixture
    def case(self) -> str:
        people("P-1", "P-2")
        return case_of("P-1", 3)[0].case

    def check(self, *words: object) -> int:
        script = ROOT / "tools" / "check_checkpoint.py"
        return subprocess.run([sys.executable, "-I", script, *map(str, words)], capture_output=True).returncode

    def test_an_outsider_can_check_everything_that_is_given_out(self, case: str, poruka: Run, tmp_path: Path) -> None:
        key, public, old, new, record, proof, between = (
            tmp_path / name for name in ("key", "public", "old", "new", "record", "proof", "between")
        )
        public.write_text(poruka("checkpoint", "key", "log.example", "--out", key)[1].splitlines()[-1])
        assert poruka("checkpoint", "sign", "--key", key, "--out", old)[0] == 0
        case_of("P-2", 3)
        assert poruka("checkpoint", "sign", "--key", key, "--out", new)[0] == 0
        assert poruka("checkpoint", "compare", old, new, "--out", between)[0] == 0
        typed = shown(case).lower()
        assert poruka("checkpoint", "prove", typed, 2, "--record", record, "--out", proof)[0] == 0
        assert record.read_text() == records(case)[1].json
        assert self.check("signature", new, "--key", public) == 0
        assert self.check("consistency", old, new, between, "--key", public) == 0
        assert self.check("inclusion", record, proof, "--key", public) == 0

    def test_the_key_is_for_nobody_else_and_is_never_overwritten(self, poruka: Run, tmp_path: Path) -> None:
        key = tmp_path / "key"
        code, said, _ = poruka("checkpoint", "key", "log.example", "--out", key)
        assert code == 0
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert key.read_text().strip() not in said
        before = key.read_text()
        assert poruka("checkpoint", "key", "log.example", "--out", key)[0] == 2
        assert key.read_text() == before

    def test_what_does_not_verify_is_not_signed(self, case: str, poruka: Run, tmp_path: Path) -> None:
        from poruka.cases.models import Checkpoint

        poruka("checkpoint", "key", "log.example", "--out", tmp_path / "key")
        with behind_the_back() as cursor:
            Forger(cursor).put(2, made_by="nobody")
            code, said, _ = poruka("checkpoint", "sign", "--key", tmp_path / "key", "--out", tmp_path / "note")
            assert (code, Checkpoint.objects.count()) == (1, 0)
        assert said.endswith("Контрольну точку не підписано.\n")
        assert not (tmp_path / "note").exists()

    MISTAKES: Sequence[Sequence[str]] = (
        ("key", "two words", "--out", "{}/new"),
        ("key", "log.example", "--out", "{}/nowhere/key"),
        ("sign", "--key", "{}/nowhere"),
        ("sign", "--key", "{}/note"),
        ("sign", "--key", "{}/key", "--out", "{}/nowhere/note"),
        ("prove", "CASE", "9", "--record", "{}/record"),
        ("prove", "NOSUCHCASE22", "1", "--record", "{}/record"),
        ("prove", "CASE", "4", "--record", "{}/record"),
        ("prove", "CASE", "1", "--record", "{}/nowhere/record"),
        ("compare", "{}/note", "{}/key"),
        ("compare", "{}/note", "{}/nowhere"),
        ("compare", "{}/note", "{}/empty"),
        ("compare", "{}/ahead", "{}/note"),
        ("compare", "{}/note", "{}/ahead"),
    )

    @pytest.mark.parametrize("words", MISTAKES, ids=[" ".join(words) for words in MISTAKES])
    def test_a_mistake_is_one_sentence(self, words: Sequence[str], case: str, poruka: Run, tmp_path: Path) -> None:
        from poruka.cases.chain.note import Head, SigningKey
        from poruka.cases.chain.store import append
        from tests.support.chain import draft
        from tests.support.chain import key as new_key

        poruka("checkpoint", "key", "log.example", "--out", tmp_path / "key")
        assert poruka("checkpoint", "sign", "--key", tmp_path / "key", "--out", tmp_path / "note")[0] == 0
        append(case, draft(), expected=3, key=new_key(), at=at(9))  # no checkpoint covers this one
        ahead = SigningKey.made("log.example").sign(Head("log.example", 99, bytes(32), at(0)).text)
        (tmp_path / "ahead").write_text(ahead, encoding="utf-8")
        (tmp_path / "empty").write_bytes(b"")
        code, said, complaint = poruka("checkpoint", *(word.format(tmp_path).replace("CASE", case) for word in words))
        assert (code, said) == (2, "")
        assert len(complaint.strip().splitlines()) == 1
        assert complaint.strip().endswith((".", "+»."))


def test_verify_finds_one_byte_changed_in_the_file_behind_the_application_s_back(
    tmp_path: Path, django_db_blocker: object
) -> None:
    """The whole way: a database file, a byte changed in it with an editor, the command in a process of its own."""
    file = tmp_path / "cases.sqlite3"
    environment = os.environ | {"PORUKA_DATABASE_URL": f"sqlite:///{file}", "LANG": "C"}
    make = [sys.executable, "-m", "tests.support.chain_writer", "make", ""]
    subprocess.run(make, cwd=ROOT, env=environment, check=True, capture_output=True)
    verify = [sys.executable, "-m", "poruka.cli", "verify"]
    done = subprocess.run(verify, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    whole = file.read_bytes()
    assert whole.count(b"petrenko") == 1
    file.write_bytes(whole.replace(b"petrenko", b"petrenka"))
    done = subprocess.run(verify, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    assert "запис 1 (місце в журналі 1): зміст не відповідає хешу" in done.stdout


def test_help_is_instant() -> None:
    """No Django, no database and nothing heavy is loaded before it is needed."""
    code = "import sys\nfrom poruka.cli import parser\nparser().format_help()\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"django", "polars", "numpy", "pyarrow", "duckdb", "cryptography", "narwhals", "typst"}
    assert heavy & set(loaded) == set()
