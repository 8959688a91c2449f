# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web addresses, as far as they are safe to keep, to give away and to follow."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urlsplit

_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f]")
_KEPT = "!$&'()*+,;=:@/%"
"""What may stand in a path beside letters, digits and -._~ (RFC 3986)."""
_PLAIN = re.compile(
    r"https?://[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?:/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?"
    r"(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?-]+)?"
)
"""Most addresses, which stay as they are."""


def web_address(given: str) -> str:
    """Return an address as a URI of http or https, "" where it is none that is safe to give away
    and to follow: one with a name or a password in it is not.
    """
    given = given.strip()
    return given if _PLAIN.fullmatch(given) else _rewritten(given)


def _rewritten(given: str) -> str:
    if _UNSAFE.search(given):
        return ""
    try:
        split = urlsplit(given)
        host, port = _host(split), split.port
        if split.scheme not in {"http", "https"} or not host or "@" in split.netloc:
            return ""
        path, query, fragment = (
            quote(_NO_ESCAPE.sub("%25", text), safe=_KEPT + also)
            for text, also in ((split.path, ""), (split.query, "?"), (split.fragment, "?"))
        )
    except ValueError:
        return ""
    ending = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return f"{split.scheme}://{host}{f':{port}' if port else ''}{path}{ending}"


def _host(split: SplitResult) -> str:
    """Return the host in ASCII, "" where it is none; ValueError too."""
    host = split.hostname or ""
    if ":" in host:
        return f"[{ip_address(host)}]" if "%" not in host else ""
    plain = host if host.isascii() else host.encode("idna").decode().lower()
    return plain if _HOST.fullmatch(plain) else ""
