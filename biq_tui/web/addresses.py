"""Which address of this laptop a phone in the room can reach."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from ..core.text import clean

Candidate = tuple[str, str, bool]
"""IPv4 address, name of its interface, and whether the default route starts there."""


@dataclass(frozen=True)
class Address:
    """One IPv4 address of this laptop and the interface that has it, as the system calls it."""

    ip: str
    interface: str


NOWHERE = Address("127.0.0.1", "loopback")
"""All that is left when this laptop is in no network."""

# The order is a guess at what is typed on the box in the room: home and hotspot routers first.
_PRIVATE = tuple(map(IPv4Network, ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")))
_TAILSCALE = IPv4Network("100.64.0.0/10")

_WIFI = re.compile(r"^wl|wlan|wi-?fi|wireless|drahtlos", re.IGNORECASE)

# What these lead to is another computer's network or none at all: no phone in the room is there.
_VIRTUAL = re.compile(
    r"^(docker|podman|br-|veth|virbr|vmnet|vboxnet|lxc|lxdbr|cni|flannel|cali"
    r"|tun|tap|utun|wg|tailscale|zt|ppp|ipsec|nordlynx|proton|ham\d)"
    r"|virtual|vethernet|hyper-v|\bwsl\b|vmware|vpn|tunnel|wintun|tap-windows|wireguard"
    r"|tailscale|zerotier|hamachi|anyconnect|fortinet|pangp|bluetooth|loopback",
    re.IGNORECASE,
)
# Windows calls its own hotspot "Microsoft Wi-Fi Direct Virtual Adapter"; phones do come that way.
_OWN_HOTSPOT = re.compile(r"wi-?fi direct", re.IGNORECASE)


def room_addresses() -> tuple[Address, ...]:
    """Every IPv4 address of this laptop, the one phones most likely reach first; never empty.

    A guess: a guest Wi-Fi that keeps its devices apart can't be seen from here, so always show
    the choice. Sends nothing into any network.
    """
    import ifaddr  # 60 ms, and only a laptop that opens a room needs it

    outward = _default_route()
    return ranked(
        (str(entry.ip), _spoken_name(entry.nice_name, adapter.nice_name), entry.ip == outward)
        for adapter in ifaddr.get_adapters()
        for entry in adapter.ips
        if entry.is_IPv4
    )


def ranked(candidates: Iterable[Candidate]) -> tuple[Address, ...]:
    """The candidates, best first; each address once.

    Private addresses of Wi-Fi and Ethernet; then public ones; virtual interfaces, VPN and
    Tailscale; link-local. Within each group the default route first, then Wi-Fi. Loopback is the
    answer only if nothing else is there.
    """
    best: dict[str, Address] = {}
    for ip, name, _is_default_route in sorted(candidates, key=_rank):
        if not IPv4Address(ip).is_loopback and not IPv4Address(ip).is_unspecified:
            best.setdefault(ip, Address(ip, name))
    return tuple(best.values()) or (NOWHERE,)


def is_own(ip: str, addresses: Iterable[Address]) -> bool:
    """Whether a request from `ip` comes from the laptop that has these addresses."""
    return IPv4Address(ip).is_loopback or any(ip == address.ip for address in addresses)


def _rank(candidate: Candidate) -> tuple[int, bool, bool, int, IPv4Address]:
    ip, name, is_default_route = candidate
    address = IPv4Address(ip)
    network = next((i for i, net in enumerate(_PRIVATE) if address in net), len(_PRIVATE))
    virtual = bool(_VIRTUAL.search(name)) and not _OWN_HOTSPOT.search(name)
    if address.is_link_local:
        group = 3
    elif virtual or address in _TAILSCALE:
        group = 2
    else:
        group = 1 if network == len(_PRIVATE) else 0
    return group, not is_default_route, not _WIFI.search(name), network, address


def _default_route() -> str | None:
    """The address this laptop would use towards the internet, if there is a way there."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("192.0.2.1", 9))  # UDP: only looks up the route, sends no packet
        return str(sock.getsockname()[0])
    return None


def _spoken_name(entry: str, adapter: str) -> str:
    """Windows has two names, "WLAN" and "Intel(R) Wi-Fi 6 AX201": both help to choose."""
    return clean(entry if entry == adapter else f"{entry} ({adapter})")
