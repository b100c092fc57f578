"""How ./start and ./test set up a checkout and run it. Needs nothing but Python's standard library."""
