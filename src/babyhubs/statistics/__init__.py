"""Pure measures: arrays in, arrays out. No files, no tables, no clock."""
