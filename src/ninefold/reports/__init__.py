"""What was disclosed, drawn: charts, HTML, PDF, spreadsheet, JSON. Cannot import an answer."""
