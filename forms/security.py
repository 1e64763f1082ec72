"""What keeps pages safe: headers, addresses that stay here, posts that come from here."""

from urllib.parse import urlsplit

from flask import Response, abort, request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: our pages run no script and no style but our own files; data: is for the icons in style sheets
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def local_address(address: str | None) -> str | None:
    """The address if it stays on this site, else None: nobody is sent elsewhere after signing in."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return None
    parts = urlsplit(address)
    clean = address.isprintable() and "\\" not in address
    return address if clean and not parts.scheme and not parts.netloc else None


def here(path: str) -> str:
    """An address of this site as a browser asks for it, also where the site lies below a folder of its server."""
    return request.script_root + path


def comes_from_here() -> bool:
    """Whether a browser says that this request was made by one of our own pages."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site == "same-origin" if site else bool(origin) and urlsplit(origin).netloc == request.host


def refuse_strangers() -> None:
    """No other site may post here, whatever token it has: a second lock beside that of the host's CSRF protection."""
    if request.method in SAFE_METHODS:
        return
    told = request.headers.get("Sec-Fetch-Site") or request.headers.get("Origin")
    if told and told != "none" and not comes_from_here():
        abort(403)


def keep_private(response: Response) -> Response:
    """For every page of ours, also in a host: nothing of a case stays in a cache or goes to other sites."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def harden(response: Response) -> Response:
    """For our own application: a host has its own policy. JSON is not shown, so nothing can be done to who looks."""
    if (response.mimetype or "").endswith("json"):
        return response
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
