"""One module for each group of verbs; a verb takes the parsed options and answers, and returns the exit code."""
