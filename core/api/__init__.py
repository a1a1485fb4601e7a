"""Manners of the API, once for every endpoint: tokens, errors, paging, versions, repeats, limits, the document.

Apps' `api.py` build on `core.api.views` and `core.api.rows`; `config/api.py` routes them.
"""
