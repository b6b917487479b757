"""The results of an audit, for people: what came out, page by page, and what moved since an earlier audit."""
