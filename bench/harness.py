"""Runs programs on one core in turns and collects figures: what all benchmarks of run.py share."""

import json
import os
import statistics
import subprocess
import sys


class Machine:
    """Runs programs on one core, and ends what it has started."""

    def __init__(self, programs, realtime):
        self.programs = programs
        self.realtime = realtime
        self.core = max(os.sched_getaffinity(0))
        self.started = []

    def command(self, name, *words):
        return [str(self.programs / name), *map(str, words)]

    def pin(self):
        os.sched_setaffinity(0, {self.core})
        if self.realtime:
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))

    def pin_server(self):
        # As a batch process a server does not take the core from a client in the middle of a burst. Whether it would
        # depends on who has used more time lately, which makes a ratio jump by half from one round to the next.
        self.pin()
        if not self.realtime:
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))

    def run(self, name, *words):
        done = subprocess.run(self.command(name, *words), stdout=subprocess.PIPE, text=True, check=True,
                              preexec_fn=self.pin)
        return json.loads(done.stdout) if done.stdout else None

    def serve(self, name, *words):
        process = subprocess.Popen(self.command(name, *words), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True, preexec_fn=self.pin_server)
        self.started.append(process)
        return process

    def stop(self, process):
        self.started.remove(process)
        process.terminate()
        process.communicate()

    def stop_all(self):
        for process in list(self.started):
            self.stop(process)


class Report:
    """Collects figures and prints them as one table."""

    def __init__(self):
        self.figures = []

    def add(self, name, value, goal="", unit="", note="", samples=()):
        self.figures.append({"figure": name, "value": value, "unit": unit, "goal": goal, "met": met(value, goal),
                             "note": note, "samples": list(samples)})
        print(".", end="", file=sys.stderr, flush=True)

    def table(self):
        rows = [("figure", "measured", "goal", "", "absolute")]
        for one in self.figures:
            verdict = {True: "met", False: "MISSED", None: ""}[one["met"]]
            rows.append((one["figure"], f"{one['value']:.4g} {one['unit']}".strip(), one["goal"], verdict, one["note"]))
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def met(value, goal):
    if not goal:
        return None
    relation, limit = goal.split()[:2]
    return {"<=": value <= float(limit), ">=": value >= float(limit), "<": value < float(limit)}[relation]


def take_turns(rounds, *measures):
    """Runs all in turns. Returns of each round what each took for one request, in microseconds: (seconds, cpu)."""
    def once(measure):
        took = measure()
        return [1e6 * took[what] / took["requests"] for what in ("seconds", "cpu")]
    for measure in measures:
        once(measure)
    return [[once(measure) for measure in measures] for _ in range(rounds)]


def median(values):
    return statistics.median(list(values))


def ratios(turns, who, what):
    """Returns the ratio of each round to its floor, and the medians as a note."""
    note = "{:.2f} : {:.2f} us".format(median(turn[who][what] for turn in turns), median(turn[0][what] for turn in turns))
    return [turn[who][what] / turn[0][what] for turn in turns], note
