"""The office's pages that belong to no single room: the front page and the calculators. It owns no personal data."""
