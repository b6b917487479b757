"""What was said, taken down by file, and who took part: the receipt of each file, the consent sheet, participants."""
