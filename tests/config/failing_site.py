"""Our site, which answers everything, but fails under /fail with what was asked in the text of its error."""

from urllib.parse import unquote

from config import wsgi


def application(environ, start_response):
    """The WSGI application."""
    path = unquote(environ["PATH_INFO"])
    if path.startswith("/fail"):
        raise ValueError(f"Key (path)=({path}) already exists")
    return wsgi.application(environ, start_response)
