"""Settings. Everything secret or local comes from the environment; see docs/operations.md."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import environ
import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import clock, embedded, limits, log_lines, media, production, roles, sending, signing_in
from config.enum_names import ENUM_NAMES

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

AS_OWNER = roles.is_owner()
production.refuse_unsafe(os.environ, as_owner=AS_OWNER)
PRODUCTION = env("ENVIRONMENT", default="development") == "production"
SECRET_KEY = env("SECRET_KEY", default="") or embedded.secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PROXIES = env.int("PROXIES", default=0)  # how many of our own proxies a request passes; see core.access.proxies

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "drf_spectacular",
    "knox",
    "rest_framework",
    "core",
    "rounds",
    "personnel",
    "findings",
    "rectification",
    "config",
]

MIDDLEWARE = [
    "core.trail.recording.RequestIdMiddleware",
    "core.operation.requests.RequestLineMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.ui.caching.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.operation.middleware.WatchedMiddleware",
    "core.ui.outages.KeptSessionMiddleware",
    "core.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.access.session_limits.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.access.middleware.SignedInMiddleware",
    "personnel.accounts.middleware.OwedFirstMiddleware",
    "core.trail.recording.TrailMiddleware",
    "core.trail.accesses.AccessMiddleware",
    "core.workflow.refusals.RefusalMiddleware",
    "core.workflow.once.OnceMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.ui.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                *(f"core.templatetags.{name}" for name in ("frame", "sections", "ui")),
            ],
        },
    },
]

DATABASE_URL = roles.owner_url() if AS_OWNER else roles.application_url()
APPLICATION_ROLE = roles.name_of(roles.application_url())
REDIS_URL = env("REDIS_URL", default="") or embedded.address("REDIS_URL")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])  # a socket's folder comes quoted
# A connection is kept by its thread: measured as fast as a pool (0.34 against 0.37 ms for a request of five queries,
# 2.2 ms with a connection each), with less to know. The check finds out about a database that was restarted.
LIMITS = limits.of_this_process(env)
POOLED = env.bool("DATABASE_POOLED", default=False) and not AS_OWNER  # see docs/operations.md, Growing
DATABASES["default"] |= {
    "ENGINE": "config.postgresql",
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": LIMITS.for_postgresql(DATABASES["default"].get("OPTIONS", {}), pooled=POOLED),
    "DISABLE_SERVER_SIDE_CURSORS": POOLED,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "core.access.cached.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"serializer": "core.access.cached.JsonSerializer", **LIMITS.for_redis},
    },
}

FORM_RENDERER = "core.ui.controls.ControlRenderer"
FILTERS_EMPTY_CHOICE_LABEL = _("All")

AUTH_USER_MODEL = "personnel.User"
vars().update(signing_in.settings_of(env, production=PRODUCTION))
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "personnel.accounts.backends.AccountBackend",
    *vars()["DIRECTORY_BACKENDS"],
    "personnel.second_factor.backends.SecondFactorBackend",
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "worklist"
LOGOUT_REDIRECT_URL = "login"
# GB/T 22239, level three: eight characters of three classes, five failures close the door for half an hour,
# half an hour without a request ends the session.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "core.access.passwords.ThreeClassesValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.access.passwords.CommonWordValidator"},
    {"NAME": "personnel.accounts.passwords.FormerPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # the trail shows who tried
AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = sys.maxsize  # and forgets none of it, however often they try
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
AXES_CLIENT_IP_CALLABLE = "core.access.proxies.client_address"
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
# So many failures from one address, whatever the user names, close it until the window ends; see core.access.signins.
SIGN_IN_FAILURES = env.int("SIGN_IN_FAILURES", default=30)
SECOND_FACTOR_KEY = env("SECOND_FACTOR_KEY", default="") or SECRET_KEY
SECOND_FACTOR_KEY_FALLBACKS = env.list("SECOND_FACTOR_KEY_FALLBACKS", default=[])  # what it was before
WRONG_CODES = 10  # of second factors, of one account in an hour
SIGN_IN_WINDOW = timedelta(minutes=15)

SESSION_ENGINE = "core.access.sessions"
SESSION_COOKIE_AGE = 60 * env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_HOURS = env.int("SESSION_HOURS", default=12)  # and no longer, whatever is done in it
ONE_SESSION = env.bool("ONE_SESSION", default=False)  # signing in ends what the account has open elsewhere
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True  # pages carry the token in their markup

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^(healthz/|readyz/|metrics)$"]  # asked on the machine itself, by number
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A message may hold a one-time password, which a cookie would carry through the network again and again.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "zh-hans"
FORMAT_MODULE_PATH = "core.ui.formats"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = clock.TIME_ZONE
USE_I18N = True
USE_TZ = True

# The API: tokens only (no cookie, hence no CSRF), JSON only, limits counted over all workers. Fixed windows a caller.
API_RATES = {
    "user": env("API_RATE_USER", default="1200/min"),
    "anonymous": env("API_RATE_ANONYMOUS", default="60/min"),
    "token": env("API_RATE_TOKEN", default="10/min"),
}
# How many workbooks, exports, imports and figures one account has under way and begins: see core.access.budget.
EXPENSIVE_AT_ONCE = env.int("EXPENSIVE_AT_ONCE", default=2)
EXPENSIVE_RATE = env("EXPENSIVE_RATE", default="60/min")
EXPENSIVE_THREADS = max(1, env.int("WEB_THREADS", default=4) // 2)  # of each web process, all accounts together
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["core.api.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttles.UserThrottle", "core.api.throttles.AddressThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.LimitedJSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.CursorPaging",
    "DEFAULT_FILTER_BACKENDS": ["core.api.filters.StrictFilters"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "core.api.errors.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {"TOKEN_TTL": timedelta(hours=env.int("API_TOKEN_HOURS", default=12)), "TOKEN_LIMIT_PER_USER": 5}
SPECTACULAR_SETTINGS = {
    "TITLE": "Inspection rounds",
    "DESCRIPTION": "Rounds, findings, leads and their rectification. Every address but the token's needs a token.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.schema.add_components",
    ],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}

OFFICE_NAME = env("OFFICE_NAME", default="")  # heads pages and workbooks
DEMO = env.bool("DEMO", default=None)  # None: the mark in the database tells

# Digests go out once a day and person, in working hours: between these hours of working days or of all days; at most
# so many in one sweep.
DIGEST_HOURS, DIGEST_DAYS = sending.hours(env), sending.days(env)
CHANNELS, CHANNEL_NETWORKS = sending.channels(env), sending.networks(env)
WEBHOOK_HOSTS = env.list("WEBHOOK_HOSTS", default=[])  # as HOST or HOST:PORT
DIGEST_SWEEP_CAP = env.int("DIGEST_SWEEP_CAP", default=500)
SITE_URL = env(
    "SITE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else "http://127.0.0.1:8000"
)

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "core.ui.finders.VendorFinder"]
STORAGES = {
    "default": media.storage_of(env),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # root collects them, and the web server reads them as another user; what follows below is for attachments.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
TRAIL_ANCHORS = env.path("TRAIL_ANCHORS", default=str(embedded.VAR / "anchors"))
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])  # public keys of age: see config.backup
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

SENDS_MAIL = env("EMAIL_URL", default="") != "none"
vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}") if SENDS_MAIL else {})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default="inspection@localhost")
EMAIL_TIMEOUT = 10

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# History rows carry their context themselves, so that nothing of the trail is ever updated.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=True)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

CELERY_BROKER_URL = clock.broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A message not acknowledged within this time goes to another worker: longer than any task may take.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, **LIMITS.for_redis}
CELERY_TASK_PUBLISH_RETRY_POLICY = limits.FIRST_TRY_AGAIN
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 10 * 60
CELERY_TASK_TIME_LIMIT = 11 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE, CELERY_BEAT_SCHEDULER = clock.SCHEDULE, clock.SCHEDULER

# When regular work is late: what the beat sends every few minutes, and what is done once a night. The verification and
# the backup are the office's to set up; where nobody has, nobody asks for them.
SWEEP_LATE = timedelta(minutes=env.int("SWEEP_LATE_MINUTES", default=30))
NIGHTLY_LATE = timedelta(hours=env.int("NIGHTLY_LATE_HOURS", default=36))
METRICS_TOKEN = env("METRICS_TOKEN", default="")  # for who asks for numbers from another machine
NIGHTLY_EXPECTED = env.bool("NIGHTLY_EXPECTED", default=PRODUCTION)

DEFAULT_EXCEPTION_REPORTER_FILTER = "core.trail.error_reports.WithoutValues"
LOGGING = log_lines.LOGGING
