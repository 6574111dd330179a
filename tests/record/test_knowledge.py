"""How new the knowledge is."""

from datetime import date

import withdrawal.overlay as overlay
from withdrawal.record.knowledge import knowledge, known_as_of


class TestKnowledge:
    """The day, and whose it is."""

    def test_packaged(self):
        """The package says the day up to which its facts were gathered."""
        assert known_as_of() >= date(2026, 11, 28)
        told = knowledge()
        assert not told.is_own
        assert told.in_words() == f"as known on {known_as_of().day} November 2026"

    def test_own_folder(self, tmp_path):
        """A folder of the user's own is said to count too, as long as it is in use."""
        with overlay.knowledge(tmp_path):
            assert knowledge().in_words().endswith(", with your folder")
            assert knowledge().to_json()["own"]
        assert not knowledge().is_own
