"""Gates and server killed at random, networks cut: is every scan kept once, and the count right?

A gate here does what a device does: asks with a short patience, decides alone when no answer
comes, keeps on its disk what it showed, and tells it under the same number until acknowledged.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.gates_house import ROOT, Conference, Line, Server
from tools import processes

PATIENCE = 0.8
PACE = 0.06  # seconds from one guest to the next, at most
NEAR = 0.001  # seconds between what a device says of a scan's time and what the register says


class Gate:
    """One device. Its log is all that it knows after it was killed."""

    def __init__(self, port: int, secret: str, codes: list[str], folder: Path, seed: str) -> None:
        self.line, self.codes, self.chance = (
            Line(port, secret, PATIENCE),
            codes,
            random.Random(seed),
        )
        self.folder, self.scans = folder, read_log(folder)
        self.log = (folder / "log").open("a")

    def write(self, **said) -> None:
        """In the system's hands before anything else happens: a killed process loses nothing."""
        self.log.write(json.dumps(said) + "\n")
        self.log.flush()
        note(self.scans, said)

    def is_cut(self) -> bool:
        return (self.folder / "cut").exists()

    def work(self) -> None:
        while not (self.folder.parent / "drain").exists():
            self.scan()
            if self.chance.random() < 0.1:
                self.tell()
            time.sleep(self.chance.random() * PACE)
        while any(is_waiting(one) for one in self.scans.values()):
            self.tell()
            time.sleep(0.05)

    def scan(self) -> None:
        number = str(uuid.uuid4())
        card, way = self.chance.randrange(len(self.codes)), self.chance.choice(("entry", "exit"))
        self.write(did="read", id=number, card=card, way=way, at=time.time())
        self.decide(number)

    def decide(self, number: str) -> None:
        one = self.scans[number]
        asked = {"id": number, "code": self.codes[one["card"]], "direction": one["way"]}
        try:
            if self.is_cut():
                raise ConnectionError
            if self.chance.random() < 0.05:  # the answer is lost on its way
                self.line.timeout = 0.002
            status, _headers, body = self.line.ask("POST", "scan", asked)
            if status != 200:
                raise ConnectionError
            said = json.loads(body)
            at = datetime.fromisoformat(said["at"]).timestamp()
            self.write(did="shown", id=number, verdict=said["verdict"], alone=False, at=at)
        except (OSError, ValueError):
            self.line.close()
            self.write(did="shown", id=number, verdict=self.alone(one), alone=True)
        finally:
            self.line.timeout = PATIENCE

    def alone(self, one: dict) -> str:
        if one["way"] == "exit":
            return "left"
        mine = [s for s in self.scans.values() if s["card"] == one["card"] and moves(s)]
        is_inside = bool(mine) and mine[-1]["verdict"] == "admitted"
        return "already_inside" if is_inside else "admitted"

    def tell(self) -> None:
        for number, one in list(self.scans.items()):
            if "verdict" not in one:  # killed between reading and showing
                self.decide(number)
        waiting = [(number, one) for number, one in self.scans.items() if is_waiting(one)][:500]
        if not waiting or self.is_cut():
            return
        lines = [
            {"id": number, "code": self.codes[one["card"]], "direction": one["way"],
             "verdict": one["verdict"], "at": datetime.fromtimestamp(one["at"], UTC)}
            for number, one in waiting
        ]  # fmt: skip
        try:
            self.line.timeout = 10
            told = {"sent_at": datetime.now(UTC), "scans": lines}
            status, _headers, body = self.line.ask("POST", "scans", told)
            if status == 200:
                for kept in json.loads(body)["kept"]:
                    self.write(did="kept", id=kept["id"])
        except (OSError, ValueError):
            pass
        finally:
            self.line.timeout = PATIENCE


def note(scans: dict[str, dict], said: dict) -> None:
    scans.setdefault(said["id"], {}).update(said)


def read_log(folder: Path) -> dict[str, dict]:
    scans: dict[str, dict] = {}
    path = folder / "log"
    for text in path.read_text().splitlines() if path.exists() else []:
        note(scans, json.loads(text))
    return scans


def is_waiting(one: dict) -> bool:
    return "verdict" not in one or (one["alone"] and one["did"] != "kept")


def moves(one: dict) -> bool:
    return one.get("verdict") in ("admitted", "left")


# ── rounds ────────────────────────────────────────────────────────────────────


