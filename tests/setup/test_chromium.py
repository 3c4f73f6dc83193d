import pytest

from scripts import chromium


@pytest.fixture
def program(tmp_path):
    """`program(name)` makes a program of that name in a folder and gives its path."""

    def make(name: str) -> str:
        path = tmp_path / name
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_find_prefers_the_one_that_is_named(program, tmp_path, monkeypatch):
    program("chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", program("mine"))

    assert chromium.find() == str(tmp_path / "mine")


def test_find_stops_when_the_named_one_is_missing(program, tmp_path, monkeypatch):
    program("chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")

    with pytest.raises(SystemExit, match="CHROMIUM=/nowhere/chrome is not a program"):
        chromium.find()


@pytest.mark.parametrize(("first", "second"), [("chromium-headless-shell", "chromium"), ("chromium", "google-chrome")])
def test_find_takes_the_first_that_is_on_path(program, tmp_path, monkeypatch, first, second):
    program(second)
    expected = program(first)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert chromium.find() == expected
