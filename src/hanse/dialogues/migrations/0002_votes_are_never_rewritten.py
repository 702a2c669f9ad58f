"""Refuse UPDATE on votes: a change of mind is a new event, the earlier one stays."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION dialogues_vote_is_an_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a vote is an event: add a new one instead of changing it';
END $$;
CREATE TRIGGER dialogues_vote_never_rewritten BEFORE UPDATE ON dialogues_vote
    FOR EACH STATEMENT EXECUTE FUNCTION dialogues_vote_is_an_event();
"""
ALLOW = """
DROP TRIGGER dialogues_vote_never_rewritten ON dialogues_vote;
DROP FUNCTION dialogues_vote_is_an_event();
"""


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0001_dialogue_statements_votes_and_analysis")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
