"""往日: what an `as_of` means, and views, directory and policies as they were then."""
