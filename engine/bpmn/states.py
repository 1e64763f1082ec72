"""The states of a task in the library's words, as the plain numbers it compares."""

MAYBE, LIKELY, FUTURE, WAITING, READY, STARTED, COMPLETED, ERROR, CANCELLED = 1, 2, 4, 8, 16, 32, 64, 128, 256
#: a token is there
ACTIVE = WAITING | READY | STARTED
#: a token is there or will be
DEFINITE = FUTURE | ACTIVE
UNFINISHED = MAYBE | LIKELY | DEFINITE
