"""From files to blocks of raw text cells, one module a family of formats; each format is told by its content."""
