"""Lets ten clients read a hundred Cryo-con devices of one Tango server, and counts what that costs the devices."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEVICES = 100
CLIENTS = 10
RATE = 10  # Hz
AT_ONCE = 10  # Devices that a client reads in one turn; it comes to all of them in a second.
VALIDITY = 0.1  # s

# One client, a process of its own: prints reads, errors and the seconds that all reads took together.
CLIENT = """
import sys, time, tango
seconds, rate, at_once, devices = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
all = [tango.DeviceProxy(f"bench/cryo/{n}") for n in range(devices)]
names, reads, errors, spent, turn = ["channelA", "channelB", "loop1output"], 0, 0, 0.0, 0
start = time.monotonic()
while turn < seconds * rate:
    for n in range(at_once):
        before = time.monotonic()
        try:
            errors += any(one.has_failed for one in all[(turn * at_once + n) % devices].read_attributes(names))
        except tango.DevFailed:
            errors += 1
        spent += time.monotonic() - before
        reads += 1
    turn += 1
    time.sleep(max(0, start + turn / rate - time.monotonic()))
print(reads, errors, spent, time.monotonic() - start)
"""


def cpu_seconds(process):
    user, system = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def resident(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def measure_tango(programs, report, seconds):
    os.environ.update(COROLAB_BIN_DIR=str(programs), COROLAB_SOURCE_DIR=str(ROOT))
    sys.path.insert(0, str(ROOT / "test/tango"))
    from tango_lab import ControlSystem, Line

    twin = {"class": "CryoCon", "transports": [{"type": "tcp", "url": "localhost:0"}]}
    with ControlSystem() as system:
        system.database()
        ports = system.twins({"devices": [{**twin, "name": f"cryo{n}"} for n in range(DEVICES)]})
        watched = Line(ports["cryo0"][0])
        where = [watched.port] + [ports[f"cryo{n}"][0] for n in range(1, DEVICES)]
        before = time.monotonic()
        server = system.serve("CryoCon", {f"bench/cryo/{n}": {"url": f"tcp://127.0.0.1:{port}",
                                                             "ReadValidityPeriod": str(VALIDITY)}
                                          for n, port in enumerate(where)})
        report.add("Tango, start of 100 devices with their registration", time.monotonic() - before, "", "s",
                   f"{resident(server):.0f} MiB")
        requests, cpu = watched.requests, cpu_seconds(server)
        clients = [subprocess.Popen(["/usr/bin/python3", "-c", CLIENT, *map(str, (seconds, RATE, AT_ONCE, DEVICES))],
                                    stdout=subprocess.PIPE, text=True, env=system.environment)
                   for _ in range(CLIENTS)]
        told = [list(map(float, client.communicate()[0].split())) for client in clients]
        elapsed = max(one[3] for one in told)
        reads, errors, spent = (sum(one[i] for one in told) for i in range(3))
        report.add("Tango, failed reads", errors, "<= 0", "", f"of {reads:.0f}: {CLIENTS} clients, {elapsed:.0f} s")
        report.add("Tango, requests to a device in a validity period", (watched.requests - requests) * VALIDITY / elapsed,
                   "<= 1", "", f"{watched.requests - requests} requests, read {reads / DEVICES:.0f} times")
        report.add("Tango, a client's read", 1e6 * spent / reads, "", "us",
                   f"the server takes {100 * (cpu_seconds(server) - cpu) / elapsed:.1f} % of a core")
