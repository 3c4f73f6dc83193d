"""Where the files of the app lie that are no code: beside the package in its tree, inside it once it is installed."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
INSTALLED = Path("files")  # pyproject.toml puts them there, in the wheel
VAR = Path("/var/lib/competence")


def files_of(package: Path) -> Path:
    """Return the folder that holds ``templates``, ``staticfiles`` and ``frameworks``."""
    inside = package / INSTALLED
    return inside if inside.is_dir() else package.parent


def var_of(package: Path) -> Path:
    """Return the folder of what an installation writes where nothing else is said; never inside the package."""
    files = files_of(package)
    return VAR if package in files.parents else files / "var"


def sources_of(package: Path) -> list[Path]:
    """Return from where static files are collected; they are, once it is installed."""
    files = files_of(package)
    return [] if package in files.parents else [files / "build"]
