"""Solving a programme with HiGHS: coverage first, then risk, then cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import highspy
import numpy as np

from foedus.questions.generating.programme import Programme

Aim: TypeAlias = Literal["coverage", "risk", "cost"]


@dataclass(frozen=True)
class Stage:
    """What a stage reached, and the best that could be: both proven where they are equal."""

    aim: Aim
    reached: Decimal
    bound: Decimal


@dataclass(frozen=True)
class Solution:
    """Units by service, the stages, and the price of each row in the relaxed coverage."""

    units: dict[int, int]
    stages: tuple[Stage, ...]
    prices: dict[int, Fraction]
