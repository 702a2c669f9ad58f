"""The index of the search; the database keeps it by itself, and only the system writes it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """Something that can be found, with the label of what it stands for.

    `vector` also carries keys such as `label clear`. No words of a reader can become one, as they
    hold a space; they let one index narrow by label and by words at once.
    """

    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=36)
    part = models.CharField(max_length=40)
    record = models.UUIDField(db_index=True)
    owner_id = models.UUIDField(null=True)
    sharing_label = models.CharField(max_length=12)
    day = models.DateField(null=True, db_index=True)
    shown_from = models.DateField(null=True)
    shown_until = models.DateField(null=True)
    language = models.TextField()
    title = models.TextField()
    words = models.TextField()
    inside = models.BooleanField(default=False)
    telling = models.BooleanField()
    arguments = ArrayField(models.TextField())
    vector = SearchVectorField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "source", "part"], name="search_entry_once"),
        )
        # entries wait in a list of 64 kB to be filed together, which halves the work of writing
        # them; a longer list would have to be read through by every search
        indexes = (GinIndex(fields=["vector"], gin_pending_list_limit=64, name="search_words"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class SearchWord(models.Model):
    """A word that something holds, to offer in place of a misspelt one; RED records give none.

    It may name a word that is gone since: what is offered is looked up as the reader first.
    """

    word = models.TextField(primary_key=True)

    class Meta:
        indexes = (
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_words_alike"),
        )

    def __str__(self) -> str:
        return self.word
