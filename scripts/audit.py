"""Ask whether a weakness is known of anything that is locked: `python -m scripts.audit`.

Who keeps such lists may be out of reach: that is said, and is no failure.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts.front_end import path_with_node

LOCKS = ("runtime.lock", "dev.lock", "setup.lock", "node.lock")
PIP_AUDIT = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")


def of_python(said: dict[str, Any]) -> list[str] | None:
    """Return the weaknesses that pip-audit tells of, a line each; None where it could ask about nothing."""
    parts = [part for part in said.get("dependencies", []) if "skip_reason" not in part]
    lines = [f"{part['name']} {part['version']}: {_called(weakness)}" for part in parts for weakness in part["vulns"]]
    return lines if parts else None


def of_node(said: dict[str, Any]) -> list[str] | None:
    """Return the weaknesses that npm tells of, a line each; None where it could ask about nothing."""
    if "vulnerabilities" not in said:
        return None
    return [f"{name}: {found['severity']}, in {found['range']}" for name, found in said["vulnerabilities"].items()]


def _called(weakness: dict[str, Any]) -> str:
    mended = ", ".join(weakness["fix_versions"]) or "no release yet"
    return f"{weakness['id']}, mended in {mended}"


def _told_by(command: list[str], **env: str) -> dict[str, Any]:
    """Return what a program says in JSON, empty where it says nothing of the kind."""
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {}
    return said


def main() -> None:
    """Ask, and say what is known; exits with status 1 where that is a weakness."""
    pip_audit = str(Path(sys.executable).with_name("pip-audit"))
    answers = {lock: of_python(_told_by([pip_audit, "--requirement", lock, *PIP_AUDIT])) for lock in LOCKS}
    answers["package-lock.json"] = of_node(_told_by(["npm", "audit", "--json"], PATH=path_with_node()))
    for lock, found in answers.items():
        print(f"{lock}: {_in_words(found)}")
    sys.exit(any(answers.values()))


def _in_words(found: list[str] | None) -> str:
    if found is None:
        return "not asked: whoever keeps the list is out of reach"
    return "\n  ".join(["known weaknesses:", *found]) if found else "no weakness is known"


if __name__ == "__main__":
    main()
