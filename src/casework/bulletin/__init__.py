"""通报: figures that were published, frozen with everything that they were made of. Pure."""
