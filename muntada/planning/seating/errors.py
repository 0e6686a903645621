"""What is wrong with a hall, its guests or their wishes, said in one sentence."""


class SeatingError(ValueError):
    """A plan that cannot be made as asked. Never names who is to be kept apart: that is secret."""


IMPOSSIBLE = "No plan keeps every constraint. Add seats, open another row, or lift a constraint."
