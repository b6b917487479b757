"""The files of an upload: which they are, until when they are kept, and the button that removes them."""
