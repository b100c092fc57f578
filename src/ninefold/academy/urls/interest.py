"""The addresses of expressions of interest in CPD sessions, and of which mail one wants."""

from django.urls import path

from ninefold.academy.views import interest, mail_choice

urlpatterns = [
    path("interest/", interest.interest, name="interest"),
    path("interest/<int:pk>/withdraw/", interest.withdraw_own, name="interest_withdraw_own"),
    path("interest/confirm/<str:token>/", interest.confirm, name="interest_confirm"),
    path("interest/withdraw/<str:token>/", interest.withdraw, name="interest_withdraw"),
    path("mail/<str:token>/", mail_choice.mail_choice, name="mail_choice"),
    path("account-mail/", mail_choice.account_mail, name="account_mail"),
]
