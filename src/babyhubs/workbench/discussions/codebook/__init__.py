"""The codebook: codes under headings, each with its meaning and direction; shipped ones, and codes of one's own."""
