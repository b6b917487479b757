"""The report of the discussions: one telling, as a page, a Word document and a workbook."""
