"""Properties worked out on first use and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - a decorator, named like `property`
    """Like functools.cached_property but without the lock it takes in Python 3.11, which costs more than the work."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> T:
        value = self._work(owner)
        owner.__dict__[self._name] = value  # found there from now on, before this is asked again
        return value
