"""Papers as files, by the ending of their name."""

from hanse.shared.documents.paper import Paper, paper_pdf

ENDINGS = ("pdf", "docx")


def paper_file(paper: Paper, ending: str) -> bytes:
    """Write a paper as PDF, or as a Word document for those who will edit it."""
    if ending == "docx":
        from hanse.shared.documents.paper_word import (  # noqa: PLC0415 - slow to load, rarely needed
            paper_docx,
        )

        return paper_docx(paper)
    return paper_pdf(paper)
