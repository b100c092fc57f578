"""The academy's words: Markdown files, found, read, checked and made into pages."""
