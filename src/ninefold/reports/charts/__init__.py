"""Charts as SVG text: the same string stands in the page and in the PDF."""
