"""字形归一: one form for letters of any width and case, composed or not (Unicode UAX 15, NFKC)."""

import unicodedata


def folded(text: str) -> str:
    """Return the form in which equal texts are equal: NFKC, case folded, blanks made one."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isprintable():  # signs of format are not, nor are some blanks
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def solid(text: str) -> str:
    """Return the folded text without any blank: for names, which are written with and without."""
    return folded(text).replace(" ", "")
