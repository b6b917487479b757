"""Who is reached and who is missed."""
