"""What every answer of the site tells the browser it may do: run our own files, and nothing else.

And what a browser may ask for: pages and forms know GET, HEAD and POST.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

_ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{what} {whence}" for what, whence in _ALLOWED.items())
_METHODS = ("GET", "HEAD", "POST")
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def strict_headers(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. What Django's own sends (nosniff, referrer, opener, frames) is not repeated here."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        own = response.headers.get("Content-Security-Policy")  # of several policies each holds: a view can only add
        response.headers["Content-Security-Policy"] = (
            f"{own}, {CONTENT_SECURITY_POLICY}" if own else CONTENT_SECURITY_POLICY
        )
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return with_headers


def plain_methods(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A view that forgot to say its methods answers no others than a browser has."""

    def with_method(request: HttpRequest) -> HttpResponse:
        return answer(request) if request.method in _METHODS else HttpResponseNotAllowed(_METHODS)

    return with_method
