
from biq_tui.events import standing
from biq_tui.events.after.tidying import tidy, preview
from tests.events.after.test_tidying import fill, seen
from tests.events.conftest import *
from biq_tui.events.helpers import shifts
def test_x(fest):
    fill(fest)
    fest.do(standing.cancel, fest.event_id, "Sturm")
    fest.do(tidy, fest.event_id)
    try:
        fest.undo()
    except Exception as e: print("UNDO", type(e), e)
    print(fest.plan.event.state, fest.plan.event.tidied_on, fest.plan.shifts)
    assert 0
