"""The register's rules, quotas, the fair draw, reserves, its certificate and the checker."""
