"""Pictures of an answer: charts and a map, as SVG and PNG, that can stand alone.

Each says on itself what was found, for which day, by which sources and under which licence.
"""
