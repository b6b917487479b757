"""Files from outside become clean tables: read, map, clean, pseudonymise, report their quality."""