class Rounds:
    def __init__(self, server: Server, made: Conference, folder: Path, seed: int) -> None:
        self.server, self.made, self.folder = server, made, folder
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.gates: list[subprocess.Popen] = []
        for n in range(4):
            (folder / f"{n}").mkdir(parents=True)

    def end(self) -> None:
        for gate in self.gates:
            processes.kill(gate)

    def start_gate(self, n: int) -> subprocess.Popen:
        told = {"port": self.server.port, "secret": self.made.secrets[n], "seed": str(uuid.uuid4()),
                "codes": self.made.codes, "folder": str(self.folder / f"{n}")}  # fmt: skip
        (self.folder / f"{n}.json").write_text(json.dumps(told))
        command = [sys.executable, "-m", "benchmarks.gates_crash", str(self.folder / f"{n}.json")]
        return processes.start(command, stops_by=signal.SIGKILL, cwd=ROOT)

    def run(self, seconds: float) -> dict[str, int]:
        (self.folder / "drain").unlink(missing_ok=True)
        self.gates = [self.start_gate(n) for n in range(4)]
        self.troubled(seconds * (0.5 + self.chance.random()))
        self.server.kill()
        self.server.start()
        self.done["server killed"] += 1
        self.server.wait_until_up()
        # Now live scans stand beside the merges of what was decided alone meanwhile.
        self.troubled(seconds)
        for n in range(4):
            (self.folder / f"{n}" / "cut").unlink(missing_ok=True)
        (self.folder / "drain").touch()
        for n, gate in enumerate(self.gates):
            if gate.wait(120) != 0:
                raise SystemExit(f"gate {n} did not drain")
        return self.verified()

    def troubled(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.1 + self.chance.random() * 0.3)
            self.trouble()

    def trouble(self) -> None:
        cut = [n for n in range(4) if (self.folder / f"{n}" / "cut").exists()]
        n = self.chance.randrange(4)
        if self.chance.random() < 0.4:
            self.gates[n].send_signal(signal.SIGKILL)
            self.gates[n].wait()
            self.gates[n] = self.start_gate(n)
            self.done["gates killed"] += 1
        elif cut and self.chance.random() < 0.7:
            (self.folder / f"{cut[0]}" / "cut").unlink()
        else:
            (self.folder / f"{n}" / "cut").touch()
            self.done["networks cut"] += 1

    def verified(self) -> dict[str, int]:
        """What the gates' own logs say against the register; anything but zero is a fault."""
        from muntada.gates.models import Conflict, Presence, Scan

        told = {key: one for n in range(4) for key, one in read_log(self.folder / f"{n}").items()}
        # Two at one moment stand as the register wrote them: the later line waited for the earlier.
        rows = [
            (pk, str(number), card, verdict, at)
            for pk, number, card, verdict, at in Scan.objects.order_by("id").values_list(
                "id", "number", "card", "verdict", "at"
            )
        ]
        register = Counter(row[1] for row in rows)
        known = [(told[row[1]], row) for row in rows if row[1] in told]
        known.sort(key=lambda pair: pair[0]["at"])
        plain = Recount()
        for one, (pk, _number, card, _verdict, _at) in known:
            plain.take(pk, card, one.get("verdict"))
        waiting = Conflict.objects.filter(kind="twice", settled_at=None)
        said = set(waiting.values_list("first", "second"))
        inside = set(Presence.objects.filter(inside=True).values_list("card", flat=True))
        self.done["scans"] = len(told)
        self.done["decided alone"] = sum(one["alone"] for one in told.values())
        self.done["two admissions reported"] = len(said)
        return {
            "lost": len(told.keys() - register.keys()),
            "counted twice": sum(n - 1 for n in register.values()),
            "from nowhere": len(register.keys() - told.keys()),
            "not as shown": sum(one["verdict"] != row[3] for one, row in known),
            "at another time": sum(
                abs(one["at"] - row[4].timestamp()) > NEAR for one, row in known
            ),
            "inside, wrongly": len(inside ^ plain.inside()),
            "two admissions unsaid": len(plain.twice - said),
            "said without cause": sum(not plain.is_one_stay(*pair) for pair in said),
        }  # fmt: skip


class Recount:
    """Who is inside, from what the guards were shown in order of time, and nothing else."""

    def __init__(self) -> None:
        self.stays: dict[str, list[list[int]]] = {}  # of each card: the admissions of each stay
        self.twice: set[tuple[int, int]] = set()  # two that follow each other in one stay

    def take(self, pk: int, card: str, verdict: str | None) -> None:
        stays = self.stays.setdefault(card, [[]])
        if verdict == "left":
            stays.append([])
        elif verdict == "admitted":
            self.twice |= {(before, pk) for before in stays[-1][-1:]}
            stays[-1].append(pk)

    def inside(self) -> set[str]:
        return {card for card, stays in self.stays.items() if stays[-1]}

    def is_one_stay(self, first: int, second: int) -> bool:
        return any(
            first in stay and second in stay for stays in self.stays.values() for stay in stays
        )


def main() -> None:
    told = json.loads(Path(sys.argv[1]).read_text())
    os.chdir(told["folder"])
    Gate(told["port"], told["secret"], told["codes"], Path(told["folder"]), told["seed"]).work()


if __name__ == "__main__":
    main()
