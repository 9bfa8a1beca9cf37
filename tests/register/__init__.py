"""The register: reading, checking, importing, exporting."""
