"""HTTP: the application, its doors, every route and answer, in English and Chinese."""
