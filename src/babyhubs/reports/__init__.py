"""Figures, tables, HTML and Excel: one look, one accessible table beside every chart."""
