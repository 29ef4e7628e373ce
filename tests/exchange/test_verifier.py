"""The program that strangers check a log with, by itself: its size, what it imports, its standards' vectors."""

import ast
import base64
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.log.proof_checking import plain_root
from tests.vault.log.test_signed_note import other_signs, peter_signs
from tests.vault.log.vectors import LEAVES, NOTE, NOTE_KEY, NOTE_TEXT, ROOTS
from vigtool.exchange.log_bundle import verifier
from vigtool.vault.log import VerifierKey, make_checkpoint

SOURCE = verifier().read_text("utf-8")
VAULT = "abcdefghjkmn"
KEY = str(VerifierKey(f"vigtool/{VAULT}", peter_signs(b"").public_key))

SIGNATURES = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
"""RFC 8032, section 7.1, tests 1 to 3: key, message, signature."""


class PlainBytes(str):
    """A leaf that is no UTF-8, as some of the published ones are not."""

    __slots__ = ()

    def encode(self, encoding: str = "latin-1", errors: str = "strict") -> bytes:
        return super().encode(encoding, errors)


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = spec_from_file_location("the_verifier", verifier())
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_a_page_that_a_stranger_can_read() -> None:
    assert len(SOURCE.splitlines()) < 150
    assert max(map(len, SOURCE.splitlines())) <= 120


def test_it_needs_the_standard_library_alone_and_runs_on_old_pythons() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"argparse", "json", "base64", "datetime", "hashlib", "pathlib"}
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize(("key", "message", "signature"), SIGNATURES, ids=["1", "2", "3"])
def test_the_published_signatures_are_good_and_changed_ones_are_not(
    program: ModuleType, key: str, message: str, signature: str
) -> None:
    parts = [bytes.fromhex(one) for one in (key, message, signature)]
    assert program.is_signed(*parts)
    assert not program.is_signed(parts[0], parts[1] + b"x", parts[2])
    assert not program.is_signed(parts[0], parts[1], parts[2][:32] + bytes([parts[2][32] ^ 1]) + parts[2][33:])
    assert not program.is_signed(parts[0], parts[1], parts[2] + b"\0")


def test_a_signature_has_one_form_only(program: ModuleType) -> None:
    """RFC 8032, section 5.1.7: S is below the order of the base point; S + L would be good as well otherwise."""
    key, message, signature = (bytes.fromhex(one) for one in SIGNATURES[1])
    other = int.from_bytes(signature[32:], "little") + program.L
    assert not program.is_signed(key, message, signature[:32] + other.to_bytes(32, "little"))


@pytest.mark.parametrize("point", [b"\xff" * 32, (2).to_bytes(32, "little"), (1 | 1 << 255).to_bytes(32, "little")])
def test_what_is_no_point_of_the_curve_is_refused(program: ModuleType, point: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        program.point(point)


@given(st.binary(max_size=100), st.binary(min_size=32, max_size=32))
def test_it_takes_what_others_sign(program: ModuleType, message: bytes, seed: bytes) -> None:
    signer = Ed25519PrivateKey.from_private_bytes(seed)
    assert program.is_signed(signer.public_key().public_bytes_raw(), message, signer.sign(message))


def test_the_published_roots(program: ModuleType) -> None:
    for size, root in enumerate(ROOTS):
        leaves = [PlainBytes(leaf.decode("latin-1")) for leaf in LEAVES[:size]]
        assert program.checkpoint_of(leaves, "log") == ["log", str(size), in_base64(bytes.fromhex(root))]


def test_the_roots_of_many_leaves(program: ModuleType) -> None:
    leaves = [f"leaf {n}" for n in range(66)]
    for size in range(67):
        root = plain_root([one.encode() for one in leaves[:size]])
        assert program.checkpoint_of(leaves[:size], "log")[2] == in_base64(root)


def test_the_published_note_is_signed_and_a_changed_one_is_not(program: ModuleType) -> None:
    assert program.lines_of(NOTE, NOTE_KEY) == NOTE_TEXT.splitlines()
    assert program.lines_of(NOTE.replace("cryptography", "Cryptography"), NOTE_KEY) == []
    with pytest.raises(ValueError, match="substring"):
        program.lines_of(NOTE_TEXT, NOTE_KEY)


@pytest.mark.parametrize("key", [NOTE_KEY.replace("c74f", "c74e"), NOTE_KEY.replace("ARpc", "AhpcQ")[:-1]])
def test_a_key_that_is_not_what_its_word_says_opens_nothing(program: ModuleType, key: str) -> None:
    assert program.lines_of(NOTE, key) == []


def test_a_checkpoint_opens_with_its_key_alone(program: ModuleType) -> None:
    note = make_checkpoint(VAULT, 12, bytes(32), peter_signs).text
    three = [f"vigtool/{VAULT}", "12", in_base64(bytes(32))]
    foreign = make_checkpoint(VAULT, 12, bytes(32), other_signs).text
    assert program.lines_of(note, KEY) == three
    assert program.lines_of(note.replace("\n12\n", "\n13\n"), KEY) == []
    assert program.lines_of(note, NOTE_KEY) == []
    assert program.lines_of(foreign, KEY) == []
    assert program.lines_of(note + foreign[foreign.rindex("\u2014") :], KEY) == three
    wrong = make_checkpoint(VAULT, 13, bytes(32), peter_signs).text
    assert program.lines_of(note + wrong[wrong.rindex("\u2014") :], KEY) == []


def test_it_says_how_to_use_it_and_reads_what_it_is_given(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.json"
    bundle.write_text("{}", encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(verifier())]
    run = subprocess.run([*command, str(bundle), "--key", KEY], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (
        5,
        "changed beyond reading, or no log bundle, no key, no checkpoint\n",
        "",
    )
    asked = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    assert "--key" in asked
