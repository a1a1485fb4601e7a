"""Items being rectified: measures and progress. Imports no sibling."""
