"""The bid, and what else is written from the same claims: a form's sections as plain text, counted, checked, and put together."""
