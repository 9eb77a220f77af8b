"""From written text to typed values, one module a type; each works once on every distinct text of a column."""
