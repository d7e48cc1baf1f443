"""The values of a board, where boards are made."""

from casework.bulletin.board import Board, Count, Line, Listing

__all__ = ["Board", "Count", "Line", "Listing"]
