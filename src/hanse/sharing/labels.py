"""The sharing labels, under the name features know them by; cities need them too, from below."""

from hanse.shared.sharing_labels import SharingLabel, strictest

__all__ = ["SharingLabel", "strictest"]
