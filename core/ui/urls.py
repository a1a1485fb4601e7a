"""Addresses of the frame: signing in, language, looks, counts. Included by the project at its root."""

from django.contrib.auth import views as auth
from django.urls import path

from core.ui.views import frame
from core.ui.views.sign_in_code import SignInCode

urlpatterns = [
    path("login/", frame.SignIn.as_view(), name="login"),
    path("login/code/", SignInCode.as_view(), name="sign_in_code"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("frame/language/", frame.choose_language, name="set_language"),
    path("frame/looks/", frame.remember, name="remember_looks"),
    path("frame/session/", frame.session, name="session"),
    path("frame/counts/", frame.counts, name="menu_counts"),
]
