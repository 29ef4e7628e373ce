"""Programs around vigtool: what ./run does before it can start, and what its makers need at times.

Whatever ./run imports keeps to the standard library, since nothing is installed yet.
"""
