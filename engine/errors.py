"""What can go wrong, in sentences for whoever can put it right.

The class holds the sentence, the instance holds the facts. Sentences are message ids for gettext: pages translate
`error.sentence` and fill in `error.facts`; everybody else reads `str(error)`.
"""


class AmendsError(Exception):
    """Something is not as it has to be; nothing was written."""

    sentence = "This cannot go on."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))


class NotFound(AmendsError):
    """Somebody asks for what is not there, or not there for them: both get the same answer."""

    sentence = "There is no {what} '{name}', or it is not open to you."


class NotAllowed(AmendsError):
    """A person lacks the lane, the unit or the right, or is excluded by the diagram."""

    sentence = "{who} may not do this: {why}."


class TaskNotOpen(AmendsError):
    """Somebody hands in a task that is done, withdrawn or not yet due."""

    sentence = "<{element}> of case {case} is not open any more: {why}. Look into the inbox for what is."


class TaskTaken(AmendsError):
    """Somebody else has claimed the task."""

    sentence = "<{element}> of case {case} was taken by {who}. What you typed is kept as your draft."


class AnswersInvalid(AmendsError):
    """Answers do not fit the form; `facts['problems']` maps each field to its sentences ('' is the whole form)."""

    sentence = "<{element}> cannot be handed in yet: {summary}"


class FieldsChanged(AmendsError):
    """Somebody changed the same fields after the form was shown; `facts['current']` maps each to its value now."""

    sentence = (
        "Somebody changed {fields} after you opened this form. Nothing was overwritten; look at both and send again."
    )


class KeyUsed(AmendsError):
    """The key of a command came a second time, with something else to say: done once, it would be lost."""

    sentence = "This key was used before, for something else. Nothing was done; send it again under a key of its own."


class CaseMovedOn(AmendsError):
    """A stale writer: the case was changed between its load and its save."""

    sentence = "Case {case} was changed by somebody else at the same moment. Please try again."


class CaseStuck(AmendsError):
    """The process cannot take this step: an expression, a table, an uncaught error, an endless loop."""

    sentence = "{reason}"


class DraftBroken(AmendsError):
    """Files offered as an edition do not pass the check; `facts['findings']` lists what is wrong."""

    sentence = "This draft cannot be published: {summary}"


class ActionRefused(AmendsError):
    """The world said no for good. `code` finds the error boundary event; trying again would not help."""

    sentence = "{text}"

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        super().__init__(text=text, code=code)


class SettingWrong(AmendsError):
    """A setting is missing or has a value nobody can use."""

    sentence = "The setting {name} {problem}."
