"""What is wrong with a ladder, a pin or a draw, said in one sentence."""


class LadderError(ValueError):
    """A ladder, a pin, a draw or a list of people that cannot be put in order as given."""
