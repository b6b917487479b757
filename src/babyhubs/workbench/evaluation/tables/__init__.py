"""Tables that are brought or counted, and checked before anything is answered from them."""
