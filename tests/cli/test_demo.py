"""The demo as a process: from a film to clip, log and pictures of the window, and every path in its answer exists."""

from pathlib import Path

from tests.cli.processes import Shell
from tests.media.drawn_films import draw_film


def test_the_demo_shows_the_whole_way(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    draw_film(tmp_path / "own film.mp4", frames=150, width=192, height=108, rotation=90, sound=True)
    said = shell("demo", "own film.mp4", "--out", "shown", "--json", "--lang", "fi", QT_QPA_PLATFORM="offscreen")
    assert said.code == 0, said.messages
    answer = said.answer
    assert answer["refused"] == 2
    assert (len(answer["recordings"]), len(answer["moments"])) == (1, 3)
    assert answer["verified"]["times_exact"] is True
    files = [answer["clip"], answer["sidecar"], answer["still"], *answer["log"].values(), *answer["screenshots"]]
    assert all(Path(file).stat().st_size > 0 for file in files)
    assert len(answer["screenshots"]) >= 4
    assert [line for line in said.messages.splitlines() if line in answer["did"]] == answer["did"]
    (tmp_path / "demo words").write_text(answer["passphrase"], "utf-8")
    opened = shell("vault", "verify", answer["vault"], "--json", "--passphrase-file", "demo words")
    assert (opened.code, opened.answer["recordings"], opened.answer["damaged"]) == (0, 1, [])
