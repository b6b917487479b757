"""What parents and practitioners say: frame, coding, matrix and agreement."""
