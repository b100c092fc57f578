"""The addresses of signing in and of one's own account. django-allauth asks for those named `account_…`."""

from django.urls import include, path

from ninefold.accounts.views import account, addresses, code, sign_in

own = [
    path("", account.account, name="account"),
    path("name/", account.name, name="name"),
    path("role/", account.choose_role, name="role"),
    path("leave/", account.leave, name="leave"),
    path("sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("addresses/", addresses.addresses, name="addresses"),
    path("addresses/write-to/", addresses.write_to, name="write_to"),
    path("addresses/private/", addresses.private, name="private"),
    path("addresses/remove/", addresses.remove, name="remove"),
]
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/password/", sign_in.sign_in_by_password, name="account_password_login"),
    path("sign-up/", sign_in.sign_up, name="account_signup"),
    path("code/", code.enter_code, name="account_confirm_login_code"),
    path("password/", account.password, name="account_change_password"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("", include((own, "accounts"))),
]
