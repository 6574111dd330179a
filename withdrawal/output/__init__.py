"""Text, diagrams, pictures and calendar files; does not know where they are sent."""
