"""A pack signed with the provider's own key, offline, in minisign's form: anybody's minisign can check it without this program."""
