"""``package merge|inbox|folder``, ``notice`` and ``trainee``, as scripts run them: a withdrawal there and back."""

from tests.cli import test_guest_verbs
from tests.cli.processes import Shell
from vigtool.cli.exit_codes import ExitCode

shell = test_guest_verbs.shell
FILE = test_guest_verbs.FILE


def test_a_withdrawal_goes_there_and_back(shell: Shell) -> None:
    (shell.folder / "shared").mkdir()
    (shell.folder / FILE).rename(shell.folder / "shared" / FILE)
    for _ in range(2):
        (found,) = shell("package", "folder", "w", "shared", "--json").answer
        assert (found["state"], found["kind"], found["error"]) == ("taken", "handover", None)
    (waiting,) = shell("package", "inbox", "w", "--state", "new", "--search", "odotinko", "--json").answer
    assert (waiting["package"], waiting["days_left"]) == (found["id"], 30)
    assert shell("package", "inbox", "w", "--state", "answered", "--json").answer == []

    assert shell("notice", "list", "v", "--json").answer == []
    (case,) = shell("case", "list", "v", "--json").answer
    child = shell("person", "list", "v", "--case", case["id"], "--json").answer[0]["id"]
    shell("consent", "withdraw", "v", "--person", child, "--purpose", "supervision")
    (due,) = shell("notice", "list", "v", "--json").answer
    assert (due["package"], due["people"], due["due"]) == (found["id"], [child], True)
    asked = ("--package", due["package"], "--contact", due["contact"], "-o", "n.vigpackage", "--json")
    made = shell("notice", "make", "v", *asked)
    assert made.code == ExitCode.DONE, made.messages

    taken = shell("package", "merge", "w", "n.vigpackage", "-o", "r.vigpackage", "--json").answer
    assert (taken["kind"], taken["case"], taken["notice"]) == ("notice", waiting["case"], made.answer["id"])
    (waits,) = shell("notice", "list", "v", "--json").answer
    assert (waits["notice"], waits["due"]) == (made.answer["id"], False)
    kept = shell("package", "merge", "v", "r.vigpackage", "--json").answer
    assert (kept["kind"], kept["package"], kept["notice"]) == ("receipt", found["id"], made.answer["id"])
    assert shell("notice", "list", "v", "--json").answer == []
    again = shell("package", "merge", "v", "r.vigpackage", "--lang", "en")
    assert (again.code, "here already" in again.messages) == (ExitCode.USAGE, True)
    nothing = shell("notice", "make", "v", *asked)
    assert (nothing.code, nothing.answer["error"]) == (ExitCode.USAGE, "NothingToNotify")

    (trainee,) = shell("trainee", "list", "w", "--json").answer
    assert (trainee["packages"], trainee["open"], trainee["cycles"], trainee["supervision_minutes"]) == (1, 0, 1, 0)


def test_what_a_folder_holds_besides_is_told(shell: Shell) -> None:
    (shell.folder / "shared").mkdir()
    whole = (shell.folder / FILE).read_bytes()
    (shell.folder / "shared" / "half.vigpackage").write_bytes(whole[: len(whole) // 2])
    told = shell("package", "folder", "w", "shared", "--json", "--lang", "en")
    assert told.code == ExitCode.DONE
    assert [(one["state"], one["error"]) for one in told.answer] == [("arriving", "PackageDamaged")]
    assert "half.vigpackage" in told.messages
    assert shell("package", "folder", "w", "nowhere", "--json").code == ExitCode.USAGE
