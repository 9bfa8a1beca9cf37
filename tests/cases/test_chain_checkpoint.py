"""What an outsider can check with nothing of ours: a signature, that a record is there, that the log only grew."""

import ast
import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from poruka.cases.chain.checkpoint import consistency_proof, inclusion_proof, make_checkpoint
from poruka.cases.chain.merkle import consistency, inclusion, leaf_hash, root_of
from poruka.cases.chain.note import BadKey, BadNote, Head, PublicKey, SigningKey, opened
from poruka.cases.chain.store import append
from tests.support import ROOT
from tests.support.chain import Forger, at, behind_the_back, case_of, draft, key, people, records

SCRIPT = ROOT / "tools" / "check_checkpoint.py"
KEY = SigningKey("log.example/records", bytes(range(32)))
OTHER = SigningKey("log.example/records", bytes(32))
HEAD = Head(KEY.name, 3, bytes(32), at(0))
PUBLISHED = (
    # the log of the Go modules, and the key of the examples in the Go package for such notes
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
)
LEAVES = [leaf_hash(bytes([n])) for n in range(70)]


def root(low: int, high: int) -> bytes:
    return root_of(LEAVES[low:high])


class TestNote:
    """The text of a checkpoint, byte by byte."""

    def test_it_has_the_form_that_other_logs_use(self) -> None:
        note = KEY.sign(HEAD.text)
        assert note.split("\n")[:5] == [
            "log.example/records", "3", base64.b64encode(bytes(32)).decode(), "2026-03-02T08:00:00.000000Z", "",
        ]  # fmt: skip
        assert note.split("\n")[5].startswith("— log.example/records ")
        assert opened(note, [OTHER.public, KEY.public]) == HEAD

    def test_the_signature_is_ed25519_over_the_text(self) -> None:
        note = KEY.sign(HEAD.text)
        raw = base64.b64decode(note.splitlines()[-1].split(" ")[2])
        Ed25519PublicKey.from_public_bytes(KEY.public.raw).verify(raw[4:], HEAD.text.encode())

    @pytest.mark.parametrize("published", PUBLISHED)
    def test_keys_that_other_logs_publish_are_read(self, published: str) -> None:
        assert PublicKey.of(published).text == published

    @pytest.mark.parametrize(
        "text", ["", "log", "log+00000000+AAAA", KEY.public.text.replace("+", "-"), KEY.public.text[:-4], KEY.text]
    )
    def test_what_is_no_key_is_refused(self, text: str) -> None:
        with pytest.raises(BadKey):
            PublicKey.of(text)

    @pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "x" * 201])
    def test_what_is_no_name_of_a_log_is_refused(self, name: str) -> None:
        with pytest.raises(BadKey):
            SigningKey.made(name)

    def test_a_key_file_says_the_same_when_read_again(self) -> None:
        made = SigningKey.made("log.example")
        assert SigningKey.of(made.text + "\n") == made
        assert made != SigningKey.made("log.example")
        with pytest.raises(BadKey):
            SigningKey.of(made.public.text)

    def test_not_one_character_can_be_changed_or_left_out(self) -> None:
        note = KEY.sign(HEAD.text)
        for place in range(len(note) - 1):
            for other in ("", "x", "A", "Q", "1", "\n", " ", "\x85"):
                changed = note[:place] + other + note[place + 1 :]
                if changed != note:
                    with pytest.raises(BadNote):
                        opened(changed, [KEY.public])

    def test_another_signature_beside_ours_does_no_harm(self) -> None:
        cosigned = KEY.sign(HEAD.text) + OTHER.sign(HEAD.text).splitlines()[-1] + "\n"
        assert opened(cosigned, [OTHER.public]) == opened(cosigned, [KEY.public]) == HEAD

    def test_a_key_of_another_log_signs_nothing_here(self) -> None:
        elsewhere = SigningKey("elsewhere.example", KEY.seed)
        with pytest.raises(BadNote):
            opened(elsewhere.sign(HEAD.text), [elsewhere.public])


