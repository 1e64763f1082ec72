"""The wind engine: what keeps kites in the air, and the library's tables."""

import sqlalchemy as sa

metadata = sa.MetaData()
people = sa.Table("people", metadata, sa.Column("nick", sa.Text, primary_key=True), sa.Column("word", sa.Text))
kites = sa.Table("kites", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("with_whom", sa.Text))
tasks = sa.Table("tasks", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("words", sa.Text))


def start(url: str) -> sa.Engine:
    """The library's own connections; its tables are made and filled."""
    engine = sa.create_engine(url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        if not connection.execute(sa.select(people)).all():
            connection.execute(sa.insert(people), [{"nick": "pia", "word": "string"}, {"nick": "tom", "word": "tail"}])
            connection.execute(sa.insert(kites), [{"name": "Red Eddy"}, {"name": "Blue Delta"}])
            connection.execute(sa.insert(tasks), [{"words": "mend the red one"}])
    return engine
