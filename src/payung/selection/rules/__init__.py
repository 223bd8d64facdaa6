"""The rules of selection: division of places, draw and ranking. Pure; columns in, columns out."""
