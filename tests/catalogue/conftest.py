"""The tests of these pages are a framework editor's."""

from tests.editors import client, editor, reader

__all__ = ["client", "editor", "reader"]
