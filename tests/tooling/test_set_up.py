"""The parts of ./run's set-up against stand-ins for apt-get, a package index and the checks."""

import hashlib
import http.server
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tools import apt, checks, pip_wheel, system_libraries
from tools.report import SetUpFailed

ABSENT = {"libnot-there.so.9": "libnot-there9"}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The first folder of PATH; apt's answers about this machine are forgotten before and after."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    forget()
    yield folder
    forget()


def forget() -> None:
    apt.may_install.cache_clear()
    apt.rights.cache_clear()


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def apt_get(programs: Path, answer: str) -> Path:
    """Put an apt-get there that notes how it was called, and a sudo that asks nobody."""
    calls = programs / "calls"
    script(programs / "apt-get", f'echo "$DEBIAN_FRONTEND: $*" >> "{calls}"\n{answer}')
    script(programs / "sudo", 'shift; exec "$@"')
    return calls


def called(calls: Path) -> list[str]:
    """Give the calls without the options that all have in common."""
    return [
        line.replace("-qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 ", "")
        for line in calls.read_text(encoding="utf-8").splitlines()
    ]


def test_lists_of_packages_are_read_only_when_it_does_not_work_without(programs: Path) -> None:
    calls = apt_get(
        programs, f'[ -e "{programs}/lists" ] || case "$*" in *update) touch "{programs}/lists";; *) exit 100;; esac'
    )
    install = "noninteractive: install --no-install-recommends age strace"
    apt.install(["age", "strace"])
    assert called(calls) == [install, "noninteractive: update", install]
    apt.install(["age", "strace"])
    assert called(calls)[3:] == [install]


def test_apt_get_failing_is_told_in_its_own_words(programs: Path) -> None:
    apt_get(programs, "echo E: no such package; exit 100")
    with pytest.raises(SetUpFailed, match="could not install nonsense:\nE: no such package"):
        apt.install(["nonsense"])


def test_libraries_that_load_need_nothing(programs: Path) -> None:
    calls = apt_get(programs, "exit 0")
    system_libraries.provide({"libc.so.6": "libc6"})
    assert not calls.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for on Linux only")
def test_without_rights_the_one_line_to_run_is_given(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(SetUpFailed) as refusal:
        system_libraries.provide(ABSENT, besides=["age"])
    last_line = str(refusal.value).splitlines()[-1]
    assert last_line == "sudo apt-get install -y --no-install-recommends libnot-there9 age"
    assert "libnot-there.so.9" in str(refusal.value)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for on Linux only")
def test_a_library_that_still_does_not_load_after_its_installation_is_told(programs: Path) -> None:
    calls = apt_get(programs, "exit 0")
    with pytest.raises(SetUpFailed, match=r"still not to be loaded: libnot-there\.so\.9"):
        system_libraries.provide(ABSENT)
    assert called(calls) == ["noninteractive: install --no-install-recommends libnot-there9"]


def test_only_a_window_on_x_asks_for_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert system_libraries.needed(window=False) == system_libraries.OFFSCREEN
    assert system_libraries.needed(window=True) == {**system_libraries.OFFSCREEN, **system_libraries.UNDER_X}
    monkeypatch.delenv("DISPLAY")
    assert system_libraries.needed(window=True) == system_libraries.OFFSCREEN


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package index whose pip notes that it was asked to install itself."""
    folder = tmp_path / "simple" / "pip"
    folder.mkdir(parents=True)
    link = f'<a href="../../files/{pip_wheel.WHEEL}#sha256=0">{pip_wheel.WHEEL}</a>'
    (folder / "index.html").write_text(link, encoding="utf-8")
    (tmp_path / "files").mkdir()
    with zipfile.ZipFile(tmp_path / "files" / pip_wheel.WHEEL, "w") as wheel:
        wheel.writestr("pip/__main__.py", f"open({str(tmp_path / 'asked')!r}, 'w').write('installed')")
    handler = partial(Silent, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple/")
        monkeypatch.setenv("no_proxy", "*")
        yield tmp_path
        server.shutdown()
        thread.join()


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def python(tmp_path: Path) -> Path:
    path = tmp_path / "environment" / "bin" / "python"
    path.parent.mkdir(parents=True)
    path.symlink_to(sys.executable)
    return path


def test_the_pinned_pip_installs_itself(index: Path, python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (index / "files" / pip_wheel.WHEEL).read_bytes()
    monkeypatch.setattr(pip_wheel, "SHA256", hashlib.sha256(content).hexdigest())
    pip_wheel.install_pip(python)
    assert (index / "asked").read_text(encoding="utf-8") == "installed"
    assert list(python.parent.parent.glob("*.whl")) == []


def test_another_pip_than_the_pinned_one_is_not_run(index: Path, python: Path) -> None:
    with pytest.raises(SetUpFailed, match="another pip"):
        pip_wheel.install_pip(python)
    assert not (index / "asked").exists()


def test_an_index_without_the_pinned_pip_is_told(index: Path, python: Path) -> None:
    (index / "simple" / "pip" / "index.html").write_text("<a>pip-1.0.tar.gz</a>", encoding="utf-8")
    with pytest.raises(SetUpFailed, match="does not offer pip-"):
        pip_wheel.install_pip(python)


def test_the_index_of_pips_own_settings_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://packages.example/simple/\n", encoding="utf-8")
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert pip_wheel.package_index() == "https://packages.example/simple"


@pytest.mark.parametrize(
    ("fails", "exit_code"),
    [("nothing", 0), ("mypy", 1), ("importlinter", 1), ("ruff check", 1), ("cov-branch", 1), ("pytest --color", 3)],
)
def test_every_check_runs_and_pytest_closes(
    fails: str,
    exit_code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls = tmp_path / "calls"
    text = f"""echo "$VIGTOOL_CAMPAIGN $*" >> "{calls}"
case "$*" in *pytest*) echo 'first line'; echo '== 3 passed in 0.10s ==';; esac
case "$*" in *'{fails}'*) echo 'a complaint' >&2; exit {exit_code};; esac"""
    monkeypatch.setattr(checks, "PYTHON", script(tmp_path / "python", text))
    monkeypatch.delenv("VIGTOOL_CAMPAIGN", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert checks.run_checks(["-k", "some", "--all"]) == exit_code
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "== 3 passed in 0.10s =="
    assert [line.split(" in ")[0] for line in lines if "FAILED" in line] == {
        "nothing": [],
        "mypy": ["mypy --strict: FAILED"],
        "importlinter": ["import contracts: FAILED"],
        "ruff check": ["ruff check: FAILED"],
        "cov-branch": ["every branch of the domain: FAILED"],
        "pytest --color": ["pytest: FAILED"],
    }[fails]
    ran = calls.read_text(encoding="utf-8").splitlines()
    assert len(ran) == len(checks.BESIDES_TESTS) + 1
    assert ran[-1] == "all -m pytest --color=auto -n 3 --dist loadfile -k some"
