"""The versions of the tables, one after the other. What was released is never edited."""
