"""Files of other programs: kept until somebody has said what their names mean, then taken in as sessions."""
