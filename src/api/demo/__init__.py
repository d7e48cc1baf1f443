"""A made-up city and a year of its appeals, from a seed, sent in by ordinary commands."""
