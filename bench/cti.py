"""Measures the codec of CTI, and the Arbin driver against a client in C and a canned cycler of a thousand channels."""

from harness import median, ratios, take_turns

CHANNELS = 1000
GOALS = {"read with all texts": "<= 1 us", "read the numbers alone": "<= 0.3 us"}
READ = {"records": "all records, with their texts", "readings": "all readings", "numbers": "all numbers, no texts"}


def measure_cti(machine, report, scale):
    measure_codec(machine, report)
    server = machine.serve("bench_floor_cycler")
    port = server.stdout.readline().strip()
    for what, name in READ.items():
        measure_all(machine, report, scale, port, what, name)
    measure_one(machine, report, scale, port)
    machine.stop(server)


def measure_codec(machine, report):
    for one in machine.run("bench_cti_codec"):
        if one["channels"] == 1 or one["what"].startswith("floor"):
            continue
        microseconds = one["ns_per_channel"] / 1000
        report.add(f"CTI, {one['records']}: {one['what']}", microseconds, GOALS.get(one["what"], ""), "us a record",
                   f"{1 / microseconds:.2f} million records/s, {one['to_memcpy']:.2f} times a memcpy, "
                   f"{one['ns'] / 1e6:.2f} ms for {one['channels']:,} channels")


def floor(machine, port, what, requests):
    return lambda: machine.run("bench_floor_cti", port, what, requests)


def driver(machine, port, what, requests):
    return lambda: machine.run("bench_cti", port, what, requests)


def measure_all(machine, report, scale, port, what, name):
    requests = scale["requests"] // 200
    turns = take_turns(scale["rounds"], floor(machine, port, "all", requests), driver(machine, port, what, requests),
                       floor(machine, port, "copy", requests))
    milliseconds = [turn[1][0] / 1000 for turn in turns]
    rate = f"{CHANNELS / median(milliseconds) / 1000:.2f} million records/s"
    report.add(f"cycler of 1,000 channels: {name}", median(milliseconds), unit="ms", note=rate, samples=milliseconds)
    times, note = ratios(turns, 1, 0)
    report.add("  time to the C client", median(times), note=note, samples=times)
    cpus, note = ratios(turns, 1, 1)
    report.add("  cpu to the C client", median(cpus), note=note, samples=cpus)
    copies = [turn[1][1] / turn[2][1] for turn in turns]
    report.add("  cpu to a memcpy of the bytes", median(copies),
               note=f"{1000 * median(turn[1][1] for turn in turns) / CHANNELS:.0f} ns a record", samples=copies)


def measure_one(machine, report, scale, port):
    requests = scale["requests"] // 4
    turns = take_turns(scale["rounds"], floor(machine, port, "one", requests), driver(machine, port, "one", requests))
    for what, name in ((0, "cycler of 1,000 channels: one after the other, time"), (1, "  cpu to the C client")):
        values, note = ratios(turns, 1, what)
        report.add(name, median(values), note=f"{note} a channel", samples=values)
