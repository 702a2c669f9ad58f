"""The network's controlled vocabularies: ids kept in records, words shown on screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Challenge(models.TextChoices):
    """What a city faces; many-valued, as people mix ideologies. Named for the behaviour."""

    ETHNIC_HATE = "ethnic-hate", _("Hate by ethnicity or race")
    ANTISEMITISM = "antisemitism", _("Antisemitism")
    ANTI_MUSLIM_HATE = "anti-muslim-hate", _("Anti-Muslim hate")
    ANTI_LGBTQ = "anti-lgbtq", _("Anti-LGBTQ+ hate")
    MISOGYNY = "misogyny", _("Misogyny")
    ANTI_MIGRANT = "anti-migrant", _("Anti-migrant hate")
    ANTI_GOVERNMENT = "anti-government", _("Threats to officials and to government")
    FAR_RIGHT = "far-right", _("Far-right extremism")
    RELIGIOUS_EXTREMISM = "religious-extremism", _("Religious extremism")
    FAR_LEFT = "far-left", _("Far-left extremism")
    MIXED_IDEOLOGY = "mixed-ideology", _("Mixed or unclear ideology")
    DISINFORMATION = "disinformation", _("Mis- and disinformation")
    CONSPIRACY = "conspiracy", _("Conspiracy belief")
    FOREIGN_INFLUENCE = "foreign-influence", _("Foreign influence")
    POLARISATION = "polarisation", _("Political polarisation")
    OUTSIDE_CRISIS = "outside-crisis", _("Local effect of a crisis elsewhere")
    TARGETED_VIOLENCE = "targeted-violence", _("Targeted violence")
    ONLINE_TO_OFFLINE = "online-to-offline", _("Online harm that moves offline")
    DISTRUST = "distrust", _("Distrust in government")
    YOUTH_RECRUITMENT = "youth-recruitment", _("Recruitment of young people")


class Lens(models.TextChoices):
    """The point of view a city's work starts from."""

    VIOLENT_EXTREMISM = "violent-extremism", _("Violent extremism")
    HATE = "hate", _("Hate")
    CRIME_PREVENTION = "crime-prevention", _("Crime and violence prevention")
    SOCIAL_COHESION = "social-cohesion", _("Social cohesion")
    PUBLIC_HEALTH = "public-health", _("Public health")
    HUMAN_RIGHTS = "human-rights", _("Human rights")
    INTEGRATION = "integration", _("Integration")
    DEMOCRACY = "democracy", _("Democracy")
    URBAN_SAFETY = "urban-safety", _("Urban safety")
    RESILIENCE = "resilience", _("Resilience")


class Profession(models.TextChoices):
    """Who does prevention work."""

    MAYORS_OFFICE = "mayors-office", _("Mayor's office")
    ELECTED = "elected", _("Elected member")
    COORDINATOR = "coordinator", _("Prevention coordinator")
    SOCIAL_WORK = "social-work", _("Social work")
    SCHOOL = "school", _("School")
    YOUTH_WORK = "youth-work", _("Youth work")
    POLICE = "police", _("Police liaison")
    HEALTH = "health", _("Health and mental health")
    FAITH = "faith", _("Faith leader")
    COMMUNITY = "community", _("Community group")
    VICTIM_SUPPORT = "victim-support", _("Victim support")
    PROBATION = "probation", _("Probation")
    CULTURE = "culture", _("Library or culture")
    SPORT = "sport", _("Sport")
    PLANNING = "planning", _("Planning and public space")
    COMMUNICATIONS = "communications", _("Communications")
    LEGAL = "legal", _("Legal")
    EMERGENCY = "emergency", _("Emergency management")
    RESEARCH = "research", _("Researcher")
    BUSINESS = "business", _("Business")
    NATIONAL_LIAISON = "national-liaison", _("National liaison")
