"""Which addresses of a file have a row, and which several."""

from competence_app.accounts.rules.importing.addresses import MOST_NAMED, addresses_of
from competence_app.accounts.rules.importing.rows import PersonCell, PersonColumn, PersonRecord, Rows


def rows(*addresses: str) -> Rows:
    """Return the rows of a file in which these are the addresses."""
    return Rows(
        PersonRecord(number, {PersonColumn.ADDRESS: PersonCell(address)}) for number, address in enumerate(addresses, 2)
    )


def test_an_address_is_the_same_however_it_is_written():
    found = addresses_of(rows("A@x.example", "b@x.example", " a@X.example"))

    assert found.all == {"a@x.example", "b@x.example"}
    assert found.twice == {"a@x.example": [2, 4]}


def test_of_many_rows_with_one_address_the_first_are_named():
    found = addresses_of(rows(*["a@x.example"] * 99))

    assert found.twice == {"a@x.example": list(range(2, 2 + MOST_NAMED))}
