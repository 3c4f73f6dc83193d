"""What a release is made of: a bill of materials (CycloneDX), and under which licences."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from scripts.dist.building import epoch

OURS = "competence-app"
BUILT_IN = ("nhsuk-frontend",)  # of what npm brings, the part that is in the static files; the rest are tools
RULE = "\n" + "=" * 80 + "\n"


def write_bill(programs: Path, into: Path) -> None:
    """Write the bill of materials of an environment that holds a release; CalledProcessError where that fails."""
    command: list[str | Path] = [Path(sys.executable).with_name("cyclonedx-py"), "environment", programs / "python"]
    options: list[str | Path] = ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "--output-file", into]
    env = {**os.environ, "SOURCE_DATE_EPOCH": epoch()}
    subprocess.run([*command, *options], env=env, check=True)
    bill = json.loads(into.read_text())
    # Installed from a file of this machine, ours names it; it is what the bill is of.
    bill["components"] = [*(part for part in bill["components"] if part["name"] != OURS), *map(_component, BUILT_IN)]
    bill["dependencies"] = [part for part in bill["dependencies"] if not part["ref"].startswith(f"{OURS}==")]
    into.write_text(json.dumps(bill, indent=2) + "\n")


def write_licences(programs: Path, into: Path) -> None:
    """Write each part with its version and licence, then the licences' texts."""
    parts = sorted(_installed(programs), key=lambda part: part.name.lower())
    lines = [f"{part.name} {part.version}: {licence_of(part)}" for part in parts]
    of_npm = [f"{package['name']} {package['version']}: {package['license']}" for package in map(_package, BUILT_IN)]
    texts = [RULE.join([f"{part.name} {part.version}", text]) for part in parts for text in _texts(part)]
    into.write_text("\n".join([*lines, *of_npm]) + "\n" + RULE + RULE.join(texts))


def licence_of(part: Distribution) -> str:
    """Return the name of a package's licence, as it says it itself; of some, that is a classifier."""
    said = part.metadata.get_all("License-Expression") or []
    classified = [line.rpartition(" :: ")[2] for line in part.metadata.get_all("Classifier") or [] if "License ::" in line]
    free = [line.splitlines()[0] for line in part.metadata.get_all("License") or [] if line]
    return next((", ".join(found) for found in (said, classified, free) if found), "not said")


def _installed(programs: Path) -> Iterator[Distribution]:
    [packages] = programs.parent.glob("lib/python*/site-packages")
    return (part for part in distributions(path=[str(packages)]) if part.name != OURS)


def _texts(part: Distribution) -> Iterator[str]:
    for file in part.files or []:
        if ".dist-info/" in str(file) and any(word in file.name.upper() for word in ("LICEN", "COPYING", "NOTICE")):
            yield Path(str(file.locate())).read_text(errors="replace")


def _component(name: str) -> dict[str, Any]:
    package = _package(name)
    place = f"pkg:npm/{name}@{package['version']}"
    licences = [{"license": {"id": package["license"], "acknowledgement": "declared"}}]
    named = {"name": name, "version": package["version"], "purl": place, "bom-ref": place}
    return {"type": "library", **named, "licenses": licences}


def _package(name: str) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(Path("node_modules", name, "package.json").read_text())
    return package
