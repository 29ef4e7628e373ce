"""What every feature of the window uses: colours, type, icons, buttons, panels, and work in the background."""
