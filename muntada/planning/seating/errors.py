"""What is wrong with a hall, its guests or their wishes, said in one sentence."""

CROWDED, UNREACHED, CHAIRS, NO_SUCH_SEAT, SIZE, STUCK, UNFOUND = (
    "crowded", "unreached", "chairs", "no_such_seat", "size", "stuck", "unfound",
)  # fmt: skip


class SeatingError(ValueError):
    """A plan that cannot be made as asked. Never names who is to be kept apart: that is secret.

    `code` for translation; `keys`: the guests left without what they need.
    """

    def __init__(self, sentence: str, code: str = STUCK, keys: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.code, self.keys = code, keys


IMPOSSIBLE = "No plan keeps every constraint. Add seats, open another row, or lift a constraint."
