"""The sign for phones, and what to say and do in which order when phones do not come. Pure.

One step at a time, and the list is always one of them: nobody looks for faults before the group.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from ..core import clock
from ..core.intention import Intention
from ..core.language import _, ngettext
from ..web.wifi import Wifi

PATIENCE = timedelta(minutes=2)
"""After so long without a phone the list is proposed."""

WINDOWS = "win32"

FAIL_WORDS = frozenset({"geht nicht", "gehen nicht", "does not work", "doesn't work"})


@dataclass(frozen=True, slots=True)
class Sign:
    """What is shown of the door: its address for phones, or why there is none."""

    url: str = ""
    interface: str = ""
    choices: int = 0
    """How many addresses of this laptop could be shown instead."""
    problem: str = ""
    chosen: int = 0
    """Which of the choices is shown."""
    notice: str = ""
    """What changed by itself, until a phone has come through."""
    off: bool = False
    """Phones do not work here: nothing else of them is shown."""
    wifi: Wifi | None = None
    """The Wi-Fi to join first, if the house has set one."""
    heard_since: datetime | None = None
    """When the first request came from another device, to the minute."""
    heard_at: datetime | None = None
    """When the last one came."""
    overdue: bool = False
    """Open for two minutes, and nobody has come."""
    step: int = 0
    """How often somebody said that phones do not come."""

    @property
    def short(self) -> str:
        """The address as somebody types it."""
        return self.url.removeprefix("http://")


class Step(Enum):
    """What can be tried, in this order."""

    ONE_PHONE = auto()
    SAME_WIFI = auto()
    OTHER_ADDRESS = auto()
    TYPED = auto()
    FIREWALL = auto()
    HOTSPOT = auto()
    LIST = auto()


def steps(sign: Sign) -> tuple[Step, ...]:
    """What makes sense to try with this sign. If others come through, it is that phone."""
    if sign.heard_at is not None:
        return Step.ONE_PHONE, Step.TYPED, Step.LIST
    left_out = {Step.ONE_PHONE} if sign.choices > 1 else {Step.ONE_PHONE, Step.OTHER_ADDRESS}
    return tuple(step for step in Step if step not in left_out)


def step_of(sign: Sign) -> Step | None:
    """The step that is shown now; None while nobody has asked."""
    tries = steps(sign)
    return tries[(sign.step - 1) % len(tries)] if sign.step else None


def said(step: Step, sign: Sign, platform: str, program: str) -> str:
    """The step in words. `platform` as in sys.platform; `program` is what listens to phones."""
    match step:
        case Step.ONE_PHONE:
            return _(
                "Other phones come through. On this phone: mobile data off, VPN off."
                " It asks about devices nearby? Allow."
            )
        case Step.SAME_WIFI if sign.wifi is not None:
            return _("Is the phone in this Wi-Fi: {name}? And mobile data off?").format(
                name=sign.wifi.ssid
            )
        case Step.SAME_WIFI:
            return _("Are phone and laptop in the same Wi-Fi? And mobile data off?")
        case Step.OTHER_ADDRESS:
            return _("↓ shows another address of this laptop. Scan it again.")
        case Step.TYPED:
            return _("Type it into the phone's browser:  {url}").format(url=sign.url)
        case Step.FIREWALL:
            return firewall(platform, program, port_of(sign.url))
        case Step.HOTSPOT:
            return _(
                "Some Wi-Fis keep phones apart. Make a Wi-Fi with one phone (hotspot)."
                " Laptop and phones join it. Often only 8 fit in."
            )
        case Step.LIST if sign.heard_at is not None:
            return _("Let's use the list: type the person's name.")
        case Step.LIST:
            return use_the_list()


def use_the_list() -> str:
    """What is proposed when no phone comes."""
    return _("No phone has come through yet. Let's use the list.")


def no_phones_here() -> str:
    """The result of a test that no phone passed."""
    return _("Phones do not work here. The IT people must help. The list works, too.")


def port_of(url: str) -> int:
    """The port in an address of ours."""
    port = url.removeprefix("http://").partition("/")[0].partition(":")[2]
    return int(port) if port else 80


def firewall(platform: str, program: str, port: int) -> str:
    """What a firewall may ask, and what an administrator types, once."""
    if platform != WINDOWS:
        return _("A firewall may keep phones away. The IT people open port {port} (TCP).").format(
            port=port
        )
    asks = _("Does Windows ask about the firewall? Tick private and public networks. Then: Allow.")
    types = _("It does not ask? The IT people type this once, as administrator:")
    return f"{asks}\n{types}\n{windows_rule(program)}"


def program() -> str:
    """The program that listens to phones, as a firewall sees it: in a virtual environment of
    Windows `python.exe` only starts the one that it was made from."""
    return getattr(sys, "_base_executable", "") or sys.executable


def windows_rule(program: str) -> str:
    """The line for the command prompt of an administrator.

    It first deletes what a click on "Cancel" has left behind: in Windows a rule that blocks wins.
    All profiles, since Windows takes each new Wi-Fi for a public one; only the room's own network.
    """
    rule = "netsh advfirewall firewall"
    of_program = f'name=all dir=in program="{program}"'
    return (
        f"{rule} delete rule {of_program} & {rule} add rule"
        f' name="BIQ" dir=in action=allow program="{program}"'
        " protocol=TCP profile=any remoteip=localsubnet"
    )


def phones_said(sign: Sign, reported: int) -> str:
    """One line about phones: how many people have reported, or that none has come."""
    if sign.overdue and not reported:
        return use_the_list()
    have = ngettext("{n} has reported by phone", "{n} have reported by phone", reported)
    if sign.heard_at is None:
        return have
    last = clock.clock_time(sign.heard_at)
    first = clock.clock_time(sign.heard_since or sign.heard_at)
    when = _("at {last}") if first == last else _("from {first} to {last}")
    come = have if reported else _("Phones come through")
    return f"{come}, {when.format(first=first, last=last)}"


def is_about_phones(text: str) -> bool:
    """Whether this, typed beside the code, says that phones do not come: so does nothing."""
    text = " ".join(text.casefold().split())
    return not text or text in FAIL_WORDS


def read_sign(sign: Sign, asked: bool = False) -> Intention | None:
    """What Enter does beside the code; None: nothing to do with phones.

    `asked`: the line says that one does not work; else it is empty.
    """
    if sign.off:
        again = _("Enter: shows the code again. Then try it with one phone.")
        return Intention(again, command="phones_again")
    step = step_of(sign)
    if not sign.url or (sign.heard_at is not None and step is None and not asked):
        return None
    if step is None:
        return Intention(_("Phones do not come? Enter: what you can do."), command="phones_fail")
    if step is Step.LIST:
        return Intention(_("Enter: shows the address again."), command="phones_fail")
    return Intention(_("That did not help? Enter: the next try."), command="phones_fail")
