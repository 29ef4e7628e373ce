"""Who did what with which film, under which consent."""
