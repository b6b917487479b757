"""What parents see without an account: find a baby hub, get involved, my choices."""
