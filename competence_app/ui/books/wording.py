"""What every workbook says of itself."""

ABOUT_SHEET = "About this file"
COLUMNS_OF = "Columns of “{sheet}”"
PRIVATE_FILE = (
    "This file says what a person told few others. Keep it where only those may open it who may know, and delete it "
    "when it is no longer needed."
)
PRIVATE_FOOTER = "Private: a person's ratings"
