"""The engine behind makelesson: event content and lesson specs in, printable documents out."""

__version__ = "0.1.0"
