"""What a type checker must accept, and the types it must find."""

from datetime import date
from typing import assert_type

import polars as pl

import foedus
from foedus import Answer, Because, Citation, FoedusError, Join, Leave, QuestionError, World
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering
from foedus.questions.binding.casus.event import EventInput
from foedus.questions.binding.member.question import MemberAnswer
from foedus.questions.costs.apportion.answer import ApportionAnswer
from foedus.questions.research.panel.answer import PanelAnswer

world = foedus.load()
assert_type(world, World)
assert_type(world.member(framework="nato", state="FIN", on="2023-04-04"), MemberAnswer)
casus = world.casus(attacked=["USA"], attacker="al-qaida", at="New York", on=date(2001, 9, 11))
assert_type(casus, CasusAnswer)
assert_type(casus.triggered, tuple[Triggering, ...])
assert_type(casus.triggered[0].because, Because)
assert_type(casus.triggered[0].cite, Citation)
assert_type(world.casus(EventInput(attacked=["USA"]), on="2001-09-11"), CasusAnswer)
assert_type(world.casus({"attacked": "USA"}, on="2001-09-11", kind="threat"), CasusAnswer)
paid = world.apportion(key="nato/common-funding-2024", amount=100, leave="USA", on="2024-06-01")
assert_type(paid, ApportionAnswer)
panel = world.panel(unit="state-year", first=1816, last=1820, columns=["atop"], on="2020-01-01")
assert_type(panel, PanelAnswer)
assert_type(panel.to_polars(), pl.DataFrame)
assert_type(world.ask("horoscope", on="2020-01-01", star="Sirius"), Answer)
changes = [Join("nato", "SWE", date(2024, 3, 7)), Leave("nato", "FRA", date(2030, 1, 1))]
assert_type(world.with_changes(changes), World)
refused: type[FoedusError] = QuestionError
