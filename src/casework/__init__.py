"""The write side: what may happen to an appeal, and what has happened to it."""
