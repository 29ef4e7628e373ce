"""A film of the project's own: an adult and a child taking turns, drawn by code, as a phone would deliver it.

It lets everyone try the program, and the tests walk through it, without a film of real people.
"""

from vigtool.media.demo_film.story import DEMO_MOMENTS, DEMO_SECONDS, DEMO_TURNS, DemoMoment, DemoTurn
from vigtool.media.demo_film.writing import draw_demo_film

__all__ = ["DEMO_MOMENTS", "DEMO_SECONDS", "DEMO_TURNS", "DemoMoment", "DemoTurn", "draw_demo_film"]
