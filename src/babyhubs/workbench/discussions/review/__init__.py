"""Names go before anybody codes: the queue of doubtful words, words that a person finds, and the passing of each text."""
