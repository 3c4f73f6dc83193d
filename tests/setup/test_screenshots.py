import re
from pathlib import Path

from scripts.screenshots import IMAGES, PICTURES

MOST = 400_000  # bytes that a reader of the README loads at most


def test_the_folder_holds_what_the_script_takes_and_little_enough():
    files = sorted(IMAGES.iterdir())

    assert [file.name for file in files] == sorted(f"{picture.name}.png" for picture in PICTURES)
    assert sum(file.stat().st_size for file in files) < MOST


def test_the_readme_shows_nothing_that_is_not_there():
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", Path("README.md").read_text(encoding="utf-8"))

    assert shown
    assert all(Path(file).exists() for file in shown)
