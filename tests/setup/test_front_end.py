from pathlib import Path

import pytest

from scripts import front_end


@pytest.fixture
def node_folder(tmp_path):
    """`node_folder(version)` gives a folder with an npm and a node that prints the version."""

    def make(version: str) -> str:
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho {version}\n")
            program.chmod(0o755)
        return str(tmp_path)

    return make


@pytest.mark.parametrize(
    ("text", "number"), [("v20.20.2\n", 20), ("v9.1.0\n", 9), ("", 0), ("node: not found", 0), ("20.1.0", 0)]
)
def test_major_reads_what_node_prints(text, number):
    assert front_end.major(text) == number


@pytest.mark.parametrize(("version", "usable"), [("v20.0.0", True), ("v24.1.0", True), ("v18.19.0", False)])
def test_is_usable_asks_for_node_20(node_folder, version, usable):
    folder = node_folder(version)

    assert front_end.is_usable(folder) is usable


def test_is_usable_asks_for_npm(node_folder):
    folder = node_folder("v20.0.0")
    Path(folder, "npm").unlink()

    assert front_end.is_usable(folder) is False


def test_path_with_node_keeps_a_path_that_has_it(node_folder, monkeypatch):
    folder = node_folder("v22.0.0")
    monkeypatch.setenv("PATH", folder)

    assert front_end.path_with_node() == folder
