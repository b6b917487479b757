"""People who sign in: accounts, invitation and sign-in links, passkeys and codes, the limits of a session."""
