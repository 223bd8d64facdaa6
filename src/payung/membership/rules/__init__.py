"""Pure rules of memberships."""
