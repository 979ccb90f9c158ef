"""The line of Partner: first who, then what; the hint says what will be stored."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from biq_tui.core import clock, language
from biq_tui.core.language import _
from biq_tui.events.checklist.line import read_task
from biq_tui.events.models import PledgeRole, PledgeState, Via
from biq_tui.events.partners.line import GRAMMAR, read_partner, read_pledge
from biq_tui.events.partners.said import read_gift, read_said
from biq_tui.people import organisations
from tests.events.event_at import Fest
from tests.room import NOW, newest

HEIM = "Bremer Heimstiftung"
TODAY = clock.local(NOW).date()


@pytest.fixture
def here(fest: Fest) -> Fest:
    """The event, a school that is known, and two neighbours."""
    fest.do(organisations.add, "Schule am Markt")
    fest.person("Ayşe Beispiel")
    fest.person("Martin Meyer")
    return fest


def types(fest: Fest, text: str) -> str:
    """A text and Enter: what the journal then says, which is what the hint said."""
    intention = fest.reads(read_partner, text)
    assert intention.use_case is not None, intention.hint
    fest.do(intention.use_case, *intention.args)
    said = newest(fest.database)
    assert said == intention.sentence
    assert intention.hint.startswith(f"Enter: {said}")
    return said


def hint(fest: Fest, text: str) -> str:
    """What is said to a text with which Enter does nothing."""
    intention = fest.reads(read_partner, text)
    assert intention.use_case is None, intention.hint
    return intention.hint


FIRST_STEPS = (
    ("heim raum ja", f"{HEIM}: Raum – zugesagt"),
    ("heim raum, strom, wc ja am telefon", f"{HEIM}: Raum, Strom, WC – zugesagt (am Telefon)"),
    ("HEIM Raum zugesagt", f"{HEIM}: Raum – zugesagt"),
    ("heim raum", f"{HEIM}: Raum – gefragt"),
    (
        "schule tische wenn hausmeister kann",
        "Schule am Markt: Tische – ja, wenn hausmeister kann",
    ),
    (
        "schule am markt 20 tische ja, falls Platz ist, bis 12.4.",
        "Schule am Markt: 20 Tische – ja, wenn Platz ist (bis Mo 12.4.2027)",
    ),
    ("martins nein", "Martinsclub Bremen: macht mit – nein"),
    (
        "martins assistenz gefragt bis 2.4.",
        "Martinsclub Bremen: Assistenz – gefragt (bis Fr 2.4.2027)",
    ),
    ("heim keine antwort", f"{HEIM}: macht mit – keine Antwort"),
    ("vhs plakate ja per mail", "Volkshochschule Bremen: Plakate – zugesagt (per Mail)"),
    ("heim raum ja gestern", f"{HEIM}: Raum – zugesagt (am Do 4.3.2027)"),
    (
        "heim raum ja am 1.2. persönlich",
        f"{HEIM}: Raum – zugesagt (persönlich, am Mo 1.2.2027)",
    ),
    ("heim raum ja, auf Zuruf", f"{HEIM}: Raum – zugesagt (persönlich)"),
    ("heim 200 euro ja", f"{HEIM}: 200 Euro – zugesagt"),
    ("heim 40,50 € für getränke ja", f"{HEIM}: 40,50 Euro · Getränke – zugesagt"),
    ("heim mitveranstalter ja", f"{HEIM} ist Mitveranstalter und haftet mit uns zusammen"),
    ("heim kontakt Frau Meier 0421 36100", f"{HEIM}: Der Kontakt ist notiert"),
    ("heim vertretung Herr Öz", f"{HEIM}: Die Vertretung ist notiert"),
    ("heim logo ja", f"{HEIM}: Das Logo darf gezeigt werden"),
    ("heim bietet Raum, Strom", f"{HEIM} bietet: Raum, Strom"),
    ("heim heißt Heimstiftung", "Die Einrichtung heißt jetzt: Heimstiftung"),
    ("ayse kuchen ja", "Ayşe Beispiel: Kuchen – zugesagt"),
    ("raum fehlt", "Es fehlt noch: Raum"),
    ("braucht 20 tische", "Es fehlt noch: 20 Tische"),
    ("20 tische fehlen bis 12.4.", "Es fehlt noch: 20 Tische (bis Mo 12.4.2027)"),
    ("40 euro fehlen", "Es fehlt noch: 40 Euro"),
    ("+Kita {x} [b]Süd[/b]", "Neue Einrichtung: Kita {x} [b]Süd[/b]"),
    ("schule weg ja", "Schule am Markt ist aus der Liste der Einrichtungen gelöscht"),
)


def test_the_first_step_of_an_event(here: Fest) -> None:
    for text, said in FIRST_STEPS:
        assert types(here, text) == said
        here.undo()
    assert here.plan.pledges == ()


def test_who_has_a_task_here_leaves_only_without_it(here: Fest) -> None:
    types(here, "heim raum ja")
    here.enter(read_task, "Stühle, heim")
    assert hint(here, "heim weg ja").startswith(f"{HEIM} hat hier noch Nummer 2.")
    here.enter(read_task, "2 niemand")
    types(here, "heim weg ja")
    assert here.plan.partners == ()


def test_a_number_is_enough_for_what_stands_there(here: Fest) -> None:
    types(here, "heim raum gefragt")
    types(here, "20 tische fehlen")
    assert types(here, "1 bis 2.4.") == "1 Raum: Antwort bis Fr 2.4.2027"
    assert types(here, "1 ja am telefon") == f"{HEIM}: Raum – zugesagt (am Telefon)"
    assert types(here, "2 schule") == "Schule am Markt: 20 Tische – gefragt"
    assert types(here, "2 wenn Platz ist") == "Schule am Markt: 20 Tische – ja, wenn Platz ist"
    assert types(here, "2 = 30 tische") == "2 heißt jetzt: 30 Tische"
    assert types(here, "2 schule nein") == "Schule am Markt: 30 Tische – nein"
    assert types(here, "2 weg ja") == "Gelöscht: 2 30 Tische"


def test_a_short_answer_is_to_all_that_is_open(here: Fest) -> None:
    for text in ("heim raum ja", "heim werbung", "heim 20 stühle gefragt"):
        types(here, text)
    assert types(here, "heim keine antwort") == f"{HEIM}: Werbung, 20 Stühle – keine Antwort"
    assert types(here, "heim bis 2.4.") == "2, 3 Werbung, 20 Stühle: Antwort bis Fr 2.4.2027"
    assert types(here, "heim nein").startswith(f"{HEIM}: Werbung, 20 Stühle – nein")
    assert [row.state for row in here.plan.pledges] == [
        PledgeState.PLEDGED,
        PledgeState.DECLINED,
        PledgeState.DECLINED,
    ]


def test_the_contact_who_said_it_is_stored_and_not_named(here: Fest) -> None:
    types(here, "heim kontakt Frau Meier 0421 36100")
    types(here, "heim vertretung Herr Meister")
    assert "mehr vom Namen" in hint(here, "heim raum ja von mei")
    assert types(here, "heim raum ja von meier am telefon") == (
        f"{HEIM}: Raum – zugesagt (am Telefon, vom Kontakt)"
    )
    (row,) = here.plan.pledges
    assert row.contact_id == here.plan.partners[0].contact_id
    # Who is no contact there belongs to what is given.
    assert types(here, "heim kuchen von oma ja") == f"{HEIM}: Kuchen von oma – zugesagt"
    assert types(here, "heim kontakt meier 0421 99") == f"{HEIM}: Der Kontakt ist notiert"
    heim = next(each for each in here.look().institutions if each.name == HEIM)
    assert [(each.name, each.phone) for each in heim.contacts] == [
        ("Frau Meier", "0421 99"),
        ("Herr Meister", ""),
    ]
    assert types(here, "heim kontakt Mei") == f"{HEIM}: Der Kontakt ist notiert"  # somebody else
    assert types(here, "heim kontakt Herr Meier") == f"{HEIM}: Der Kontakt ist notiert"
    assert "mehr vom Namen" in hint(here, "heim kontakt meier 0421 1")
    assert "Herr" not in read_partner("heim kontakt meister 0421 7", here.look()).hint
    assert "löschen" in hint(here, "heim kontakt frau meier weg")
    assert types(here, "heim kontakt frau meier weg ja") == f"{HEIM}: Ein Kontakt ist gelöscht"


UNCLEAR = (
    ("", "Wer, was, wie es steht"),
    ("heim", "mitveranstalter ja"),
    ("foo raum ja", "So heißt niemand"),
    ("xyz", "So heißt niemand"),
    ("raum ja", "Wer gibt das?"),
    ("20 tische", "Wer gibt das?"),
    ("heim kuchen", "Wie steht es?"),
    ("bremen raum ja", "Martinsclub Bremen, Volkshochschule Bremen"),
    ("martin raum ja", "Martinsclub Bremen, Martin Meyer"),
    ("99", "Nummer 99 gibt es hier nicht"),
    ("99 ja", "Nummer 99 gibt es hier nicht"),
    ("heim raum bis 31.2.", "Den 31. Februar gibt es nicht"),
    ("heim raum ja am 1.2.2028", "kommt erst noch"),
    ("heim 1.000 euro ja", "Wie viel Geld?"),
    ("heim raum wenn " + "x" * 201, "zu lang"),
    ("heim " + "x" * 201 + " ja", "zu lang"),
    ("heim mitveranstalter", "haftet"),
    ("heim kontakt", "Wen fragen wir dort?"),
    ("heim kontakt 0421 36100", "auch den Namen"),
    ("heim kontakt Meier a@b", "Mail-Adresse"),
    ("heim logo", "Plakate"),
    ("heim weg", "nichts notiert"),
    ("heim raum weg", "steht hier nicht"),
    ("heim fehlt", "ohne Namen"),
    ("+", "den Namen der Einrichtung"),
    ("+schule am markt", "gibt es schon"),
    ("schule weg", "Liste der Einrichtungen löschen?"),
)


def test_what_is_not_understood_is_asked_with_an_example(here: Fest) -> None:
    for text, said in UNCLEAR:
        assert said in hint(here, text), text


def test_what_is_so_already_changes_nothing(here: Fest) -> None:
    types(here, "heim raum ja am telefon")
    assert hint(here, "heim raum ja") == "Das ist schon so."
    assert hint(here, "1 ja am telefon") == "Das ist schon so."
    assert hint(here, "heim raum").startswith("Raum: zugesagt.")  # nobody is asked a second time
    assert "Das steht schon da: 1 Raum" in hint(here, "raum fehlt")
    assert hint(here, "1 weg").startswith("1 Raum: löschen?")
    assert "1 ist von Bremer Heimstiftung" in hint(here, "1 schule ja")
    assert hint(here, "1 foo").startswith("1 ja")
    types(here, "schule tische ja")
    assert "Das steht schon da: 2 Tische" in hint(here, "tische fehlen")
    types(here, "20 tische fehlen")  # some are there, so many are needed
    assert "Wer gibt das?" in hint(here, "3 ja")


def test_a_hidden_name_stays_hidden_in_the_hint(here: Fest) -> None:
    shown = read_partner("ayse kuchen ja", here.look(names_hidden=True))
    assert "Ayşe: Kuchen" in shown.hint
    assert "Beispiel" not in shown.hint
    assert shown.sentence == "Ayşe Beispiel: Kuchen – zugesagt"
    contact = read_partner("heim kontakt Frau Meier 0421 36100", here.look(names_hidden=True))
    assert "Meier" not in contact.hint


def test_ueberblick_takes_only_what_can_be_no_task(here: Fest) -> None:
    types(here, "heim raum gefragt")
    for text in (
        "heim raum ja",
        "1 ja",
        "schule tische",
        "heim mitveranstalter ja",
        "tische fehlen",
    ):
        intention = read_pledge(text, here.look())
        assert intention is not None, text
        assert intention.use_case is not None, text
    for text in (
        "Plakat drucken, ayse, in 2 Wochen",
        "Schule fragen, kim",
        "Schule besuchen, wenn ayse Zeit hat",
        "Heimatlieder üben",
        "Bremen besuchen",
        "ayse kuchen ja",
        "7 erledigt",
        "Etwas fehlt",
        "",
    ):
        assert read_pledge(text, here.look()) is None, text
    asked = read_pledge("bremen raum ja", here.look())
    assert asked is not None
    assert "mehr vom Namen" in asked.hint


@pytest.mark.parametrize("code", ["de", "en"])
def test_help_and_the_line_are_one_table(here: Fest, code: str) -> None:
    types(here, "heim raum ja")
    types(here, "martins assistenz ja")
    types(here, "vhs plakate gefragt")
    types(here, "20 stühle fehlen")
    language.speak(code)
    here.do(organisations.add, "School")
    for text, _meaning in GRAMMAR:
        intention = read_partner(_(text), here.look())
        done = intention.use_case is not None or intention.command or "schon" in intention.hint
        assert done or "already" in intention.hint, (_(text), intention.hint)


# What the hint says is what is stored -------------------------------------------------------------

WHO = ("heim", "schule", "martins", "vhs", "ayse", "Ayşe Beispiel", "1", "2", "3")
WHAT = ("", "raum", "20 tische", "raum, strom", "kuchen {0}", "[b]zelt[/b]", "30 euro", "ältere €")
STANDS = ("", "ja", "nein", "gefragt", "keine antwort", "wenn {er} kann", "bis 12.4.", "fehlt")
REST = ("", "am telefon", "per mail", "bis 2.4.", "gestern", "von meier", "weg ja")
LINES = st.one_of(
    st.tuples(*(st.sampled_from(words) for words in (WHO, WHAT, STANDS, REST))).map(" ".join),
    st.tuples(st.sampled_from(WHO), st.text(max_size=300)).map(" ".join),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LINES, min_size=1, max_size=4))
@example(texts=["tische fehlen", "1 heim", "1 ja", "1 ja"])
@example(
    texts=["heim raum ja", "heim raum, strom wenn {er} kann bis 2.4.", "heim nein", "heim weg ja"]
)
def test_what_the_hint_says_is_what_the_journal_says(here: Fest, texts: list[str]) -> None:
    """And each step can be taken back: nothing is left for the next example."""
    steps = 0
    for text in texts:
        look = here.look()
        intention = read_partner(text, look)
        assert intention.hint
        if intention.use_case is not None:
            types(here, text)
            assert len(here.plan.pledges) <= len(look.plan.pledges) + 1
            steps += 1
    for _step in range(steps):
        here.undo()
    assert here.plan.pledges == ()
    assert here.plan.partners == ()


def test_words_are_read_from_the_right(fest: Fest) -> None:
    said = read_said("Raum, WC ja (am Telefon), bis 2.4.", TODAY)
    assert (said.what, said.answer.state, said.answer.via) == (
        "Raum, WC",
        PledgeState.PLEDGED,
        Via.PHONE,
    )
    assert read_said("ja", TODAY).what == ""
    assert read_said("Ja-Sager Kuchen", TODAY).answer.state is None
    gift = read_gift("erste hilfe")
    assert gift is not None
    assert gift.role is PledgeRole.ASSISTANCE
