import re
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[2] / "build"


def test_style_asks_only_for_files_that_are_built():
    style = (BUILD / "app.css").read_text()

    files = {name for name in re.findall(r'url\("?([^")]*)"?\)', style) if not name.startswith("#")}
    assert "icons/nhsuk-icon-cross.svg" in files
    assert [name for name in sorted(files) if not (BUILD / name).is_file()] == []


def test_style_names_no_font_that_is_not_ours_to_use():
    style = (BUILD / "app.css").read_text().lower()

    assert "html{font-family:arial,sans-serif}" in style
    assert [name for name in ("frutiger", "@font-face", "//") if name in style] == []


@pytest.mark.parametrize("name", ["app.js", "boot.js"])
def test_script_asks_for_nothing_off_site(name):
    script = (BUILD / name).read_text()

    assert "import(" not in script
    assert re.findall(r"https?://(?!www\.w3\.org/)[^\"'`]*", script) == []


def test_pictures_are_icons_and_no_logo():
    names = {picture.name for picture in (BUILD / "icons").iterdir()}

    assert "icon.svg" in names
    assert [name for name in sorted(names) if not re.fullmatch(r"(nhsuk-)?icon(-[a-z-]+)?\.svg", name)] == []


def test_the_dark_style_is_about_colours_alone_and_never_on_paper():
    style = (BUILD / "dark.css").read_text()

    assert "color-scheme:dark" in style
    assert "@media print" not in style
    rules = re.findall(r"{([^{}]*)}", style)
    about = {declared.split(":")[0].split("-")[0] for rule in rules for declared in re.split(r";(?![^(]*\))", rule)}
    assert about <= {"", "color", "background", "border", "outline", "box", "fill", "stroke", "text"}


def test_charts_fill_each_level_with_the_lines_that_it_has_elsewhere():
    style = (BUILD / "app.css").read_text()
    drawn = (BUILD.parent / "templates" / "components" / "chart_patterns.html").read_text()

    lined = re.findall(r"\.(level-\w+){[^}]*--level-lines: *(?!none)\S", style)

    assert set(lined) == {f"level-{which}" for which in (2, 3, 4, 5, 6, "need", "none")}
    assert set(re.findall(r'\.(level-\w+)>\.app-bars__segment{fill:url\("?#\1"?\)', style)) == set(lined)
    assert set(re.findall(r'<pattern[^>]*\bid="([^"]*)"', drawn)) == set(lined)
