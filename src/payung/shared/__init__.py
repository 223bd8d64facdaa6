"""What every room may use: money, dates, NIK, names, problems. Pure; knows nobody."""
