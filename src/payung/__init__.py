"""Payung: how an Indonesian local government insures its vulnerable informal workers."""
