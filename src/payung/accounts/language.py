"""Indonesian, unless the visitor has asked for English.

Not `LocaleMiddleware`: Windows in an Indonesian office often asks for English pages, though nobody there wants them.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


def chosen_language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. The choice is a cookie, set by Django's `set_language`."""
    known = dict(settings.LANGUAGES)

    def in_language(request: HttpRequest) -> HttpResponse:
        wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(wish if wish in known else settings.LANGUAGE_CODE):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ("Cookie",))
        return response

    return in_language
