"""Reading a chart that was drawn."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def read(drawn: str) -> ET.Element:
    """The outermost element of our own drawing."""
    return ET.fromstring(drawn)
