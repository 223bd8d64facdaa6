"""What people in the office do with claims: one function, one transaction, one event."""
