"""Names as they stand by themselves, in the reader's language."""

import pytest

from withdrawal.output.spoken import words_in


class TestTreaty:
    @pytest.mark.parametrize(
        ("language", "treaty", "told"),
        [
            ("fr", "ottawa-1997", "Convention d’Ottawa"),
            ("es", "rome-statute-1998", "Estatuto de Roma"),
            ("de", "rome-statute-1998", "Römisches Statut"),
            ("de", "paris-2015", "Pariser Klimaabkommen"),
            ("pl", "ottawa-1997", "Konwencja ottawska"),
        ],
    )
    def test_stands_without_its_article(self, language, treaty, told):
        """A title needs no article, and an adjective takes the ending that it has without one."""
        assert words_in(language).treaty(treaty, "") == told
