"""The bid and its kin as documents: HTML, Word, tagged PDF and slides, all from the same composed text."""
