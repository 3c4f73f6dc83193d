"""What names are found and sorted by, alike on every database."""

import unicodedata

LENGTH = 300  # characters of a key; longer ones are cut
# Letters that are no others with a mark, as English files them.
PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
        "ŋ": "n",
        "ŧ": "t",
    }
)
# Letters that a language files after z, in its order; English files none there.
AFTER_Z = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå"}
APOSTROPHES = frozenset("'`\u00b4\u2018\u2019\u201b\u02bc\u02bb\u02b9\uff07")
SEPARATING = frozenset({"Pd", "Zs", "Cc", "Po"})  # hyphens, spaces, points


def search_key(name: str) -> str:
    """Return the words of a name without accents, capitals, apostrophes and hyphens."""
    return _folded(unicodedata.normalize("NFKC", name).casefold())


def sort_key(name: str, language: str = "en") -> str:
    """Return what sorts, byte by byte, as ``language`` (as in en-gb) sorts the name, from its first word on."""
    after_z = AFTER_Z.get(language.partition("-")[0], "")
    named = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    return _folded(named.translate({ord(letter): chr(ord("{") + n) for n, letter in enumerate(after_z)}))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return " ".join("".join(map(_sign, plain)).split())[:LENGTH]


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Mn" or sign in APOSTROPHES:
        return ""
    return " " if category in SEPARATING else sign
