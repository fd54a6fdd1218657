"""What the README and the reference say is so: commands run, snippets run, nothing is left undocumented."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from api.app import create_app
from api.cli import app as command_line
from api.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def commands() -> list[str]:
    lines = [line for block in blocks(README, "bash") for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.startswith("jiangpu ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the bundled library in it, and a file to read."""
    path = tmp_path_factory.mktemp("readme")
    (path / "资料").mkdir()
    (path / "资料" / "报道.txt").write_text("海城重工有限公司职工李大伟研制出“自动喷号机”，节约成本80万元。", "utf-8")
    subprocess.run([sys.executable, "-m", "api.cli", "ingest", "--bundled"], cwd=path, check=True, capture_output=True)
    return path


def test_the_readme_has_commands_to_run() -> None:
    assert len(commands()) >= 6


@pytest.mark.parametrize("command", [c for c in commands() if " serve" not in c])
def test_a_command_of_the_readme_runs(folder: Path, command: str) -> None:
    words = re.findall(r'"[^"]*"|\S+', command)[1:]
    arguments = [word.strip('"') for word in words]
    program = [sys.executable, "-m", "api.cli"]
    done = subprocess.run([*program, *arguments], cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


def test_the_snippets_of_the_readme_run(folder: Path) -> None:
    snippets = blocks(README, "python")
    assert snippets
    for snippet in snippets:
        done = subprocess.run([sys.executable, "-c", snippet], cwd=folder, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("target", ["serve", "test", "check", "bench", "screenshots"])
def test_the_make_targets_exist(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


def test_every_command_and_option_is_in_the_reference() -> None:
    group = get_command(command_line)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"`jiangpu {name}" in REFERENCE, name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert option in REFERENCE, f"{name} {option}"


def test_every_route_is_in_the_reference() -> None:
    for path, methods in create_app(Settings()).openapi()["paths"].items():
        for method in methods:
            assert f"`{method.upper()} {path}`" in REFERENCE, path


def test_every_setting_is_in_the_reference() -> None:
    for name in Settings.model_fields:
        assert f"`JIANGPU_{name.upper()}`" in REFERENCE, name
