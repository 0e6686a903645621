"""Demo conferences: of the real size, with people who are plainly invented."""

from muntada.website.demo.opening import Login, open_demo

__all__ = ["Login", "open_demo"]
