"""What people are told of workbooks, and in them."""

from competence_app.catalogue.formats.wording import FormatNames

WORKBOOK_NAMES = FormatNames("Excel workbook", "Excel", "an Excel workbook", "a workbook")
