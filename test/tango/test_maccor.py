"""The Tango server MaccorTester, with a real database and real clients, against the twin."""

import threading
import time
import unittest

import tango
from tango_lab import ControlSystem, Line, until

CHANNELS = 32
PROCEDURE = "cycle"
LIMITS = {
    "SafetyVoltageMin": 2.6,
    "SafetyVoltageMax": 4.25,
    "SafetyChargeCurrentMax": 3.0,
    "SafetyDischargeCurrentMax": 3.0,
}


class MaccorTesterTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.system = ControlSystem().__enter__()
        cls.addClassCleanup(cls.system.close)
        cls.system.database()
        twin = {
            "class": "Maccor",
            "channels": CHANNELS,
            "cell": {"soc": 0.5},
            "transports": [{"type": "tcp", "url": "localhost:0", "protocol": "json"}],
        }
        ports = cls.system.twins({"speed": 20, "devices": [{**twin, "name": "tester"}]})
        cls.line = Line(ports["tester"][0])
        cls.devices = {
            "test/maccor/1": {"Host": "127.0.0.1", "JsonPort": str(cls.line.port), "BinaryPort": "0",
                              "PollPeriod": "0.2"},
            "test/maccor/fresh": {"Host": "127.0.0.1", "JsonPort": str(ports["tester"][0]), "BinaryPort": "0"},
            "test/maccor/off": {"Host": "127.0.0.1", "JsonPort": "1", "BinaryPort": "0"},
            "test/maccor/nowhere": {},
        }
        cls.server = cls.system.serve("MaccorTester", cls.devices)

    @classmethod
    def tearDownClass(cls):
        # However much is under way, the server ends when it is told to.
        cls.server.terminate()
        assert cls.server.wait(timeout=20) == 0, cls.system.log("MaccorTester")

    def setUp(self):
        self.tester = tango.DeviceProxy("test/maccor/1")
        until(lambda: self.tester.state() in (tango.DevState.ON, tango.DevState.RUNNING, tango.DevState.ALARM))

    def polled_again(self):
        seen = self.tester.Polls
        until(lambda: self.tester.Polls >= seen + 2)

    def test_shows_all_channels_at_once(self):
        self.assertEqual(list(self.tester.Channel), list(range(1, CHANNELS + 1)))
        self.assertEqual(self.tester.Channels, CHANNELS)
        self.assertTrue(all(3 < voltage < 4.3 for voltage in self.tester.Voltage))
        self.assertEqual(self.tester.get_attribute_config("Current").unit, "A")
        table = self.tester.Measurements
        self.assertEqual(table.shape, (CHANNELS, 5))
        # The last poll may have come between.
        self.assertAlmostEqual(table[0][0], self.tester.Voltage[0], places=2)

    def test_every_attribute_can_be_read(self):
        configs = self.tester.attribute_list_query()
        for read in self.tester.read_attributes([each.name for each in configs]):
            self.assertFalse(read.has_failed, read)
        names = {each.name for each in configs}
        # Made of the table of (4,7), not written down in the server.
        self.assertLessEqual({"record_last_record", "record_tester_time", "record_state"}, names)

    def test_charges_a_cell_when_that_is_enabled_and_safe(self):
        with self.assertRaisesRegex(tango.DevFailed, "ControlEnabled"):
            self.tester.Start(["3", PROCEDURE, "cell-3"])
        fresh = tango.DeviceProxy("test/maccor/fresh")
        fresh.ControlEnabled = True
        with self.assertRaisesRegex(tango.DevFailed, "Safety.* is not set"):
            fresh.Start(["3", PROCEDURE, "cell-3"])
        self.tester.ControlEnabled = True
        for name, value in LIMITS.items():
            self.tester.write_attribute(name, value)
        self.tester.Start(["3", PROCEDURE, "cell-3"])
        until(lambda: self.tester.Activity[2] == "charging")
        self.assertGreater(self.tester.Current[2], 0)
        self.assertEqual(self.tester.state(), tango.DevState.RUNNING)
        self.tester.Stop([3])
        until(lambda: self.tester.Activity[2] == "suspended")
        self.tester.Resume([3])
        until(lambda: self.tester.Activity[2] == "charging")
        self.tester.Stop([3])

    def test_stops_what_it_has_started_when_a_limit_is_passed(self):
        self.tester.ControlEnabled = True
        for name, value in LIMITS.items():
            self.tester.write_attribute(name, value)
        self.tester.Start(["5", PROCEDURE, "cell-5"])
        until(lambda: self.tester.Activity[4] == "charging")
        self.tester.SafetyVoltageMax = 3.0
        until(lambda: self.tester.Activity[4] == "suspended")
        self.assertEqual(self.tester.state(), tango.DevState.ALARM)
        self.assertIn("channel 5", self.tester.status())
        self.tester.SafetyVoltageMax = LIMITS["SafetyVoltageMax"]
        self.assertNotEqual(self.tester.state(), tango.DevState.ALARM)

    def test_says_what_a_command_was_misused_for(self):
        self.tester.ControlEnabled = True
        for words in (["3"], ["three", PROCEDURE], ["3", "no such procedure"], ["999", PROCEDURE]):
            with self.subTest(words), self.assertRaisesRegex(tango.DevFailed, "maccor"):
                self.tester.Start(words)
        with self.assertRaisesRegex(tango.DevFailed, "variable"):
            self.tester.SetVariable([1, 2])

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
                subscription = self.tester.subscribe_event("record_tester_time", kind, take)
                self.addCleanup(self.tester.unsubscribe_event, subscription)
                self.assertTrue(enough.wait(20), got)
                self.assertFalse(any(event.err for event in got))

    def test_remembers_the_safety_limits(self):
        self.tester.SafetyVoltageMin = 2.71
        self.tester.Init()
        self.tester.SafetyVoltageMax = 4.2
        type(self).server.terminate()
        type(self).server.wait(timeout=20)
        type(self).server = self.system.start_server("MaccorTester")
        until(lambda: self.tester.state() != tango.DevState.INIT)
        self.assertEqual(self.tester.SafetyVoltageMin, 2.71)
        self.assertFalse(self.tester.ControlEnabled)

    def test_a_tester_that_is_off_says_so(self):
        off = tango.DeviceProxy("test/maccor/off")
        until(lambda: off.state() == tango.DevState.FAULT)
        self.assertIn("127.0.0.1:1", off.status())
        with self.assertRaises(tango.DevFailed):
            off.read_attribute("Voltage")
        self.assertIn("Host", tango.DeviceProxy("test/maccor/nowhere").status())

    def test_comes_back_when_the_tester_does(self):
        self.line.cut()
        until(lambda: self.tester.state() == tango.DevState.FAULT)
        self.line.plug_in()
        until(lambda: self.tester.state() != tango.DevState.FAULT)
        self.polled_again()
        self.assertEqual(len(self.tester.Voltage), CHANNELS)

    def test_ten_clients_cost_one_poll_a_period(self):
        seconds, rate, clients = 10, 10, 10
        errors = []

        def read():
            device = tango.DeviceProxy("test/maccor/1")
            next_turn = time.monotonic()
            for _ in range(seconds * rate):
                try:
                    if any(each.has_failed for each in device.read_attributes(["Voltage", "Current", "Activity"])):
                        errors.append("failed")
                except tango.DevFailed as error:
                    errors.append(str(error))
                next_turn += 1 / rate
                time.sleep(max(0, next_turn - time.monotonic()))

        polls, start = self.tester.Polls, time.monotonic()
        threads = [threading.Thread(target=read) for _ in range(clients)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.assertEqual(errors, [])
        polls, elapsed = self.tester.Polls - polls, time.monotonic() - start
        self.assertLessEqual(polls, elapsed / 0.2 + 2)
        self.assertGreater(polls, elapsed / 0.2 / 2)


if __name__ == "__main__":
    unittest.main()
