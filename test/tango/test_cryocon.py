"""The Tango server CryoCon, with a real database and real clients, against the twin."""

import threading
import time
import unittest

import tango
from tango_lab import ControlSystem, Line, ends_under_load, read_by_clients, until

SEED_ATTRIBUTES = {
    "idn": (tango.DevString, ""),
    "control": (tango.DevBoolean, ""),
    **{f"channel{letter}": (tango.DevDouble, "K") for letter in "ABCD"},
    **{f"loop{n}output": (tango.DevDouble, "%") for n in range(1, 5)},
    "loop1range": (tango.DevString, ""),
    **{f"loop{n}rate": (tango.DevDouble, "K/min") for n in range(1, 5)},
    **{f"loop{n}ramp": (tango.DevBoolean, "") for n in range(1, 5)},
    **{f"loop{n}type": (tango.DevString, "") for n in range(1, 5)},
    **{f"loop{n}setpoint": (tango.DevDouble, "K") for n in range(1, 5)},
    **{f"loop{n}pgain": (tango.DevDouble, "") for n in range(1, 5)},
    **{f"loop{n}igain": (tango.DevDouble, "s") for n in range(1, 5)},
    **{f"loop{n}dgain": (tango.DevDouble, "Hz") for n in range(1, 5)},
}
FLEET = 20


def tcp(port):
    return f"tcp://127.0.0.1:{port}"


class CryoConTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.system = ControlSystem().__enter__()
        cls.addClassCleanup(cls.system.close)
        cls.system.database()
        twin = {"class": "CryoCon", "transports": [{"type": "tcp", "url": "localhost:0"}]}
        broken = {"A": {"fault": "open"}, "B": {"alarm_highest": 1, "alarm_high_enabled": True}}
        ports = cls.system.twins({
            "speed": 20,
            "devices": [
                {**twin, "name": "good", "noise": 0.01},
                {**twin, "name": "busy", "noise": 0.01},
                {**twin, "name": "broken", "channels": broken},
                {"class": "CryoCon", "name": "silent", "transports": [
                    {"type": "tcp", "url": "localhost:0", "faults": {"no_answer": 1}}]},
                *({**twin, "name": f"fleet{n}"} for n in range(FLEET)),
            ],
        })
        cls.line = Line(ports["good"][0])
        cls.busy_line = Line(ports["busy"][0])
        devices = {
            "test/cryocon/1": {"url": tcp(cls.line.port), "AutoLockFrontPanel": "true"},
            "test/cryocon/broken": {"url": tcp(ports["broken"][0]), "UsedLoops": ["1", "2"]},
            "test/cryocon/busy": {"url": tcp(cls.busy_line.port)},
            "test/cryocon/silent": {"url": tcp(ports["silent"][0])},
            "test/cryocon/off": {"url": "tcp://127.0.0.1:1"},
            "test/cryocon/wrong": {"url": "no such thing"},
            **{
                f"test/fleet/{n}": {"url": tcp(ports[f"fleet{n}"][0]), "RequestGap": "0.001"} for n in range(FLEET)
            },
        }
        cls.server = cls.system.serve("CryoCon", devices)

    def setUp(self):
        self.cryo = tango.DeviceProxy("test/cryocon/1")

    def test_has_the_attributes_of_the_server_in_python(self):
        for name, (dtype, unit) in SEED_ATTRIBUTES.items():
            with self.subTest(name):
                config = self.cryo.get_attribute_config(name)
                self.assertEqual((config.data_type, config.unit), (dtype, unit))
                self.assertEqual(config.disp_level, tango.DispLevel.OPERATOR)
        rate = self.cryo.get_attribute_config("loop3rate")
        self.assertEqual((float(rate.min_value), float(rate.max_value)), (0, 100))

    def test_every_attribute_can_be_read_and_what_can_be_written_takes_its_own_value(self):
        quick = tango.DeviceProxy("test/fleet/0")
        configs = [each for each in quick.attribute_list_query() if each.name not in ("State", "Status")]
        refused = set()
        for start in range(0, len(configs), 50):
            some = configs[start : start + 50]
            for config, read in zip(some, quick.read_attributes([each.name for each in some])):
                if read.has_failed:
                    # What the model has not got is refused by its name, and not silently empty.
                    self.assertRegex(read.get_err_stack()[0].desc, r"cryocon tcp://\S+: .*", config.name)
                    refused.add(config.name)
                elif config.writable != tango.AttrWriteType.READ and config.data_type != tango.DevString:
                    try:
                        quick.write_attribute(config.name, read.value)
                    except tango.DevFailed:
                        refused.add(config.name)
        # The multipliers of the factory's sensors cannot be changed, and loops 3 and 4 have no load.
        self.assertEqual({name for name in refused if not name.startswith("sensor_")}, set())
        self.assertNotIn("sensor_61_multiplier", refused)

    def test_writes_what_is_read_back(self):
        for name, value in [("loop1setpoint", 77.4), ("loop2type", "MAN"), ("loop1range", "LOW"),
                            ("loop1rate", 12.5), ("loop1pgain", 3.0), ("control", True), ("control", False)]:
            with self.subTest(name):
                self.cryo.write_attribute(name, value)
                self.assertEqual(self.cryo.read_attribute(name).value, value)

    def test_a_value_beyond_the_limits_is_refused_before_it_is_sent(self):
        with self.assertRaises(tango.DevFailed):
            self.cryo.loop1rate = 100.5

    def test_many_attributes_are_one_request(self):
        names = ["idn", "channelA", "channelB", "loop1output", "loop1setpoint"]
        self.cryo.read_attributes(names)
        time.sleep(0.3)  # Beyond the validity of what was read, and of nothing else.
        before = self.line.requests
        self.assertFalse(any(each.has_failed for each in self.cryo.read_attributes(names)))
        self.assertLessEqual(self.line.requests - before, 2)  # 255 characters a line.

    def test_turns_on_and_off(self):
        self.cryo.On()
        self.assertEqual((self.cryo.state(), self.cryo.status()), (tango.DevState.ON, "Control is On"))
        self.cryo.Off()
        self.assertEqual((self.cryo.state(), self.cryo.status()), (tango.DevState.OFF, "Control is Off"))

    def test_runs_any_line(self):
        self.assertIn("24C", self.cryo.Run("*IDN?"))

    def test_sets_the_unit_of_a_channel_and_still_gives_kelvin(self):
        before = self.cryo.channelC
        self.cryo.SetChannelUnit(["C", "F"])
        self.assertEqual(self.cryo.Run("INPUT C:UNITS?").strip(), "F")
        self.assertAlmostEqual(self.cryo.channelC, before, delta=2)
        self.cryo.SetChannelUnit(["C", "K"])
        with self.assertRaisesRegex(tango.DevFailed, "SetChannelUnit"):
            self.cryo.SetChannelUnit(["C"])

    def test_locks_the_front_panel(self):
        self.cryo.read_attribute("idn")
        self.assertEqual(self.cryo.Run("SYSTEM:LOCKOUT?").strip(), "ON")

    def test_an_open_sensor_is_invalid_and_an_alarm_is_an_alarm(self):
        broken = tango.DeviceProxy("test/cryocon/broken")
        self.assertEqual(broken.read_attribute("channelA").quality, tango.AttrQuality.ATTR_INVALID)
        self.assertEqual(broken.read_attribute("channelB").quality, tango.AttrQuality.ATTR_ALARM)
        self.assertEqual(broken.read_attribute("channelC").quality, tango.AttrQuality.ATTR_VALID)
        with self.assertRaisesRegex(tango.DevFailed, "UsedLoops"):
            broken.read_attribute("loop3output")

    def test_a_device_that_is_off_or_wrong_says_so_and_stops_nobody(self):
        off, wrong = tango.DeviceProxy("test/cryocon/off"), tango.DeviceProxy("test/cryocon/wrong")
        self.assertEqual(off.state(), tango.DevState.FAULT)
        self.assertIn("127.0.0.1:1", off.status())
        self.assertEqual(wrong.state(), tango.DevState.FAULT)
        self.assertIn("no such thing", wrong.status())
        self.assertNotEqual(self.cryo.state(), tango.DevState.FAULT)

    def test_a_device_that_never_answers_is_waited_for_no_longer_than_the_deadline(self):
        silent = tango.DeviceProxy("test/cryocon/silent")
        start = time.monotonic()
        with self.assertRaisesRegex(tango.DevFailed, "no reply within"):
            silent.read_attribute("channelA")
        self.assertLess(time.monotonic() - start, 3)
        self.assertEqual(silent.state(), tango.DevState.FAULT)

    def test_comes_back_when_the_device_does(self):
        self.cryo.read_attribute("channelA")
        self.line.cut()
        until(lambda: self.cryo.state() == tango.DevState.FAULT)
        with self.assertRaises(tango.DevFailed):
            self.cryo.read_attribute("channelA")
        self.line.plug_in()
        until(lambda: self.cryo.state() != tango.DevState.FAULT)
        self.assertGreater(self.cryo.channelA, 0)
        self.assertEqual(self.cryo.Run("SYSTEM:LOCKOUT?").strip(), "ON")

    def test_pushes_change_events(self):
        got, moved = [], threading.Event()

        def take(event):
            if not event.err:
                got.append(event.attr_value.value)
            if len(got) >= 3:
                moved.set()

        subscription = self.cryo.subscribe_event("channelB", tango.EventType.CHANGE_EVENT, take)
        self.addCleanup(self.cryo.unsubscribe_event, subscription)
        self.assertTrue(moved.wait(20), got)
        self.assertTrue(all(value > 0 for value in got))

    def test_takes_its_properties_anew_while_events_are_pushed(self):
        subscription = self.cryo.subscribe_event("channelB", tango.EventType.CHANGE_EVENT, lambda event: None)
        self.addCleanup(self.cryo.unsubscribe_event, subscription)
        database, period = tango.Database(), self.cryo.get_property("EventPeriod")
        self.addCleanup(database.put_device_property, "test/cryocon/1", period)
        database.put_device_property("test/cryocon/1", {"EventPeriod": "0.01"})
        for _ in range(10):
            self.cryo.Init()
            self.assertGreater(self.cryo.channelA, 0)

    def test_serves_a_fleet(self):
        for n in range(FLEET):
            device = tango.DeviceProxy(f"test/fleet/{n}")
            values = device.read_attributes(["channelA", "channelB", "loop1setpoint"])
            self.assertFalse(any(each.has_failed for each in values), n)

    def test_ten_clients_cost_one_request_a_period(self):
        # With events of it, too: the look for them is one more that reads.
        subscription = tango.DeviceProxy("test/cryocon/busy").subscribe_event(
            "channelA", tango.EventType.CHANGE_EVENT, lambda event: None)
        errors, reads, elapsed = read_by_clients("test/cryocon/busy", ["channelA", "channelB", "loop1output"])
        self.assertIsNotNone(subscription)
        self.assertEqual((errors, reads), ([], 10 * 10 * 10))
        # A reading is valid for 0.1 s, so that there is at most one request in that time; the subscription read
        # one attribute by itself.
        self.assertLessEqual(self.busy_line.requests, elapsed / 0.1 + 2)

    @classmethod
    def tearDownClass(cls):
        # However much is under way, of a device that never answers too, the server ends when it is told to.
        devices = [tango.DeviceProxy(f"test/cryocon/{name}") for name in ("1", "silent", "off")]
        code = ends_under_load(cls.server, lambda: [each.read_attribute("channelA") for each in devices])
        assert code == 0, cls.system.log("CryoCon")


if __name__ == "__main__":
    unittest.main()
