"""Letters to people: one text, sent plain and as HTML, in the reader's language."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from hanse.shared.network import current_network


def letter(*, to: str, subject: str, text: str) -> EmailMultiAlternatives:
    """Write a letter; its HTML is made from the text, so that the two cannot differ."""
    one_line = " ".join(subject.split())  # a header cannot be broken out of
    context = {
        "subject": one_line,
        "text": text,
        "language": get_language() or "en",
        "network": current_network(),
    }
    mail = EmailMultiAlternatives(one_line, text, to=[to])
    mail.attach_alternative(render_to_string("accounts/letter.html", context), "text/html")
    return mail
