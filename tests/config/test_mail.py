"""Where letters go, said in one variable."""

import pytest

from hanse.config.mail import mail_settings
from hanse.shared.errors import SetupError


def test_without_an_address_letters_appear_on_the_screen() -> None:
    assert mail_settings("") == {"EMAIL_BACKEND": "hanse.config.mail.OnScreen"}


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtps://u%40x:p%2Fw@mail.example", 465, False, True),
        ("smtp+starttls://u%40x:p%2Fw@mail.example:2525", 2525, True, False),
    ],
)
def test_an_address_names_server_port_and_encryption(
    address: str,
    port: int,
    tls: bool,  # noqa: FBT001 - a column of the table
    ssl: bool,  # noqa: FBT001 - the same
) -> None:
    read = mail_settings(address)

    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example", port)
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (tls, ssl)
    if "@" in address:
        assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("u@x", "p/w")


def test_another_kind_of_address_is_refused() -> None:
    with pytest.raises(SetupError):
        mail_settings("https://mail.example")
