"""Measures the Maccor driver and its codec against a client in C and a canned tester of 128 channels."""

from harness import median, ratios, take_turns

CHANNELS = 128
# What pymacnet reads, and what part that is of a C client that also asks one channel after the other. Both were
# measured elsewhere; the second holds on any machine.
PYMACNET_PER_SECOND = 28800
PYMACNET_TO_C = 0.43
AHEAD = 50


def measure_macnet(machine, report, scale):
    server = machine.serve("bench_floor_tester")
    port = server.stdout.readline().strip()
    for what, name in (("json", "128 states, JSON"), ("binary", "128 states, binary")):
        measure_status(machine, report, scale, port, what, name)
    measure_full(machine, report, scale, port)
    measure_fleet(machine, report, scale, port)
    machine.stop(server)
    measure_codec(machine, report)


def client(machine, port, what, requests):
    return lambda: machine.run("bench_floor_macnet", port, what, 1, requests)


def driver(machine, port, what, requests):
    return lambda: machine.run("bench_macnet", port, what, 1, requests)


def add_rate(report, turns, name, goal=""):
    """Adds channels per second, absolute and as a ratio to C, and the CPU."""
    millions = [CHANNELS / turn[1][0] for turn in turns]
    report.add(f"{name}: channels", median(millions), goal, "million/s", samples=millions)
    times, note = ratios(turns, 1, 0)
    rates = [1 / ratio for ratio in times]
    report.add("  to the C client", median(rates), note=f"{note} a request", samples=rates)
    cpus, note = ratios(turns, 1, 1)
    per_channel = " : ".join(f"{1000 * median(turn[who][1] for turn in turns) / CHANNELS:.1f}" for who in (1, 0))
    report.add("  cpu to the C client", median(cpus), note=f"{note} a request, {per_channel} ns a channel",
               samples=cpus)


def measure_status(machine, report, scale, port, what, name):
    requests = scale["requests"] // 4
    turns = take_turns(scale["rounds"], client(machine, port, what, requests), driver(machine, port, what, requests),
                       client(machine, port, "single", requests))
    add_rate(report, turns, name, f">= {AHEAD * PYMACNET_PER_SECOND / 1e6} million/s")
    ahead = [CHANNELS * turn[2][0] / turn[1][0] / PYMACNET_TO_C for turn in turns]
    one_by_one = median(turn[2][0] for turn in turns)
    report.add("  to pymacnet, by way of C", median(ahead), f">= {AHEAD}", "times",
               f"C takes {one_by_one:.2f} us for one channel", ahead)


def measure_full(machine, report, scale, port):
    requests = scale["requests"] // 100
    turns = take_turns(scale["rounds"], client(machine, port, "full", requests),
                       driver(machine, port, "full", requests))
    add_rate(report, turns, "128 full readings, JSON")


def measure_fleet(machine, report, scale, port, testers=1000):
    seconds = scale["fleet"]
    for what, name in (("json", "states, JSON"), ("binary", "states, binary"),
                       ("basic", "states, voltages, currents"), ("full", "full readings")):
        took = machine.run("bench_macnet_fleet", port, what, testers, seconds)
        wanted = testers * seconds
        if took["requests"] != wanted:
            raise RuntimeError(f"{took['requests']} readings instead of {wanted}")
        report.add(f"1,000 testers at 1 Hz, {name}", took["cpu"] / took["seconds"], "< 0.5 cores", "cores",
                   f"each reading there in {1000 * took['latest']:.0f} ms at most")


def measure_codec(machine, report):
    for one in machine.run("bench_macnet_codec"):
        if one["what"].startswith("read"):
            report.add(f"codec: {one['what']}", one["ratio"], unit="times the time",
                       note=f"{1000 / one['ns_per_channel']:.0f} million channels/s, "
                            f"{one['ns_per_channel']:.2f} ns a channel")
