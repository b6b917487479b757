"""The report of observed sessions: across hubs (released), one page a hub and a replay (internal)."""
