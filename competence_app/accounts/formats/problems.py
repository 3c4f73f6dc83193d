"""What keeps a file of people from being read at all."""


class UnreadablePeopleError(Exception):
    """A file that holds no people: for the reason with this ``code``, with what its words name."""

    def __init__(self, code: str, **named: object) -> None:
        super().__init__(code)
        self.code, self.named = code, named
