"""Make a release in dist/: `python -m scripts.dist`."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.dist import building, installing, supply, trial

INTO = Path("dist")


def main() -> None:
    """Build, install and try it, and say what is in it; exits where one of these fails."""
    shutil.rmtree(INTO, ignore_errors=True)
    wheel, sdist = building.build(INTO)
    with TemporaryDirectory(prefix="competence-dist-") as folder:
        programs = installing.install(wheel, Path(folder, "environment"))
        trial.run(programs, Path(folder, "var"))
        supply.write_bill(programs, INTO / "bill-of-materials.cdx.json")
        supply.write_licences(programs, INTO / "licences.txt")
    shutil.copy("runtime.lock", INTO)
    files = sorted(INTO.iterdir())
    (INTO / "SHA256SUMS").write_text("".join(f"{building.digest(file)}  {file.name}\n" for file in files))
    print(f"{wheel} and {sdist.name} are the same bytes when built again. The wheel serves, alone.")


if __name__ == "__main__":
    os.environ.pop("DEBUG", None)
    main()
