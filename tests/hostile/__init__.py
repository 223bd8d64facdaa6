"""Files that a hostile or unlucky sender could drop, made anew each time: `make_files.py` knows them all."""
