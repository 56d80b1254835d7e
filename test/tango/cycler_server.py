"""What holds for the Tango server of every cycler: mixed into the test of each."""

import threading

import tango
from tango_lab import ControlSystem, Line, ends_under_load, read_by_clients, until

CHANNELS = 32
LIMITS = {
    "SafetyVoltageMin": 2.6,
    "SafetyVoltageMax": 4.25,
    "SafetyChargeCurrentMax": 3.0,
    "SafetyDischargeCurrentMax": 3.0,
}
# What cyclers show of a test that was stopped and can go on.
STOPPED = ("suspended", "idle", "finished")


class CyclerServer:
    """The tests of a server of PROGRAM, whose class gives twins, properties and names."""

    PROGRAM = ""
    PROCEDURE = ""
    RECORD = set()  # Attributes that are made of the record's table.
    CHANGING = ""  # One that changes all the time.

    @classmethod
    def twin(cls):
        """Returns the configuration of a twin with CHANNELS channels."""
        raise NotImplementedError

    @classmethod
    def properties(cls, port):
        """Returns the properties of a device at a port."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        cls.system = ControlSystem().__enter__()
        cls.addClassCleanup(cls.system.close)
        cls.system.database()
        ports = cls.system.twins({"speed": 20, "devices": [{**cls.twin(), "name": "cycler"}]})
        cls.line = Line(ports["cycler"][0])
        cls.server = cls.system.serve(cls.PROGRAM, {
            "test/cycler/1": {**cls.properties(cls.line.port), "PollPeriod": "0.2"},
            "test/cycler/fresh": cls.properties(ports["cycler"][0]),
            "test/cycler/off": cls.properties(1),
            "test/cycler/nowhere": {},
        })

    @classmethod
    def tearDownClass(cls):
        # However much is under way, the server ends when it is told to.
        device = tango.DeviceProxy("test/cycler/1")
        code = ends_under_load(cls.server, lambda: device.read_attributes(["Voltage", "Activity", cls.CHANGING]))
        assert code == 0, cls.system.log(cls.PROGRAM)

    def setUp(self):
        self.cycler = tango.DeviceProxy("test/cycler/1")
        until(lambda: self.cycler.state() in (tango.DevState.ON, tango.DevState.RUNNING, tango.DevState.ALARM))

    def polled_again(self):
        seen = self.cycler.Polls
        until(lambda: self.cycler.Polls >= seen + 2)

    def test_shows_all_channels_at_once(self):
        self.assertEqual(list(self.cycler.Channel), list(range(1, CHANNELS + 1)))
        self.assertEqual(self.cycler.Channels, CHANNELS)
        self.assertTrue(all(3 < voltage < 4.3 for voltage in self.cycler.Voltage))
        self.assertEqual(self.cycler.get_attribute_config("Current").unit, "A")
        table = self.cycler.Measurements
        self.assertEqual(table.shape, (CHANNELS, 5))
        # The last poll may have come between.
        self.assertAlmostEqual(table[0][0], self.cycler.Voltage[0], places=2)

    def test_every_attribute_can_be_read(self):
        configs = self.cycler.attribute_list_query()
        for read in self.cycler.read_attributes([each.name for each in configs]):
            self.assertFalse(read.has_failed, read)
        names = {each.name for each in configs}
        self.assertLessEqual(self.RECORD, names)

    def test_charges_a_cell_when_that_is_enabled_and_safe(self):
        with self.assertRaisesRegex(tango.DevFailed, "ControlEnabled"):
            self.cycler.Start(["3", self.PROCEDURE, "cell-3"])
        fresh = tango.DeviceProxy("test/cycler/fresh")
        fresh.ControlEnabled = True
        with self.assertRaisesRegex(tango.DevFailed, "Safety.* is not set"):
            fresh.Start(["3", self.PROCEDURE, "cell-3"])
        self.cycler.ControlEnabled = True
        for name, value in LIMITS.items():
            self.cycler.write_attribute(name, value)
        self.cycler.Start(["3", self.PROCEDURE, "cell-3"])
        until(lambda: self.cycler.Activity[2] == "charging")
        self.assertGreater(self.cycler.Current[2], 0)
        self.assertEqual(self.cycler.state(), tango.DevState.RUNNING)
        self.cycler.Stop([3])
        until(lambda: self.cycler.Activity[2] in STOPPED)
        self.cycler.Resume([3])
        until(lambda: self.cycler.Activity[2] == "charging")
        self.cycler.Stop([3])

    def test_stops_what_it_has_started_when_a_limit_is_passed(self):
        self.cycler.ControlEnabled = True
        for name, value in LIMITS.items():
            self.cycler.write_attribute(name, value)
        self.cycler.Start(["5", self.PROCEDURE, "cell-5"])
        until(lambda: self.cycler.Activity[4] == "charging")
        self.cycler.SafetyVoltageMax = 3.0
        until(lambda: self.cycler.Activity[4] in STOPPED)
        self.assertEqual(self.cycler.state(), tango.DevState.ALARM)
        self.assertIn("channel 5", self.cycler.status())
        self.cycler.SafetyVoltageMax = LIMITS["SafetyVoltageMax"]
        self.assertNotEqual(self.cycler.state(), tango.DevState.ALARM)

    def test_says_what_a_command_was_misused_for(self):
        self.cycler.ControlEnabled = True
        for words in (["3"], ["three", self.PROCEDURE], ["3", "no such procedure"], ["999", self.PROCEDURE]):
            with self.subTest(words), self.assertRaisesRegex(tango.DevFailed, "(maccor|arbin)"):
                self.cycler.Start(words)
        with self.assertRaisesRegex(tango.DevFailed, "variable"):
            self.cycler.SetVariable([1, 2])

    def test_pushes_events_of_what_changes(self):
        got, enough = [], threading.Event()

        def take(event):
            got.append(event)
            if len(got) >= 3:
                enough.set()

        for kind in (tango.EventType.CHANGE_EVENT, tango.EventType.ARCHIVE_EVENT):
            with self.subTest(kind):
                got.clear()
                enough.clear()
                subscription = self.cycler.subscribe_event(self.CHANGING, kind, take)
                self.addCleanup(self.cycler.unsubscribe_event, subscription)
                self.assertTrue(enough.wait(20), got)
                self.assertFalse(any(event.err for event in got))

    def test_remembers_the_safety_limits(self):
        self.cycler.SafetyVoltageMin = 2.71
        self.cycler.Init()
        self.cycler.SafetyVoltageMax = 4.2
        type(self).server.terminate()
        type(self).server.wait(timeout=20)
        type(self).server = self.system.start_server(self.PROGRAM)
        until(lambda: self.cycler.state() != tango.DevState.INIT)
        self.assertEqual(self.cycler.SafetyVoltageMin, 2.71)
        self.assertFalse(self.cycler.ControlEnabled)

    def test_a_cycler_that_is_off_says_so(self):
        off = tango.DeviceProxy("test/cycler/off")
        until(lambda: off.state() == tango.DevState.FAULT)
        self.assertIn("127.0.0.1:1", off.status())
        with self.assertRaises(tango.DevFailed):
            off.read_attribute("Voltage")
        self.assertIn("Host", tango.DeviceProxy("test/cycler/nowhere").status())

    def test_comes_back_when_the_cycler_does(self):
        self.line.cut()
        until(lambda: self.cycler.state() == tango.DevState.FAULT)
        self.line.plug_in()
        until(lambda: self.cycler.state() != tango.DevState.FAULT)
        self.polled_again()
        self.assertEqual(len(self.cycler.Voltage), CHANNELS)

    def test_ten_clients_cost_one_poll_a_period(self):
        before = self.cycler.Polls
        errors, reads, elapsed = read_by_clients("test/cycler/1", ["Voltage", "Current", "Activity"])
        polls = self.cycler.Polls - before
        self.assertEqual((errors, reads), ([], 10 * 10 * 10))
        self.assertLessEqual(polls, elapsed / 0.2 + 2)
        self.assertGreater(polls, elapsed / 0.2 / 2)
