"""When and how the window locks: idle, with the session, before sleep, and by key; and what stays: nothing."""
