"""Files from outside: each is taken apart in a process of its own, with limits."""
