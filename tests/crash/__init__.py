"""Kills workers in the middle of jobs and looks at what is left. Used by the tests and by `make crash`."""
