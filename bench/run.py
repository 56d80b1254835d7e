#!/usr/bin/env python3
"""Measures corolab against the least that C needs, in one run, and prints one table.

Client and server share one core. Floor and ours take turns, and each figure is the median of the rounds' ratios, so
that what else the machine does falls on both alike.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from control_system import measure_tango
from cti import measure_cti
from harness import Machine, Report, median, ratios, take_turns
from macnet import measure_macnet

ROOT = Path(__file__).resolve().parent.parent
LAB = {"devices": [
    {"class": "CryoCon", "name": "cryo", "pace": "off", "transports": [{"type": "tcp", "url": "127.0.0.1:0"}]},
    {"class": "Echo", "name": "echo", "transports": [{"type": "tcp", "url": "127.0.0.1:0"}]}]}


def measure_requests(machine, report, scale):
    server = machine.serve("bench_floor_server")
    port = server.stdout.readline().strip()
    for connections in (1, 100, 1000):
        load = (port, connections, scale["requests"])
        turns = take_turns(scale["rounds"], lambda: machine.run("bench_floor_client", *load),
                           lambda: machine.run("bench_requests", *load), lambda: machine.run("bench_floor_asio", *load))
        times, note = ratios(turns, 1, 0)
        if connections == 1:
            report.add("round trip, time", median(times), "<= 1.15", note=note, samples=times)
            cpus, spent = ratios(turns, 1, 1)
            report.add("round trip, cpu of the client", median(cpus), "<= 1.20", note=spent, samples=cpus)
        rates = [1 / ratio for ratio in times]
        report.add(f"requests/s, {connections} connection{'s'[:connections - 1]}", median(rates), ">= 0.9", note=note,
                   samples=rates)
        times, note = ratios(turns, 2, 0)
        rates = [1 / ratio for ratio in times]
        report.add("  Asio by itself", median(rates), note=note, samples=rates)
    measure_memory(machine, report, port)
    machine.stop(server)


def measure_memory(machine, report, port):
    grown = machine.run("bench_memory", port, 1000)
    kib = grown["resident"] / 1024
    report.add("memory of a connected link", kib, "<= 6 KiB", "KiB",
               f"{grown['allocated']} bytes of it asked of malloc")


def wait_for(file, process):
    for _ in range(1000):
        if file.exists():
            lines = map(json.loads, file.read_text().splitlines())
            return {one["name"]: one["port"] for one in lines if one["type"] == "tcp"}
        if process.poll() is not None:
            break
        time.sleep(0.01)
    raise RuntimeError("labsim did not come up")


def measure_twin(machine, report, scale, scratch):
    (scratch / "lab.json").write_text(json.dumps(LAB))
    floor = machine.serve("bench_floor_server")
    twins = machine.serve("labsim", "-c", scratch / "lab.json", "--ready-file", scratch / "ready")
    echo_port = floor.stdout.readline().strip()
    ports = wait_for(scratch / "ready", twins)
    for name, goal, connections in (("cryo", ">= 0.8", 1), ("cryo", ">= 0.8", 100), ("echo", "", 1)):
        turns = take_turns(scale["rounds"],
                           lambda: machine.run("bench_floor_client", echo_port, connections, scale["requests"]),
                           lambda: machine.run("bench_floor_client", ports[name], connections, scale["requests"]))
        times, note = ratios(turns, 1, 0)
        rates = [1 / ratio for ratio in times]
        report.add(f"twin {name} to C echo, {connections} client{'s'[:connections - 1]}", median(rates), goal,
                   note=note, samples=rates)
    machine.stop(twins)
    machine.stop(floor)


def measure_pacing(machine, report, scale):
    server = machine.serve("bench_floor_stamps")
    machine.run("bench_pacing", server.stdout.readline().strip(), 100, scale["paced"])
    gaps = sorted(gap / 1000 for gap in json.loads(server.communicate()[0]))
    machine.started.remove(server)
    near_all = gaps[min(len(gaps) - 1, len(gaps) * 99 // 100)]
    note = f"{len(gaps) + 1} requests, 100 ms apart"
    report.add("pacing, least gap", gaps[0], ">= 100 ms", "ms", note, gaps)
    report.add("pacing, 99th percentile", near_all, "< 101 ms", "ms")
    report.add("pacing, largest gap", gaps[-1], "< 102 ms", "ms")


def describe_machine():
    models = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="ascii", errors="replace")
              if line.startswith("model name")]
    return {"cpu": models[0] if models else platform.machine(), "cores": os.cpu_count(), "kernel": platform.release(),
            "load": os.getloadavg()[0]}


def arguments():
    parser = argparse.ArgumentParser(description="Measures against floors in C; ./dev bench builds what it needs.")
    parser.add_argument("--quick", action="store_true", help="less of everything: less than half a minute, not two")
    parser.add_argument("--json", type=Path, default=ROOT / "build/bench.json", help="where the figures are written")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/bin", help="where the programs are")
    parser.add_argument("--realtime", action="store_true",
                        help="keep the core from all other programs, for a machine that is busy (needs root)")
    parser.add_argument("--only", choices=("requests", "twin", "pacing", "macnet", "cti", "tango"), help="measure these figures alone")
    return parser.parse_args()


def main():
    given = arguments()
    scale = {"rounds": 7, "requests": 10000, "paced": 50, "fleet": 2, "tango": 5} if given.quick else \
        {"rounds": 15, "requests": 20000, "paced": 1000, "fleet": 5, "tango": 60}
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    machine, report, about = Machine(given.programs, given.realtime), Report(), describe_machine()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            # First, for the kernel takes a core away for a moment from whoever has had it in real time for a second.
            if given.only in (None, "pacing"):
                measure_pacing(machine, report, scale)
            if given.only in (None, "requests"):
                measure_requests(machine, report, scale)
            if given.only in (None, "twin"):
                measure_twin(machine, report, scale, Path(scratch))
            if given.only in (None, "macnet"):
                measure_macnet(machine, report, scale)
            if given.only in (None, "cti"):
                measure_cti(machine, report, scale)
            # Where Tango is not installed its server is not built.
            if given.only == "tango" or (given.only is None and (given.programs / "CryoCon").exists()):
                measure_tango(given.programs, report, scale["tango"])
    finally:
        machine.stop_all()
    print(file=sys.stderr)
    print(report.table())
    print("\n{cpu}, {cores} cores, Linux {kernel}, load {load:.1f} at the start".format(**about))
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps({"machine": about, "quick": given.quick, "figures": report.figures}, indent=1))


if __name__ == "__main__":
    try:
        main()
    except (subprocess.CalledProcessError, RuntimeError, OSError) as error:
        sys.exit(f"bench: {error}")
