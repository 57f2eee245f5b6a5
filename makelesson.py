"""The command, run from a clone: `python makelesson.py build`. Hands straight over to the package."""

from lessonpress.cli import start

if __name__ == "__main__":
    start()
