"""Every mistake in a folder of our own form gives one line that names file, row and mend."""

from pathlib import Path

import pytest
from tests.dialogues.folders.samples import ADD_FILE, OWN, QUOTES, TIME, UTF8, VOTE, line_of, write

from hanse.dialogues.folders import read_folder
from hanse.shared.errors import InputError

MISTAKES = [
    ("votes.csv", None, f"votes.csv: the file is missing. {ADD_FILE}"),
    ("participants.csv", None, f"participants.csv: the file is missing. {ADD_FILE}"),
    (
        "statements.csv",
        b"",
        "statements.csv: the file is empty. Write “id”, “text” in row 1.",
    ),
    (
        "statements.csv",
        "id,text\n",
        "statements.csv: no row below the header. Add rows, or export the file again.",
    ),
    (
        "statements.csv",
        "id,body\ns1,x\n",
        (
            "statements.csv, row 1: no column “text”; found “id”, “body”."
            " The header must name “id”, “text”."
        ),
    ),
    (
        "statements.csv",
        "id,text,text\ns1,x,y\n",
        "statements.csv, row 1: two columns are named “text”. Give each its own name.",
    ),
    (
        "statements.csv",
        "id,text\ns1,one\ns1,two\n",
        "statements.csv, row 3: “s1” was in row 2 already. Keep one row for each id.",
    ),
    (
        "statements.csv",
        "id,text\n,one\n",
        "statements.csv, row 2: the id is empty. Give every row an id.",
    ),
    (
        "statements.csv",
        "id,text\ns1,one, two\n",
        (
            "statements.csv, row 2: 3 fields where the header has 2."
            " Put quotation marks around text that holds a comma, and fill every column."
        ),
    ),
    (
        "statements.csv",
        'id,text\ns1,"one\n',
        (
            "statements.csv, row 2: the quotation marks cannot be read (unexpected end of data)."
            f" {QUOTES}"
        ),
    ),
    (
        "statements.csv",
        'id,text\ns1,"one"two\n',
        (
            "statements.csv, row 2: the quotation marks cannot be read"
            f" (',' expected after '\"'). {QUOTES}"
        ),
    ),
    (
        "votes.csv",
        "participant,statement,vote\np1,s1," + "9" * 5_000 + "\n",
        f"votes.csv, row 2: the vote is “{'9' * 80}…”. {VOTE}.",
    ),
    (
        "statements.csv",
        b"id,text\ns1,a\0b\n",
        "statements.csv, row 2: a zero byte in the text. Save the file as “CSV UTF-8”.",
    ),
    ("statements.csv", b"id,text\ns1,caf\xe9\n", f"statements.csv, row 2: {UTF8}"),
    ("statements.csv", "id,text\ns1,é\n".encode("utf-16"), f"statements.csv, row 1: {UTF8}"),
    (
        "statements.csv",
        "id,text\ns1,one\n\ns2,two\n",
        "statements.csv, row 3: the row is blank. Delete it.",
    ),
    (
        "statements.csv",
        "id,text,moderated\ns1,one,no\n",
        (
            "statements.csv, row 2: “moderated” is “no”."
            " Write -1 for taken out, 0 for undecided, 1 for accepted."
        ),
    ),
    (
        "statements.csv",
        "id,text,created\ns1,one,yesterday\n",
        f"statements.csv, row 2: the time is “yesterday”. {TIME}",
    ),
    (
        "votes.csv",
        "participant,statement,vote\np1,s1,1\np2,s1,2\n",
        f"votes.csv, row 3: the vote is “2”. {VOTE}.",
    ),
    (
        "votes.csv",
        "participant,statement,vote\np1,s9,1\n",
        "votes.csv, row 2: “s9” is unknown. Add the statement to statements.csv.",
    ),
    (
        "votes.csv",
        "participant,statement,vote\np9,s1,1\n",
        "votes.csv, row 2: “p9” is unknown. Add the participant to participants.csv.",
    ),
    (
        "votes.csv",
        "participant,statement,vote\n,s1,1\n",
        "votes.csv, row 2: an id is empty. Add the participant to participants.csv.",
    ),
    (
        "votes.csv",
        "participant,statement,vote,time\np1,s1,1,noon\n",
        f"votes.csv, row 2: the time is “noon”. {TIME}",
    ),
    (
        "votes.csv",
        "participant,statement,vote\np1,s1,1\np2,s1,1\np1,s1,-1\n",
        (
            "votes.csv, row 4: a second vote by the same participant on the same statement, and no"
            " times. Add a column “time”, or keep the last vote only."
        ),
    ),
    (
        "participants.csv",
        "id,side\np1,Europe\np1,Asia\n",
        "participants.csv, row 3: “p1” was in row 2 already. Keep one row for each id.",
    ),
    (
        "participants.csv",
        "id,remark\n" + "".join(f"p{i},r{i}\n" for i in range(101)),
        (
            "participants.csv: “remark” has 101 different values; a bloc is shared by many."
            " Group them into 100 or fewer."
        ),
    ),
    (
        "dialogue.csv",
        "key,value\ntitel,Trams\n",
        (
            "dialogue.csv, row 2: “titel” is not a key."
            " Use title, question, language, licence, attribution, link, simulated."
        ),
    ),
    (
        "dialogue.csv",
        "key,value\nsimulated,maybe\n",
        "dialogue.csv, row 2: “simulated” is “maybe”. Write yes or no.",
    ),
]


@pytest.mark.parametrize(("name", "content", "line"), MISTAKES)
def test_a_mistake_in_our_own_form_is_named(
    tmp_path: Path, name: str, content: str | bytes | None, line: str
) -> None:
    assert line_of(write(tmp_path, OWN, **{name: content})) == line


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, OWN)
    with (tmp_path / "votes.csv").open("r+b") as file:
        file.truncate(2 * 1024**3)

    assert line_of(tmp_path) == (
        "votes.csv: 2,048 MB is more than the 512 MB Hanse reads. Split it into several files."
    )


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_folder(tmp_path / "nowhere")

    assert str(caught.value) == (
        f"{tmp_path}/nowhere: there is no such folder. Name the folder of a dialogue."
    )


def test_a_folder_without_statements_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_folder(tmp_path)

    assert str(caught.value) == (
        f"{tmp_path}: neither comments.csv (Polis export) nor statements.csv (Hanse) is in this"
        " folder. Name the folder that holds one of them."
    )


def test_an_unclosed_quotation_mark_in_a_long_file_is_named_where_it_opens(tmp_path: Path) -> None:
    rows = "".join(f"s{i},a text of some length\n" for i in range(5000))
    write(tmp_path, OWN, **{"statements.csv": f'id,text\nx,"never closed\n{rows}'})

    assert line_of(tmp_path) == (
        "statements.csv, row 2: the quotation marks cannot be read"
        f" (one text is longer than 100,000 characters). {QUOTES}"
    )
