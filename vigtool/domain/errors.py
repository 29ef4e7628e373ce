"""The root of every typed error: facts as fields, never sentences for people.

Layers below the window and the command line raise subclasses that carry data; only ``vigtool.wording``
turns them into a sentence with a next step. No field holds a name of a person or the path of a film.
"""


class VigtoolError(Exception):
    """Something that the program foresees going wrong."""


class Cancelled(VigtoolError):
    """The user asked to stop. Raised by a ``Progress`` callback; whoever catches it leaves nothing half-written."""
