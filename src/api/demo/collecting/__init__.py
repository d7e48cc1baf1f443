"""What is raised: when, where, by whom and in what words."""
