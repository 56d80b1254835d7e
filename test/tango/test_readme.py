"""Does what the README says about Tango, line by line."""

import json
import re
import subprocess
import tempfile
import unittest

from tango_lab import BIN, SOURCE, free_port


class ReadmeTest(unittest.TestCase):
    def test_goes_from_nothing_to_an_attribute(self):
        section = (SOURCE / "README.md").read_text().split("## In a Tango control system")[1].split("\n## ")[0]
        lines = [line[4:].split("  #")[0].strip() for line in section.splitlines() if line.startswith("    ")]
        # The build is the one that is tested, and the ports are free ones.
        self.assertRegex(lines.pop(0), r"\./dev build$")
        self.assertEqual(lines.pop(0), "tango/with-database bash")
        port = free_port()
        with tempfile.NamedTemporaryFile("w", suffix=".json") as lab:
            twin = {"class": "CryoCon", "name": "cryo1", "transports": [{"type": "tcp", "url": f"localhost:{port}"}]}
            json.dump({"devices": [twin]}, lab)
            lab.flush()
            script = "\n".join(lines).replace("build/release/bin", str(BIN)).replace("samples/lab.yml", lab.name)
            script = script.replace("localhost:5000", f"localhost:{port}")
            shown = subprocess.run([SOURCE / "tango/with-database", "bash", "-c", script], cwd=SOURCE, timeout=120,
                                   capture_output=True, text=True)
        self.assertRegex(shown.stdout, re.compile(r"^\d+\.\d+ K$", re.M), shown)


if __name__ == "__main__":
    unittest.main()
