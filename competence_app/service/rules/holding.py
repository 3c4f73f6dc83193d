"""What a database holds, in so few words that two can be compared."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Self

_WRAP = 2**256


@dataclass(frozen=True, slots=True)
class TableContents:
    """The rows of a table: how many, and the sum of their digests, in hexadecimal, which knows no order."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class DatabaseContents:
    """All of a database: rows by table, definitions (of triggers …) by name, the last number of each counter."""

    tables: Mapping[str, TableContents]
    structure: Mapping[str, str]
    counters: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return it as a manifest has it."""
        return asdict(self)

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Self:
        """Return what a manifest says."""
        tables = {name: TableContents(**table) for name, table in value["tables"].items()}
        return cls(tables, value["structure"], value["counters"])


def summed(rows: Iterable[tuple[Any, ...]]) -> TableContents:
    """Return what is said of a table's rows."""
    count = total = 0
    for row in rows:
        text = json.dumps([_plain(value) for value in row], sort_keys=True)
        total += int.from_bytes(sha256(text.encode(errors="surrogatepass")).digest())
        count += 1
    return TableContents(count, f"{total % _WRAP:064x}")


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, whichever database it is from."""
    if isinstance(value, str | int | float | None | dict | list):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def differences(wanted: DatabaseContents, found: DatabaseContents) -> list[str]:
    """Return where the second is not as the first, a line each; a counter may have gone on."""
    return [*_of_tables(wanted.tables, found.tables), *_of_structure(wanted, found), *_of_counters(wanted, found)]


def _of_tables(wanted: Mapping[str, TableContents], found: Mapping[str, TableContents]) -> list[str]:
    return [
        f"{name}: {_rows(wanted.get(name))} were kept, {_rows(found.get(name))} are there"
        for name in sorted(wanted.keys() | found.keys())
        if wanted.get(name) != found.get(name)
    ]


def _rows(table: TableContents | None) -> str:
    return f"{table.rows} rows ({table.digest[:8]})" if table else "no such table"


def _of_structure(wanted: DatabaseContents, found: DatabaseContents) -> list[str]:
    names = sorted(wanted.structure.keys() | found.structure.keys())
    return [f"{name} differs" for name in names if wanted.structure.get(name) != found.structure.get(name)]


def _of_counters(wanted: DatabaseContents, found: DatabaseContents) -> list[str]:
    behind = [name for name, number in wanted.counters.items() if found.counters.get(name, 0) < number]
    return [f"{name} would give a number again" for name in behind]
