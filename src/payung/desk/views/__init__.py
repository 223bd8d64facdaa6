"""The office's pages that no single room could show."""
