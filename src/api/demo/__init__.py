"""A made-up city and a year of its appeals, from a seed: nothing here touches the service."""
