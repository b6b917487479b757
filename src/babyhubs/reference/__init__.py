"""What is known beforehand: code lists, areas, deprivation, denominators; files with source and licence, and their readers."""
