"""The Tango server ArbinCycler, with a real database and real clients, against the twin."""

import unittest

from cycler_server import CHANNELS, CyclerServer, until


class ArbinCyclerTest(CyclerServer, unittest.TestCase):
    PROGRAM = "ArbinCycler"
    PROCEDURE = "cycle.sdx"
    RECORD = {"record_schedule", "record_step_and_cycle", "record_internal_resistance", "record_temperatures"}
    CHANGING = "Temperature"

    @classmethod
    def twin(cls):
        return {
            "class": "Arbin",
            "channels": CHANNELS,
            "users": {"Robin": {"password": "Hood", "level": "super"}},
            "cell": {"soc": 0.5},
            "inputs": {"temperature": 2},
            "transports": [{"type": "tcp", "url": "localhost:0"}],
        }

    @classmethod
    def properties(cls, port):
        file = cls.system.folder / "credentials.env"
        file.write_text("ARBIN_CTI_USERNAME=Robin\nARBIN_CTI_PASSWORD=Hood\n")
        return {"Host": f"127.0.0.1:{port}", "CredentialsFile": str(file)}

    def test_shows_the_auxiliary_inputs_as_an_image(self):
        self.assertEqual(self.cycler.record_temperatures.shape, (CHANNELS, 2))
        until(lambda: all(10 < each < 60 for each in self.cycler.Temperature))


if __name__ == "__main__":
    unittest.main()
