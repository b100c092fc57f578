"""What is taken out of a browser when somebody signs out in it, besides their browser session.

A room registers the cookies by which it lets a browser in without an account: on a computer that others use, whoever
signs out has left, and what they began here is not to be read by whoever comes next.
"""

from django.http import HttpResponse

_cookies: dict[str, str] = {}


def register_cookie(name: str, path: str) -> None:
    """Say that this cookie, which is sent to addresses under this path, goes when somebody signs out."""
    _cookies[name] = path


def take_out(response: HttpResponse) -> HttpResponse:
    """The response, which takes all of them out of the browser."""
    for name, path in _cookies.items():
        response.delete_cookie(name, path=path)
    return response
