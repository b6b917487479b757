"""Charts as data: Altair drawn to SVG without a browser, and words for those who do not see them."""
