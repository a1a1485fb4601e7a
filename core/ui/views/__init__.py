"""Parents of all page views: an app says what to show, these say how. See each class for a worked example."""
