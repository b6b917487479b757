"""What may leave the service, and in which shape."""
