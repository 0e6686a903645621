"""The planner's data from the desk's tables and back; reads alone, nothing here changes a row."""
