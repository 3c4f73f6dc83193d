"""How an extract of a staff record is laid out: records of one line, each beginning with its kind, tildes between.

No extract of a live system was seen: what stands where is made up after what such files hold. An organisation whose
extract is laid out otherwise changes this table, and nothing else.
"""

from collections.abc import Mapping

SEPARATOR = "~"
HEADER, PERSON, TRAILER = "HDR", "PER", "TRL"  # the last says how many persons there are

# Where what stands in the record of a person, counted from 0, its kind.
NUMBER = "number"  # of the employee, by which a supervisor is named
PLACES: Mapping[str, int] = {
    NUMBER: 1,
    "surname": 2,
    "forename": 3,
    "address": 4,
    "job-role": 5,
    "team": 6,
    "supervisor": 7,
}
