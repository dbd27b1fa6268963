"""The tables of translation, a module for each concern."""

from cms.translation.models.assignments import Assignment
from cms.translation.models.digests import Digest
from cms.translation.models.history import Origin, TextVersion
from cms.translation.models.machines import MachineBudget, MachineJob, MachineState
from cms.translation.models.presence import Presence
from cms.translation.models.questions import Question, QuestionMessage
from cms.translation.models.releases import ReadyDraft, Release, ReleaseFollower, ReleasePage, ReleaseState
from cms.translation.models.review import Approval
from cms.translation.models.states import PublishedTexts, ReplacedText, Severity, TextState, TextStatus
from cms.translation.models.terms import Term, lines, words_in
from cms.translation.models.words import StringWords

__all__ = [
    "Approval",
    "Assignment",
    "Digest",
    "MachineBudget",
    "MachineJob",
    "MachineState",
    "Origin",
    "Presence",
    "PublishedTexts",
    "Question",
    "QuestionMessage",
    "ReadyDraft",
    "Release",
    "ReleaseFollower",
    "ReleasePage",
    "ReleaseState",
    "ReplacedText",
    "Severity",
    "StringWords",
    "Term",
    "TextState",
    "TextStatus",
    "TextVersion",
    "lines",
    "words_in",
]
