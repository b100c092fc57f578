"""Rules of plain values: framework, disclosure, figures, findings. Imports no Django."""
