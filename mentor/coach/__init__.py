"""Pure reasoning: (content, journey, today) to gaps, plan and week."""
