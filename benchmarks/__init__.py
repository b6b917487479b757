"""Side by side with peers, with the truth and with the limit. Run from the root of the checkout."""
