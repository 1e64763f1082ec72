"""What shall happen: diagrams, tables, forms and letters; no code."""
