"""The bias codes of NIBRS data element 8A, and the word each is read as.

The codes are those of the manual of 2023, a work of the United States government. A row is lossy
when our word is wider than the code, so that writing it out again would not give the code back.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its words in the manual, our word for it, and whether that says less."""

    words: str
    category: str
    lossy: bool = False


CODES: dict[int, Code] = {
    11: Code("White", "anti-white"),
    12: Code("Black or African American", "anti-black"),
    13: Code("American Indian or Alaska Native", "anti-indigenous"),
    14: Code("Asian", "anti-asian"),
    15: Code("Multiple Races, Group", "racism", lossy=True),
    16: Code("Native Hawaiian or Other Pacific Islander", "anti-indigenous", lossy=True),
    21: Code("Jewish", "antisemitism"),
    22: Code("Catholic", "anti-christian", lossy=True),
    23: Code("Protestant", "anti-christian", lossy=True),
    24: Code("Islamic (Muslim)", "anti-muslim"),
    25: Code("Other Religion", "other-religion"),
    26: Code("Multiple Religions, Group", "other-religion", lossy=True),
    27: Code("Atheism/Agnosticism", "other-religion", lossy=True),
    28: Code("Church of Jesus Christ", "anti-christian", lossy=True),
    29: Code("Jehovah's Witness", "anti-christian", lossy=True),
    31: Code("Arab", "anti-arab"),
    32: Code("Hispanic or Latino", "anti-latino"),
    33: Code("Other Race/Ethnicity/Ancestry", "other-ethnicity"),
    41: Code("Gay (Male)", "sexual-orientation", lossy=True),
    42: Code("Lesbian", "sexual-orientation", lossy=True),
    43: Code("Lesbian, Gay, Bisexual, or Transgender (Mixed Group)", "sexual-orientation"),
    44: Code("Heterosexual", "sexual-orientation", lossy=True),
    45: Code("Bisexual", "sexual-orientation", lossy=True),
    51: Code("Physical", "disability"),
    52: Code("Mental", "disability", lossy=True),
    61: Code("Male", "other-target", lossy=True),
    62: Code("Female", "misogyny"),
    71: Code("Transgender", "gender-identity", lossy=True),
    72: Code("Gender Non-Conforming", "gender-identity"),
    81: Code("Eastern Orthodox", "anti-christian", lossy=True),
    82: Code("Other Christian", "anti-christian"),
    83: Code("Buddhist", "other-religion", lossy=True),
    84: Code("Hindu", "other-religion", lossy=True),
    85: Code("Sikh", "other-religion", lossy=True),
    88: Code("None", "no-target"),
    99: Code("Unknown", "unknown-target"),
}
