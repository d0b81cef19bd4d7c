"""The command line: quick to answer, clear about mistakes, in the tongue of the terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from hall.project.cli import COMMANDS, main
from hall.project.cli.bench import BENCHES, Figure
from hall.project.cli.tongue import say

CHECKOUT = Path(__file__).resolve().parents[3]


def hall(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hall.project.cli", *arguments],
        env={"PYTHONPATH": str(CHECKOUT / "src"), "PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command_without_loading_django():
    program = "from hall.project.cli import main; import sys; main(['--help'], standalone_mode=False)"
    check = f"{program}; sys.exit('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", check],
        env={"PYTHONPATH": str(CHECKOUT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str):
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ("zh_CN.UTF-8", "办事"),
        ("en_GB.UTF-8", "service"),
        ("C.UTF-8", "办事"),
        ("POSIX", "办事"),
        ("", "办事"),
    ],
)
def test_it_speaks_the_terminal_s_tongue(monkeypatch: pytest.MonkeyPatch, locale: str, word: str):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", locale)
    assert say("办事", "service") == word


def test_an_unknown_kind_of_data_is_refused_with_the_known_ones():
    done = hall("load", "weather", HALL_MODE="test", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 2
    assert "weather" in done.stderr
    assert "calendar" in done.stderr


@pytest.mark.parametrize("command", ["migrate", "serve", "worker", "load"])
def test_missing_settings_end_a_command_with_their_names_not_a_traceback(command: str):
    done = hall(command, HALL_MODE="production", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "HALL_SECRET_KEY must be set in production" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_speaks_json_and_tells_by_its_exit_code_that_something_is_wrong(tmp_path: Path):
    done = hall(
        "doctor", "--json", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", HALL_STATE_DIR=str(tmp_path)
    )
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["well"] is False
    found = {finding["name"]: finding["state"] for finding in told["findings"]}
    assert found["python"] == "well"
    assert found["database"] == "wrong"


def test_a_demonstration_in_production_is_refused():
    done = hall("demo", HALL_MODE="production", DATABASE_URL="postgresql://x@127.0.0.1:1/x")
    assert done.returncode == 1
    assert "demo" in done.stderr.lower() or "演示" in done.stderr


def test_a_figure_is_one_json_object_with_the_agreed_names():
    figure = Figure("cases", "cases_per_second", 150.0, "cases/s", "SpiffWorkflow", 46.0, 3.26, n=500)
    agreed = ["bench", "metric", "value", "unit", "peer", "peer_value", "ratio", "n", "machine"]
    assert list(vars(figure)) == agreed
    assert "ratio 3.26" in str(figure)


def test_the_benchmarks_keep_their_names():
    assert {"cases", "pages"} <= set(BENCHES)


def test_children_die_with_their_parent_even_when_it_is_killed(tmp_path: Path):
    """kill -9 of the demonstration must not leave a web server on its port."""
    parent = textwrap.dedent(f"""
        import sys
        from hall.project.cli.processes import Process, keep_running
        sleeper = Process("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
        def note():
            open({str(tmp_path / "pid")!r}, "w").write(str(sleeper.child.pid))
        keep_running([sleeper], ready=note)
    """)
    running = subprocess.Popen([sys.executable, "-c", parent], env={"PYTHONPATH": str(CHECKOUT / "src")})
    child = int(wait_for(tmp_path / "pid"))
    running.kill()
    running.wait()
    assert is_gone(child)


def test_what_dies_is_revived_and_ctrl_c_ends_all_in_order(tmp_path: Path):
    parent = textwrap.dedent(f"""
        import sys
        from hall.project.cli import processes
        processes.FEWEST_SECONDS_BETWEEN_REVIVALS = 0.1
        sleeper = processes.Process("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
        def note(name=""):
            open({str(tmp_path / "pid")!r} + name, "w").write(str(sleeper.child.pid))
        processes.keep_running([sleeper], ready=note, tell=note)
        print("ended")
    """)
    running = subprocess.Popen(
        [sys.executable, "-c", parent],
        env={"PYTHONPATH": str(CHECKOUT / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    first = int(wait_for(tmp_path / "pid"))
    os.kill(first, signal.SIGKILL)
    second = int(wait_for(tmp_path / "pidsleeper"))
    assert second != first
    running.send_signal(signal.SIGINT)
    said, _ = running.communicate(timeout=20)
    assert said == "ended\n"
    assert is_gone(second)


def wait_for(path: Path) -> str:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.05)
    raise AssertionError(f"{path} was never written")


def is_gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False
