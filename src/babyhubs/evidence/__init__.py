"""Findings: small frozen records that carry what a strand learned to the next."""
