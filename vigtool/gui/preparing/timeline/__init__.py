"""The dark strip under the picture: the film in time, with its pictures, sound, moments and turns."""
