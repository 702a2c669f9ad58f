"""Two small good folders, and a way to spoil one file of them."""

from pathlib import Path

import pytest

from hanse.dialogues.folders import read_folder
from hanse.shared.errors import InputError

OWN = {
    "statements.csv": "id,text\ns1,Trams at night\ns2,Cycle lanes\n",
    "participants.csv": "id,side\np1,Europe\np2,North America\n",
    "votes.csv": "participant,statement,vote\np1,s1,1\np2,s1,-1\n",
}
POLIS = {
    "comments.csv": "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1,0,7,2,0,1,Trams at night\n2,1,8,0,1,0,Cycle lanes\n",
    "votes.csv": "timestamp,comment-id,voter-id,vote\n1,0,7,1\n2,0,8,1\n3,1,8,-1\n",
    "participants-votes.csv": "participant,group-id,n-votes,0,1\n7,0,1,1,\n8,0,2,1,-1\n",
}
ADD_FILE = "Add it to the folder."
VOTE = "Write 1 for agree, 0 for pass, -1 for disagree"
TIME = "Write a time such as 2026-02-24T09:30:00Z, or milliseconds since 1970."
QUOTES = "Close every quotation mark and double those inside a text."
UTF8 = "the text is not UTF-8. Save the file as “CSV UTF-8”."


def write(folder: Path, files: dict[str, str], **changes: str | bytes | None) -> Path:
    for name, content in {**files, **changes}.items():
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)
    return folder


def line_of(folder: Path, blocs: Path | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_folder(folder, blocs)
    line = str(caught.value)
    assert line.startswith(f"{folder}/")
    return line.removeprefix(f"{folder}/")
