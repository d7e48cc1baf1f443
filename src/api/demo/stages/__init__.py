"""What happens to an appeal, stage by stage, until it is closed; each adds steps to the case."""
