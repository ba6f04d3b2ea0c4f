"""The full screen, one module and one sheet a screen."""
