"""How much a file from outside may hold: every limit in one place, each with its reason.

A limit is there so that a broken or hostile file ends in a sentence and not in a machine without memory. Each is far above
what a real export needs: a year of a large service is about 150,000 contacts of 14 columns, 25 MB as text.
"""

MIB = 1024 * 1024

COLUMNS = 256  # the old Excel limit; exports of contacts have 10 to 60, the widest national table we know has 157
CELL_CHARACTERS = 32_767  # Excel's own limit for one cell
LINE_BYTES = MIB  # one line of text: 256 full columns take a tenth of it
ROW_LINES = 500  # lines that one quoted row may run over: more is a quotation mark that is never closed
TEXT_BYTES = 1024 * MIB  # a text file, unpacked: about 6 million contacts
PACKED_RATIO = 200  # unpacked to packed; real exports reach 5 to 30
PACKED_RATIO_FROM = 16 * MIB  # below this, a high ratio harms nobody (a small file of one repeated row)

HEADING_WITHIN = 50  # rows in which a heading must stand: title blocks take up to about 20
SAMPLE_ROWS = 300  # rows looked at to find delimiter and heading
HEADING_CHARACTERS = 200  # a longer cell is a sentence and no heading
BROKEN_SHARE = 0.2  # more broken rows than this: the layout is wrong, not the rows
BROKEN_AT_LEAST = 10  # below this number a share says nothing

XLSX_BYTES = 512 * MIB  # the workbook as it lies on the disk
XLSX_UNPACKED = 1024 * MIB  # all its parts: a million rows of 14 columns take about 800 MB
XLSX_PART = 768 * MIB  # one part of it: the largest sheet
XLSX_PARTS = 2_000  # number of parts: a workbook has 10 to 100
XLSX_CELLS = 15_000_000  # rows times columns, 32 bytes each in the reader; the longest sheet with 14 columns fits
XLSX_TEXT = 1024 * MIB  # all cells as text: a string is stored once in the file and copied for each cell that shows it

PARQUET_GROUP_BYTES = 1024 * MIB  # one row group, unpacked: it is read as a whole
PARQUET_TEXT_BYTES = 1024 * MIB  # all cells as text
