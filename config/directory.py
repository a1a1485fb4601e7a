"""Signing in through the office's own directory, LDAP or OpenID Connect, by settings alone.

What it needs beside the program stands in requirements-ldap.txt or requirements-openid.txt, and is imported only where
it is configured.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import environ

LDAP, OPENID = "ldap", "openid"
SECONDS = 10
"""How long the directory may take to answer."""
ADDRESSES = ("OIDC_ISSUER", "OIDC_AUTHORIZATION_URL", "OIDC_TOKEN_URL", "OIDC_USERINFO_URL", "OIDC_JWKS_URL")
OPENID_NEEDS = (*ADDRESSES, "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


def kind_of(environ: Mapping[str, str]) -> str:
    """Which kind of directory signs accounts in; "" for none."""
    if environ.get("LDAP_URL"):
        return LDAP
    return OPENID if environ.get("OIDC_ISSUER") else ""


def problems(environ: Mapping[str, str]) -> Iterator[str]:
    """What production refuses about it: passwords and answers that others could read or forge."""
    if environ.get("LDAP_URL") and environ.get("OIDC_ISSUER"):
        yield "LDAP_URL and OIDC_ISSUER are both set: one directory signs in."
    if environ.get("LDAP_URL") and not environ["LDAP_URL"].startswith(("ldaps://", "ldap://")):
        yield "LDAP_URL must be ldaps://HOST or ldap://HOST, which is then encrypted by StartTLS."
    if environ.get("LDAP_URL") and not (environ.get("LDAP_USER_DN") or environ.get("LDAP_SEARCH_BASE")):
        yield "LDAP_USER_DN or LDAP_SEARCH_BASE says where accounts stand in the directory."
    if not environ.get("OIDC_ISSUER"):
        return
    for variable in OPENID_NEEDS:
        if not environ.get(variable):
            yield f"{variable} is missing: the directory of OIDC_ISSUER tells it."
        elif variable in ADDRESSES and not environ[variable].startswith("https://"):
            yield f"{variable} must begin with https://."


def settings_of(env: environ.Env, *, encrypted: bool) -> dict[str, Any]:
    """The settings of the directory that is configured, its backend among them; `encrypted` asks for TLS."""
    kind = kind_of(env.ENVIRON)
    if kind == LDAP:
        told = {"DIRECTORY_BACKENDS": ["personnel.directory.ldap.LdapBackend"]} | _ldap(env, encrypted)
    elif kind == OPENID:
        told = {"DIRECTORY_BACKENDS": ["personnel.directory.openid.OpenIdBackend"]} | _openid(env)
    else:
        told = {"DIRECTORY_BACKENDS": []}
    return told | {"DIRECTORY": kind}


def _ldap(env: environ.Env, encrypted: bool) -> dict[str, Any]:
    import ldap  # noqa: PLC0415 - only where it is configured
    from django_auth_ldap.config import LDAPSearch  # noqa: PLC0415

    address, base = env("LDAP_URL"), env("LDAP_SEARCH_BASE", default="")
    found_by = env("LDAP_FILTER", default="(uid=%(user)s)")
    options = {ldap.OPT_NETWORK_TIMEOUT: SECONDS, ldap.OPT_TIMEOUT: SECONDS, ldap.OPT_REFERRALS: 0}
    options[ldap.OPT_X_TLS_REQUIRE_CERT] = ldap.OPT_X_TLS_DEMAND  # whatever the machine's ldap.conf says
    if authority := env("LDAP_CA", default=""):
        options[ldap.OPT_X_TLS_CACERTFILE] = authority
    options[ldap.OPT_X_TLS_NEWCTX] = 0  # comes last: it makes what was said of TLS hold
    return {
        "AUTH_LDAP_SERVER_URI": address,
        "AUTH_LDAP_START_TLS": encrypted and not address.startswith("ldaps://"),
        "AUTH_LDAP_CONNECTION_OPTIONS": options,
        "AUTH_LDAP_USER_DN_TEMPLATE": env("LDAP_USER_DN", default="") or None,
        "AUTH_LDAP_USER_SEARCH": LDAPSearch(base, ldap.SCOPE_SUBTREE, found_by) if base else None,
        "AUTH_LDAP_BIND_DN": env("LDAP_BIND_DN", default=""),
        "AUTH_LDAP_BIND_PASSWORD": env("LDAP_BIND_PASSWORD", default=""),
        "AUTH_LDAP_ALWAYS_UPDATE_USER": False,
        "AUTH_LDAP_NO_NEW_USERS": True,
    }


def _openid(env: environ.Env) -> dict[str, Any]:
    return {
        "OIDC_ISSUER": env("OIDC_ISSUER"),
        "OIDC_OP_AUTHORIZATION_ENDPOINT": env("OIDC_AUTHORIZATION_URL"),
        "OIDC_OP_TOKEN_ENDPOINT": env("OIDC_TOKEN_URL"),
        "OIDC_OP_USER_ENDPOINT": env("OIDC_USERINFO_URL"),
        "OIDC_OP_JWKS_ENDPOINT": env("OIDC_JWKS_URL"),
        "OIDC_RP_CLIENT_ID": env("OIDC_CLIENT_ID"),
        "OIDC_RP_CLIENT_SECRET": env("OIDC_CLIENT_SECRET"),
        "OIDC_RP_SCOPES": "openid profile",
        "OIDC_RP_SIGN_ALGO": env("OIDC_ALGORITHM", default="RS256"),
        "OIDC_USERNAME_CLAIM": env("OIDC_USERNAME_CLAIM", default="preferred_username"),
        "OIDC_AUTHENTICATION_CALLBACK_URL": "directory_return",
        "OIDC_USE_PKCE": True,
        "OIDC_CREATE_USER": False,
        "OIDC_TIMEOUT": SECONDS,
    }
