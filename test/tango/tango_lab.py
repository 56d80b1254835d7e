"""A Tango control system of a test's own: a database, the twins, the servers and lines between them."""

import contextlib
import json
import os
import select
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

BIN = Path(os.environ["COROLAB_BIN_DIR"])
SOURCE = Path(os.environ["COROLAB_SOURCE_DIR"])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=20, step=0.05):
    """Waits for something that another process does; what condition() returns when it is true."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s: {condition}")
        time.sleep(step)


class ControlSystem(contextlib.ExitStack):
    """A folder, processes that end with it, and a Tango database when it is asked for."""

    def __enter__(self):
        super().__enter__()
        self.folder = Path(tempfile.mkdtemp(prefix="tango-"))
        self.callback(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "log").mkdir()
        self.environment = dict(
            os.environ,
            LC_ALL="C.UTF-8",
            TANGO_LOG_PATH=str(self.folder / "log"),
            ORBunixTransportDirectory=str(self.folder / "orb"),
        )
        return self

    def start(self, name, *command):
        """Starts a program that ends with this; its output goes to NAME.log."""
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(
                [str(each) for each in command], stdout=log, stderr=subprocess.STDOUT, env=self.environment
            )
        self.callback(stop, process)
        return process

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def database(self):
        """Starts a Tango database of its own."""
        told = self.folder / "database.host"
        database = self.start("database", SOURCE / "tango/with-database", "bash", "-c",
                              f'echo "$TANGO_HOST" >{told}.new; mv {told}.new {told}; sleep infinity & wait')

        def is_ready():
            if database.poll() is not None:
                raise RuntimeError(self.log("database"))
            return told.exists()

        until(is_ready, 60)
        self.environment["TANGO_HOST"] = told.read_text().strip()
        # PyTango reads it when it makes its first connection.
        os.environ["TANGO_HOST"] = self.environment["TANGO_HOST"]

    def twins(self, configuration):
        """Starts labsim; returns the addresses of its devices by name, a list for each."""
        file, ready = self.folder / "lab.json", self.folder / "lab.ready"
        file.write_text(json.dumps(configuration))
        labsim = self.start("labsim", BIN / "labsim", "-c", file, "--ready-file", ready)

        def is_ready():
            if labsim.poll() is not None:
                raise RuntimeError(self.log("labsim"))
            return ready.exists()

        until(is_ready)
        found = {}
        for line in ready.read_text().splitlines():
            one = json.loads(line)
            found.setdefault(one["name"], []).append(one["port"])
        return found

    def serve(self, program, devices):
        """Registers devices, {name: {property: value}}, and starts their server; returns its process."""
        for name, properties in devices.items():
            values = [(key, each) for key, value in properties.items()
                      for each in ([value] if isinstance(value, str) else value)]
            subprocess.run([SOURCE / "tango/register", f"{program}/test", name, *(f"{k}={v}" for k, v in values)],
                           env=self.environment, check=True)
        return self.start_server(program)

    def start_server(self, program):
        server = self.start(program, BIN / program, "test", "-ORBendPoint", "giop:tcp:127.0.0.1:")

        def is_ready():
            if server.poll() is not None:
                raise RuntimeError(self.log(program))
            return "Ready to accept request" in self.log(program)

        until(is_ready)
        return server


def read_by_clients(device, names, seconds=10, rate=10, clients=10):
    """Lets clients read attributes at a rate; returns what failed, how many reads there were and how long it took."""
    import tango

    errors, reads = [], []

    def read():
        proxy = tango.DeviceProxy(device)
        next_turn = time.monotonic()
        for _ in range(seconds * rate):
            try:
                errors.extend(one.name for one in proxy.read_attributes(names) if one.has_failed)
                reads.append(1)
            except tango.DevFailed as error:
                errors.append(str(error))
            next_turn += 1 / rate
            time.sleep(max(0, next_turn - time.monotonic()))

    start = time.monotonic()
    threads = [threading.Thread(target=read) for _ in range(clients)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return errors, len(reads), time.monotonic() - start


def ends_under_load(server, reads, rate=20, clients=8):
    """Tells a server to end while clients read; returns its exit code. reads() reads something, once."""
    import tango

    ended, begun = threading.Event(), threading.Barrier(clients + 1)

    def read_on():
        begun.wait()
        # Tango itself waits until no call is under way, which clients that never pause can put off.
        while not ended.wait(1 / rate):
            with contextlib.suppress(tango.DevFailed):
                reads()

    threads = [threading.Thread(target=read_on) for _ in range(clients)]
    for each in threads:
        each.start()
    begun.wait()
    try:
        server.terminate()
        return server.wait(timeout=20)
    finally:
        ended.set()
        for each in threads:
            each.join()


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Line:
    """Stands between a server and a device: counts what is asked, and can be cut."""

    def __init__(self, port):
        self.device = port
        self.port = 0
        self.requests = 0
        self.sockets = set()
        self.listener = None
        self.plug_in()

    def plug_in(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for each in list(self.sockets):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client):
        with client, socket.create_connection(("127.0.0.1", self.device)) as device:
            self.sockets |= {client, device}
            with contextlib.suppress(OSError):
                while True:
                    for source in select.select([client, device], [], [])[0]:
                        data = source.recv(65536)
                        if not data:
                            return
                        if source is client:
                            self.requests += 1
                        (device if source is client else client).sendall(data)
            self.sockets -= {client, device}
