"""What a request brings: a JSON object with the parts that are asked for, and nothing that says two things at once."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from flask import request

from .refusals import BodyWrong, HeaderWrong, MediaWrong, NotJsonAtAll, PageWrong

#: bytes of a body: no form of people is larger
LARGEST = 256 * 1024
#: characters of an Idempotency-Key
LONGEST_KEY = 200
KINDS = {"object": dict, "string": str}


class Part(NamedTuple):
    """One part of a body."""

    kind: str
    meaning: str
    is_required: bool = False


Parts = Mapping[str, Part]


def body(parts: Parts) -> dict[str, Any]:
    """The parts that came. Raises MediaWrong, NotJsonAtAll, BodyWrong, RequestEntityTooLarge."""
    if request.mimetype != "application/json":
        raise MediaWrong(given=request.mimetype[:80] or "nothing")
    request.max_content_length = LARGEST
    found = _read(request.get_data(cache=False))
    if type(found) is not dict:
        raise BodyWrong(problem=f"has to be an object with {_listed(parts)}")
    for name, value in found.items():
        if name not in parts:
            raise BodyWrong(problem=f"has a part '{name[:80]}' that nobody asked for; it takes {_listed(parts)}")
        if type(value) is not KINDS[parts[name].kind]:
            raise BodyWrong(problem=f"has '{name}', which is not of the kind {parts[name].kind}")
    for name, part in parts.items():
        if part.is_required and name not in found:
            raise BodyWrong(problem=f"lacks '{name}': {part.meaning}")
    return found


def key() -> str:
    """The caller's name for this request: sent twice under one name, it acts once. "" where there is none."""
    given = request.headers.get("Idempotency-Key", "").strip()
    if len(given) > LONGEST_KEY or not given.isascii() or not given.isprintable():
        raise HeaderWrong(name="Idempotency-Key", problem=f"takes at most {LONGEST_KEY} plain characters")
    return given


def key_of(said: Mapping[str, Any]) -> str:
    """The key of a request that says this: other words under the same key are another request, and not lost as a second
    post of the first one."""
    given = key()
    said_as = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
    return f"{given}:{said_as}" if given else ""


def number(name: str, otherwise: int, most: int, least: int = 1) -> int:
    """A whole number behind the question mark. Raises PageWrong."""
    given = request.args.get(name)
    if given is None:
        return otherwise
    if not (given.isascii() and given.isdecimal() and len(given) < 10 and least <= int(given) <= most):
        raise PageWrong(name=name, problem=f"has to be a whole number from {least} to {most}")
    return int(given)


def word(name: str, otherwise: str, longest: int = 200) -> str:
    given = request.args.get(name, otherwise)
    if len(given) > longest:
        raise PageWrong(name=name, problem=f"takes at most {longest} characters")
    return given.strip()


def _listed(parts: Parts) -> str:
    return ", ".join(f"'{name}'" for name in parts) or "nothing in it"


def _read(content: bytes) -> Any:
    try:
        if b"\\u" in content:
            orjson.loads(content)  # which refuses half a surrogate pair: nothing could write it again
        return json.loads(content.decode(), object_pairs_hook=_object, parse_constant=_no_number)
    except NotJsonAtAll:
        raise
    except RecursionError:
        raise NotJsonAtAll(problem="it is nested too deep") from None
    except UnicodeDecodeError:
        raise NotJsonAtAll(problem="it is not written in UTF-8") from None
    except json.JSONDecodeError as wrong:
        raise NotJsonAtAll(problem=f"{wrong.msg}, line {wrong.lineno}, column {wrong.colno}") from None
    except ValueError:
        raise NotJsonAtAll(problem="it holds a number of too many digits") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Whoever says a thing twice may mean either."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJsonAtAll(problem=f"an object has '{twice[:80]}' twice")
    return found


def _no_number(text: str) -> Any:
    raise NotJsonAtAll(problem=f"{text} is no number that JSON knows")
