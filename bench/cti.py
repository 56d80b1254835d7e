"""Measures the codec of CTI on the records of a thousand channels."""

GOALS = {"read with all texts": "<= 1 us", "read the numbers alone": "<= 0.3 us"}


def measure_cti(machine, report):
    for one in machine.run("bench_cti_codec"):
        if one["channels"] == 1 or one["what"].startswith("floor"):
            continue
        microseconds = one["ns_per_channel"] / 1000
        report.add(f"CTI, {one['records']}: {one['what']}", microseconds, GOALS.get(one["what"], ""), "us a record",
                   f"{1 / microseconds:.2f} million records/s, {one['to_memcpy']:.2f} times a memcpy, "
                   f"{one['ns'] / 1e6:.2f} ms for {one['channels']:,} channels")
