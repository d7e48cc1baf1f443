"""How people and programs reach the city: HTTP, the command line, imports, the demo."""
