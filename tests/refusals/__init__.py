"""What is refused, and how: a recorded corpus of wrong requests and wrong command lines."""
