"""Sentences for simulated observations: plain words about deeds, of nobody and nowhere."""

PHENOMENA = (
    "extreme-right",
    "disinformation",
    "polarisation",
    "conspiracy",
    "religious-extremism",
    "protest-tension",
    "mixed-unclear",
)
# by severity
SENTENCES = {
    1: (
        "Insulting words were sprayed on a wall beside a tram stop.",
        "Stickers with hostile slogans were found on lamp posts near a school.",
        "Leaflets that set residents against each other lay in letter boxes of one district.",
        "A slogan was shouted from a passing car at people leaving an event.",
    ),
    2: (
        "An association received several threatening messages within one evening.",
        "A meeting was disturbed by a group that shouted down the speakers.",
        "A false story about a shelter spread in local groups and was followed by abuse.",
        "People on their way home were followed and insulted until passers-by stepped in.",
    ),
    3: (
        "Windows of a community centre were broken overnight.",
        "A memorial plaque was torn down and damaged.",
        "Paint was thrown at the entrance of a place of worship.",
    ),
    4: (
        "Two people were pushed and kicked after an exchange of words at a bus station.",
        "A person was hit in a park by a group that had insulted them before.",
    ),
}
