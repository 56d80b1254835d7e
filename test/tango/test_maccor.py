"""The Tango server MaccorTester, with a real database and real clients, against the twin."""

import unittest

from cycler_server import CHANNELS, CyclerServer


class MaccorTesterTest(CyclerServer, unittest.TestCase):
    PROGRAM = "MaccorTester"
    PROCEDURE = "cycle"
    RECORD = {"record_last_record", "record_tester_time", "record_state"}
    CHANGING = "record_tester_time"

    @classmethod
    def twin(cls):
        return {
            "class": "Maccor",
            "channels": CHANNELS,
            "cell": {"soc": 0.5},
            "transports": [{"type": "tcp", "url": "localhost:0", "protocol": "json"}],
        }

    @classmethod
    def properties(cls, port):
        return {"Host": "127.0.0.1", "JsonPort": str(port), "BinaryPort": "0"}


if __name__ == "__main__":
    unittest.main()
