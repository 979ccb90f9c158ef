"""The server in the room: addresses, sockets, protection, page layout. Knows no pillar."""
