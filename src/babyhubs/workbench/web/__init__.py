"""What every page shares: layout, languages, headers, errors."""
