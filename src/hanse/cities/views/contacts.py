"""A city's contacts, by post: added, changed and removed by its editors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hanse.cities.actions import editing
from hanse.cities.doors import city_at_door
from hanse.cities.forms.contacts import ContactForm
from hanse.cities.models import Contact
from hanse.cities.queries import city_around, listed_city
from hanse.shared.access import READ_OR_SEND, access


@access("edit a city", of=listed_city)
@READ_OR_SEND
def contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """List the contacts and add one."""
    found = city_at_door(request, slug)
    form = ContactForm(request.POST or None, instance=Contact(authority=found))
    if request.method == "POST" and form.is_valid():
        editing.keep_contact(form.instance, by=request.user, changed=form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("cities:contacts", slug=slug)
    context = {"city": found, "contacts": found.contacts.all(), "form": form}
    return render(request, "cities/contacts.html", context)


@access("edit a city", of=city_around)
@READ_OR_SEND
def contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a contact or remove it."""
    known = Contact.objects.filter(authority__slug=slug).select_related("authority")
    found = get_object_or_404(known, pk=pk)
    if "remove" in request.POST:
        editing.remove_contact(found, by=request.user)
        messages.success(request, _("Removed."))
        return redirect("cities:contacts", slug=slug)
    form = ContactForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        editing.keep_contact(form.instance, by=request.user, changed=form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("cities:contacts", slug=slug)
    return render(request, "cities/contact.html", {"city": found.authority, "form": form})
