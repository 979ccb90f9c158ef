"""Which address is offered to the phones."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest

from biq_tui.web.addresses import Candidate, ranked, room_addresses

LINUX: list[Candidate] = [
    ("127.0.0.1", "lo", False),
    ("169.254.7.7", "eth1", False),
    ("100.101.102.103", "tailscale0", False),
    ("10.8.0.2", "tun0", False),
    ("172.17.0.1", "docker0", False),
    ("10.1.2.3", "enp3s0", False),
    ("192.168.178.23", "wlan0", False),
]

TABLE: list[tuple[str, list[Candidate], list[str]]] = [
    (
        "linux without internet: Wi-Fi, cable, then what is virtual, then link-local",
        LINUX,
        [
            "192.168.178.23",
            "10.1.2.3",
            "10.8.0.2",
            "172.17.0.1",
            "100.101.102.103",
            "169.254.7.7",
        ],
    ),
    (
        "the cable, if that is where the internet is",
        [(ip, name, name == "enp3s0") for ip, name, _ in LINUX],
        ["10.1.2.3", "192.168.178.23"],
    ),
    (
        "not the VPN, even if everything goes through it",
        [(ip, name, name == "tun0") for ip, name, _ in LINUX],
        ["192.168.178.23", "10.1.2.3", "10.8.0.2", "172.17.0.1"],
    ),
    (
        "windows with WSL, Hyper-V, VirtualBox and a company's VPN",
        [
            ("172.28.144.1", "vEthernet (WSL) (Hyper-V Virtual Ethernet Adapter)", False),
            ("192.168.56.1", "Ethernet 3 (VirtualBox Host-Only Ethernet Adapter)", False),
            ("10.20.0.7", "Ethernet 4 (Cisco AnyConnect Secure Mobility Client)", True),
            ("169.254.20.1", "Bluetooth-Netzwerkverbindung (Bluetooth Device)", False),
            ("10.0.0.5", "WLAN (Intel(R) Wi-Fi 6 AX201 160MHz)", False),
        ],
        ["10.0.0.5", "10.20.0.7", "192.168.56.1", "172.28.144.1", "169.254.20.1"],
    ),
    (
        "windows' own hotspot is no virtual adapter",
        [
            ("172.28.144.1", "vEthernet (Default Switch)", True),
            ("192.168.137.1", "LAN* 10 (Microsoft Wi-Fi Direct Virtual Adapter)", False),
        ],
        ["192.168.137.1", "172.28.144.1"],
    ),
    (
        "mac with a VPN and its own hotspot",
        [
            ("100.64.1.9", "utun4", True),
            ("192.168.2.1", "bridge100", False),
        ],
        ["192.168.2.1", "100.64.1.9"],
    ),
    (
        "a network card that only exists as a Hyper-V switch is better than none",
        [("192.168.1.9", "vEthernet (External)", True), ("127.0.0.1", "Loopback", False)],
        ["192.168.1.9"],
    ),
    (
        "a guest Wi-Fi that hands out carrier addresses comes before docker",
        [("172.17.0.1", "docker0", False), ("100.70.1.2", "wlp2s0", True)],
        ["100.70.1.2", "172.17.0.1"],
    ),
    (
        "a private address before a public one",
        [("134.102.5.6", "eth0", True), ("172.20.1.2", "wlan0", False)],
        ["172.20.1.2", "134.102.5.6"],
    ),
    (
        "an address that two names have, once and with the better name",
        [("10.0.0.5", "br-lan0", False), ("10.0.0.5", "wlan0", False)],
        ["10.0.0.5"],
    ),
    ("only itself", [("127.0.0.1", "lo", False)], ["127.0.0.1"]),
    ("nothing at all", [], ["127.0.0.1"]),
]


@pytest.mark.parametrize(("_case", "candidates", "best"), TABLE, ids=[row[0] for row in TABLE])
def test_the_address_phones_can_reach_comes_first(
    _case: str, candidates: list[Candidate], best: list[str]
) -> None:
    for given in (candidates, candidates[::-1]):
        assert [address.ip for address in ranked(given)][: len(best)] == best


def test_loopback_is_offered_only_alone() -> None:
    assert "127.0.0.1" not in [address.ip for address in ranked(LINUX)]


def test_the_interface_is_named() -> None:
    assert ranked(LINUX)[0].interface == "wlan0"


def test_this_laptop_has_an_address() -> None:
    addresses = room_addresses()
    assert addresses
    assert all(IPv4Address(address.ip) and address.interface for address in addresses)