class TestOutsider:
    """An auditor with two files of ours, the published key and the published script."""

    @pytest.fixture
    def files(self, db: None, tmp_path: Path) -> Path:
        """Checkpoints at 3 and 7 records, a proof of each kind, the key, and the script by itself."""
        people("P-1", "P-2")
        case = case_of("P-1", 3)[0].case
        old = make_checkpoint(KEY, at(10))
        case_of("P-2", 3)
        append(case, draft(fields={"name": "Їжак «Ґ» 🛡", "parts": [1, None, True]}), expected=3, key=key(), at=at(11))
        new = make_checkpoint(KEY, at(12))
        record = records(case)[-1]
        pretty = json.dumps(json.loads(record.json), ensure_ascii=True, indent=3)
        for name, text in {
            "old": old.note,
            "new": new.note,
            "proof": consistency_proof(connection, 3, 7),
            "record": record.json,
            "record.pretty": pretty,
            "inclusion": inclusion_proof(connection, record.seq, new.size, new.note),
            "key": KEY.public.text + "\n",
            "other-key": OTHER.public.text,
        }.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        shutil.copy(SCRIPT, tmp_path / "check.py")
        return tmp_path

    def check(self, files: Path, *words: str, key: str = "key") -> tuple[int, str]:
        """Run the script where nothing of ours can be found, and nothing but ``cryptography`` is asked for."""
        command = [sys.executable, "-I", "check.py", *words, "--key", key, "--lang", "en"]
        done = subprocess.run(command, cwd=files, capture_output=True, text=True)
        assert not done.stderr, done.stderr
        return done.returncode, done.stdout

    def test_what_is_true_holds(self, files: Path) -> None:
        assert self.check(files, "signature", "new")[0] == 0
        assert "records: 7" in self.check(files, "signature", "new")[1]
        assert self.check(files, "consistency", "old", "new", "proof") == (
            0, "nothing was changed or dropped between the two\n",
        )  # fmt: skip
        assert self.check(files, "inclusion", "record", "inclusion") == (0, "the record is in the log: place 7\n")
        # The same record however its JSON is laid out (RFC 8785).
        assert self.check(files, "inclusion", "record.pretty", "inclusion")[0] == 0
        assert self.check(files, "signature", "new", key=KEY.public.text)[0] == 0

    def test_the_signature_of_another_key_does_not(self, files: Path) -> None:
        for words in (
            ("signature", "new"),
            ("consistency", "old", "new", "proof"),
            ("inclusion", "record", "inclusion"),
        ):
            assert self.check(files, *words, key="other-key") == (1, "the signature is not of this key\n")

    CHANGES: tuple[tuple[str, Callable[[str], str], tuple[str, ...]], ...] = (
        ("record", lambda text: text.replace("Їжак", "Вовк"), ("inclusion", "record", "inclusion")),
        ("record", lambda text: text.replace('"seq":7', '"seq":6'), ("inclusion", "record", "inclusion")),
        ("inclusion", lambda text: text.replace("index 6", "index 5"), ("inclusion", "record", "inclusion")),
        ("inclusion", lambda text: text.replace("index 6", "index 7"), ("inclusion", "record", "inclusion")),
        ("inclusion", lambda text: text.replace("\n7\n", "\n8\n"), ("inclusion", "record", "inclusion")),
        ("new", lambda text: text.replace("\n7\n", "\n8\n"), ("signature", "new")),
        ("new", lambda text: text.replace("2026-03-02", "2026-03-03"), ("signature", "new")),
    )

    @pytest.mark.parametrize(("name", "change", "words"), CHANGES)
    def test_what_was_changed_does_not_hold(
        self, name: str, change: Callable[[str], str], words: tuple[str, ...], files: Path
    ) -> None:
        text = (files / name).read_text(encoding="utf-8")
        assert change(text) != text
        (files / name).write_text(change(text), encoding="utf-8")
        assert self.check(files, *words)[0] == 1

    def test_a_proof_with_a_line_more_less_or_other_does_not_hold(self, files: Path) -> None:
        for name, head, words in (
            ("proof", 3, ("consistency", "old", "new", "proof")),
            ("inclusion", 2, ("inclusion", "record", "inclusion")),
        ):
            text = (files / name).read_text(encoding="utf-8")
            lines = text.split("\n")
            nodes = lines[head : lines.index("", head)]
            other = base64.b64encode(bytes(32)).decode()
            for forged in ([*nodes, other], nodes[1:], nodes[:-1], [other, *nodes[1:]], nodes[::-1], []):
                (files / name).write_text("\n".join([*lines[:head], *forged, *lines[head + len(nodes) :]]))
                assert self.check(files, *words)[0] == 1, (name, forged)
            (files / name).write_text(text, encoding="utf-8")

    def test_a_rewritten_log_cannot_be_made_consistent_with_a_checkpoint_kept_outside(self, files: Path) -> None:
        """Everything in the database agrees, and is even signed with the true key: only the older checkpoint tells."""
        with behind_the_back() as cursor:
            forger = Forger(cursor)
            forger.put(2, fields='{"step":999}')
            forger.rewrite()
            cursor.execute("DELETE FROM cases_checkpoint")
            forged = make_checkpoint(KEY, at(13))
            proof = consistency_proof(connection, 3, 7)
        (files / "new").write_text(forged.note, encoding="utf-8")
        (files / "proof").write_text(proof, encoding="utf-8")
        assert self.check(files, "signature", "new")[0] == 0
        assert self.check(files, "consistency", "old", "new", "proof") == (
            1, "the log was rewritten between the two\n",
        )  # fmt: skip

    def test_the_older_comes_first(self, files: Path) -> None:
        assert self.check(files, "consistency", "new", "old", "proof") == (1, "the older checkpoint comes first\n")

    UNREADABLE = (
        ("signature", "record"), ("signature", "nowhere"), ("consistency", "old", "new", "old"),
        ("consistency", "old", "new", "inclusion"), ("inclusion", "old", "inclusion"), ("inclusion", "record", "proof"),
    )  # fmt: skip

    @pytest.mark.parametrize("words", UNREADABLE)
    def test_a_file_that_is_something_else_is_said_to_be(self, words: tuple[str, ...], files: Path) -> None:
        code, said = self.check(files, *words)
        assert code == 2
        assert said.split(":")[0] in words

    def test_a_key_that_is_none_is_said_to_be(self, files: Path) -> None:
        assert self.check(files, "signature", "new", key="record")[0] == 2
        assert self.check(files, "signature", "new", key=KEY.public.text[:-4] + "AAA=")[0] == 2

    def test_it_speaks_ukrainian_unless_asked(self, files: Path) -> None:
        command = [sys.executable, "-I", "check.py", "signature", "new", "--key", "key"]
        assert subprocess.run(command, cwd=files, capture_output=True, text=True).stdout.startswith("підпис справжній")

    def test_the_script_asks_for_nothing_but_python_and_cryptography(self) -> None:
        tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
        asked = {
            alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        asked |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert asked <= {*sys.stdlib_module_names, "cryptography"}


@given(st.data())
def test_every_record_and_every_pair_of_sizes_can_be_proved(data: st.DataObject) -> None:
    """What is given out is checked by the script's own reading of the standard, imported for speed."""
    from tools import check_checkpoint as script

    size = data.draw(st.integers(1, len(LEAVES)))
    old = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, size - 1))
    path = inclusion(index, size, root)
    assert script.root_from_inclusion(LEAVES[index], index, size, path) == root(0, size)
    between = consistency(old, size, root)
    assert script.roots_from_consistency(old, size, between, root(0, old)) == (root(0, old), root(0, size))
