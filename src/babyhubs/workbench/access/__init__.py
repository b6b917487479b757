"""Who may do what: permissions, roles, and the declaration that every page must carry. Deny by default."""
