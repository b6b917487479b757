"""Django's settings, as a function of the options. Each says why it differs from Django's own default."""

from pathlib import Path
from typing import Any

from babyhubs.workbench import keys
from babyhubs.workbench.databases import databases
from babyhubs.workbench.options import Options
from babyhubs.workbench.service.folder import is_simulated
from babyhubs.workbench.web.languages import LANGUAGES, register_missing
from babyhubs.workbench.web.uploads import INCOMING

HERE = Path(__file__).parent

APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "babyhubs.workbench.web",
    "babyhubs.workbench.help",
    "babyhubs.workbench.record",
    "babyhubs.workbench.accounts",
    "babyhubs.workbench.programme",
    "babyhubs.workbench.hubs",
    "babyhubs.workbench.releases",
    "babyhubs.workbench.audits",
    "babyhubs.workbench.discussions",
    "babyhubs.workbench.observations",
    "babyhubs.workbench.evidence",
    "babyhubs.workbench.evaluation",
    "babyhubs.workbench.people",
    "babyhubs.workbench.panel",
    "babyhubs.workbench.public",
    "babyhubs.workbench.demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "babyhubs.workbench.web.headers.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "babyhubs.workbench.accounts.session_limits.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "babyhubs.workbench.programme.gate.Gate",
]

DAY = 24 * 60 * 60


def settings_for(options: Options) -> dict[str, Any]:
    """All settings of a workbench."""
    held = keys.read_or_make(options.folder)
    register_missing()
    return {
        "BABYHUBS": options,
        "BABYHUBS_KEYS": held,
        "BABYHUBS_SIMULATED": is_simulated(options.folder),
        "DEBUG": False,
        "SECRET_KEY": held.session.hex(),
        "INSTALLED_APPS": APPS,
        "MIDDLEWARE": MIDDLEWARE,
        "ROOT_URLCONF": "babyhubs.workbench.urls",
        "TEMPLATES": _templates(),
        "DATABASES": databases(options.folder, options.database_url, options.people_database_url),
        "DATABASE_ROUTERS": ["babyhubs.workbench.router.TwoDatabases"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        # A service says itself where a transaction begins and ends; a page that only reads needs none.
        "ATOMIC_REQUESTS": False,
        # Counts of tries at signing in are shared by all processes of the server.
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "workbench_cache",
                # Past its size the table throws counts out that still hold. At Django's own 300, trying a thousand made-up
                # names would wash away the count of the one account that is really guessed at.
                "OPTIONS": {"MAX_ENTRIES": 100_000},
            }
        },
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        "LOGGING": _logging(),
        **_language(),
        **_static(),
        **_sign_in(options),
        **_security(options),
    }


def _templates() -> list[dict[str, Any]]:
    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [HERE / "jinja2"],
            "APP_DIRS": False,
            "OPTIONS": {
                "environment": "babyhubs.workbench.web.templates.environment",
                "context_processors": [
                    "django.contrib.messages.context_processors.messages",
                    "babyhubs.workbench.web.page.page",
                ],
            },
        },
        # Only for the few texts that allauth brings (the file of recovery codes); every page is ours.
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
    ]


def _language() -> dict[str, Any]:
    return {
        "LANGUAGE_CODE": "en-gb",
        "LANGUAGES": LANGUAGES,
        "LOCALE_PATHS": [HERE / "locale"],
        "TIME_ZONE": "Europe/London",
        "USE_TZ": True,
    }


def _static() -> dict[str, Any]:
    return {
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [HERE / "static"],
        # Served from the package itself: nothing to collect when it is installed.
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        # A page names each file with a digest of its content (web/assets.py), so a browser may keep it.
        "WHITENOISE_MAX_AGE": 30 * DAY,
    }


def _sign_in(options: Options) -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "accounts.User",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            # Length and known-bad lists, no rules about digits and signs: NIST SP 800-63B, ASVS 5.0 6.2.
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            },
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "babyhubs.workbench.accounts.adapter.Adapter",
        "MFA_ADAPTER": "babyhubs.workbench.accounts.adapter.SecondFactorAdapter",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # no mail is sent: an invitation link is handed over by a person
        "ACCOUNT_EMAIL_NOTIFICATIONS": False,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "reauthenticate": "5/m/user"},
        "MFA_SUPPORTED_TYPES": ["webauthn", "totp", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Babyhubs",
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        # A browser treats http://localhost as safe for passkeys; any other address must be HTTPS.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": options.local,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if options.behind_proxy else 0,
    }


def _security(options: Options) -> dict[str, Any]:
    secure = not options.local
    prefix = "__Host-" if secure else ""
    settings: dict[str, Any] = {
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"] if options.local else [options.public_name],
        "SESSION_COOKIE_NAME": f"{prefix}babyhubs-session",
        "SESSION_COOKIE_AGE": DAY // 2,  # the absolute limit; accounts/session_limits.py holds it on the server too
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_NAME": f"{prefix}babyhubs-csrf",
        "CSRF_COOKIE_HTTPONLY": True,  # every form carries its token; no script reads it
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": secure,
        "CSRF_FAILURE_VIEW": "babyhubs.workbench.web.errors.csrf_failure",
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_HSTS_SECONDS": 365 * DAY if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": secure,
        "SECURE_HSTS_PRELOAD": secure,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        # Uploads go through a page that reads them in pieces; a form in memory stays small.
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 1024 * 1024,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        # What is being sent waits in the private folder too, not where every program of the machine puts things.
        "FILE_UPLOAD_TEMP_DIR": str(_incoming(options.folder)),
        "FILE_UPLOAD_HANDLERS": [
            "babyhubs.workbench.web.uploads.Limited",
            "babyhubs.workbench.web.uploads.Kept",
        ],
    }
    if options.behind_proxy:
        settings["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def _incoming(folder: Path) -> Path:
    place = folder / INCOMING
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _logging() -> dict[str, Any]:
    """Warnings and faults to standard error. No request body, no query, no address of a page with a token in it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Refused pages are everyday business and their address may hold a link's token; faults are still logged.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "ERROR"},
            "django.db.backends": {"level": "ERROR"},  # never a statement, so never a value
        },
    }
