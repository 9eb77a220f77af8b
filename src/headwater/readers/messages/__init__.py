"""Messages of trade and payment: EDIFACT and X12 manifests, ISO 20022 and SWIFT payments, each told by its content."""
