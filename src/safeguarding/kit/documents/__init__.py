"""One document model (`blocks`) and its three writers: `html`, `docx` and `pdf`."""
