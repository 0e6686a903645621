"""Stub, being replaced."""
def sort_key(name: str, language: str) -> str:
    return name.lower()
def normalise(text: str) -> str:
    return text.lower()
def skeleton(name: str) -> str:
    return name.lower()
