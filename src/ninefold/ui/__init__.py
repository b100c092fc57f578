"""The pieces of the design system that our pages use. No tables."""
