"""When things happen: working time, limits, and how long each step takes."""
