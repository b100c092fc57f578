"""The addresses of a demonstration. The roof takes them in where a setting says that this is one, and else never."""

from django.urls import path

from ninefold.accounts.views import demonstration, mailbox

app_name = "demonstration"
urlpatterns = [
    path("account/try/<int:number>/", demonstration.try_as, name="try_as"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:number>/", mailbox.mail, name="mail"),
    path("mailbox/<int:number>/files/<int:place>/", mailbox.attachment, name="attachment"),
]
