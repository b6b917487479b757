"""The statistics on anyone's table: columns to arrays, arrays to columns. `babyhubs measure` calls these."""
