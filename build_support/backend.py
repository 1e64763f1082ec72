"""Builds Amends with setuptools; before that bundles the browser part and compiles the catalogues of texts."""

import os
from collections.abc import Mapping
from typing import Any

import bundle
import catalogues
from setuptools import build_meta
from setuptools.build_meta import (
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

Settings = Mapping[str, Any] | None


def get_requires_for_build_wheel(config_settings: Settings = None) -> list[str]:
    """What pip fetches first: Node and npm, unless the bundle is there already or nobody wants it."""
    return [*build_meta.get_requires_for_build_wheel(config_settings), *_requirements()]


def get_requires_for_build_editable(config_settings: Settings = None) -> list[str]:
    """The same as for a wheel: an editable install shows diagrams too."""
    return [*build_meta.get_requires_for_build_editable(config_settings), *_requirements()]


def build_wheel(folder: str, config_settings: Settings = None, metadata: str | None = None) -> str:
    """Bundles, compiles, then hands over to setuptools."""
    _prepare()
    return build_meta.build_wheel(folder, config_settings, metadata)


def build_editable(folder: str, config_settings: Settings = None, metadata: str | None = None) -> str:
    """Bundles into the source tree, so that an editable install finds it there."""
    _prepare()
    return build_meta.build_editable(folder, config_settings, metadata)


def build_sdist(folder: str, config_settings: Settings = None) -> str:
    """Only what is ours: third-party code is fetched when a wheel is built from it (MANIFEST.in leaves it out)."""
    return build_meta.build_sdist(folder, config_settings)


def _requirements() -> list[str]:
    return [*bundle.requirements(), *catalogues.requirements()]


def _prepare() -> None:
    bundle.build(os.environ.get(bundle.SETTING, ""))
    catalogues.compile_all()
