"""What is known beforehand: code lists, areas, deprivation, denominators, each file with source and licence."""
