"""The questions as methods of a world: made by `scripts/make_face.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Never

from foedus.asking.day import Day

if TYPE_CHECKING:
    from foedus.questions.binding.bound.question import BoundAnswer, BoundInput
    from foedus.questions.binding.casus.answer import CasusAnswer
    from foedus.questions.binding.casus.event import EventInput, PointInput
    from foedus.questions.binding.cite import CiteAnswer, CiteInput
    from foedus.questions.binding.compare.answer import CompareAnswer
    from foedus.questions.binding.compare.question import CompareInput
    from foedus.questions.binding.covered.question import CoveredAnswer, CoveredInput
    from foedus.questions.binding.framework.answer import FrameworkAnswer
    from foedus.questions.binding.framework.question import FrameworkInput
    from foedus.questions.binding.frameworks import FrameworksAnswer, FrameworksInput
    from foedus.questions.binding.honoured.answer import HonouredAnswer
    from foedus.questions.binding.honoured.question import HonouredInput
    from foedus.questions.binding.member.question import MemberAnswer, MemberInput
    from foedus.questions.binding.precedents.question import PrecedentsAnswer, PrecedentsInput
    from foedus.questions.binding.state import StateAnswer, StateInput
    from foedus.questions.binding.ties import TiesAnswer, TiesInput
    from foedus.questions.bodies.decide.answer import DecideAnswer
    from foedus.questions.bodies.decide.voting import DecideInput
    from foedus.questions.bodies.power.question import PowerAnswer, PowerInput
    from foedus.questions.conduct.commitments.answer import CommitmentsAnswer
    from foedus.questions.conduct.commitments.evidence import Evidence
    from foedus.questions.conduct.commitments.question import CommitmentsInput
    from foedus.questions.conduct.comply.answer import ComplyAnswer
    from foedus.questions.conduct.comply.declared import Declarations
    from foedus.questions.conduct.comply.question import ComplyInput
    from foedus.questions.conduct.notify.activity import Activity
    from foedus.questions.conduct.notify.answer import NotifyAnswer
    from foedus.questions.conduct.notify.question import NotifyInput
    from foedus.questions.conduct.path.answer import PathAnswer
    from foedus.questions.conduct.path.inputs import Plan
    from foedus.questions.conduct.path.question import PathInput
    from foedus.questions.conduct.withdraw.answer import WithdrawAnswer
    from foedus.questions.conduct.withdraw.question import WithdrawInput
    from foedus.questions.costs.apportion.answer import ApportionAnswer
    from foedus.questions.costs.apportion.inputs import ApportionInput, Mix
    from foedus.questions.costs.grant.answer import GrantAnswer
    from foedus.questions.costs.grant.question import Consortium, GrantInput
    from foedus.questions.costs.pool.answer import PoolAnswer
    from foedus.questions.costs.pool.inputs import PoolInput, Programme
    from foedus.questions.costs.reimburse.answer import ReimburseAnswer
    from foedus.questions.costs.reimburse.question import Claim, ReimburseInput
    from foedus.questions.diary.due import DueAnswer, DueInput
    from foedus.questions.diary.history import HistoryAnswer, HistoryInput
    from foedus.questions.diary.kept import KeptAnswer, KeptInput
    from foedus.questions.forces.evidence.answer import EvidenceAnswer
    from foedus.questions.forces.evidence.question import EvidenceInput
    from foedus.questions.forces.evidence.roster import Roster
    from foedus.questions.forces.exercise.answer import ExerciseAnswer
    from foedus.questions.forces.exercise.call import ProgrammeCall
    from foedus.questions.forces.exercise.question import ExerciseInput
    from foedus.questions.forces.generate.answer import GenerateAnswer
    from foedus.questions.forces.generate.call import Call
    from foedus.questions.forces.generate.question import GenerateInput
    from foedus.questions.forces.msel.answer import MselAnswer
    from foedus.questions.forces.msel.events import EventsList
    from foedus.questions.forces.msel.question import MselInput
    from foedus.questions.health.assess.answer import AssessAnswer
    from foedus.questions.health.assess.question import AssessInput
    from foedus.questions.health.impact.answer import ImpactAnswer
    from foedus.questions.health.impact.question import ImpactInput
    from foedus.questions.health.measure.answer import MeasureAnswer
    from foedus.questions.health.measure.objectives import Objectives
    from foedus.questions.health.measure.question import MeasureInput
    from foedus.questions.health.trend.answer import TrendAnswer
    from foedus.questions.health.trend.question import TrendInput
    from foedus.questions.research.coverage.answer import CoverageAnswer
    from foedus.questions.research.coverage.question import CoverageInput
    from foedus.questions.research.panel.answer import PanelAnswer
    from foedus.questions.research.panel.question import PanelInput
    from foedus.questions.research.states.answer import StatesAnswer
    from foedus.questions.research.states.question import StatesInput


class _NotGiven:
    def __repr__(self) -> str:
        return "..."


_NOT_GIVEN: Any = _NotGiven()


def _those(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not _NOT_GIVEN}


class Questions:
    """A method for each question that foedus declares; each gives the answer of its own kind.

    Inputs are keywords, or a model, or a mapping; an input that Python has another word for goes by
    the name that the other doors give it too, as `**{"from": 1816}`. They raise
    QuestionError, in one sentence, for inputs that make no sense.
    """

    def _asked(self, question: str, given: Any, on: Day, fields: Mapping[str, Any]) -> Any:
        raise NotImplementedError

    def apportion(
        self,
        given: ApportionInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        key: str = _NOT_GIVEN,
        amount: Decimal | int | str = _NOT_GIVEN,
        currency: str = _NOT_GIVEN,
        inputs: Mapping[str, Any] = _NOT_GIVEN,
        abstain: Sequence[str] = _NOT_GIVEN,
        leave: Sequence[str] = _NOT_GIVEN,
        join: Mapping[str, Decimal | int | str] = _NOT_GIVEN,
        statistics: Mapping[str, Decimal | int | str] = _NOT_GIVEN,
        costs: Mapping[str, Decimal | int | str] = _NOT_GIVEN,
        with_key: str = _NOT_GIVEN,
        mix: Mix | Mapping[str, Any] | None = _NOT_GIVEN,
        **others: Never,
    ) -> ApportionAnswer:
        """Who pays what under a cost-sharing key, exact to the cent; what a change would shift.

        Args:
            on: The day asked about.
            key: Key, such as nato/common-funding-2024; none where a mix is given.
            amount: The amount to share, with cents at most.
            currency: Its currency, such as EUR; the key's if left out.
            inputs: What the key needs: activity=prototype, pesco=true, ....
            abstain: States that abstain and do not pay.
            leave: States that leave.
            join: States that join, each with its share in per cent of the new whole; its figure
                under a key of statistics; 1 under an equal key.
            statistics: Figures in place of, or beside, those of the key: DEU=4000; per-capita
                incomes under a scale by levels.
            costs: What each state spends, where costs lie where they fall.
            with_key: Another key to compare with.
            mix: A key of your own.
        """
        fields = _those(
            key=key,
            amount=amount,
            currency=currency,
            inputs=inputs,
            abstain=abstain,
            leave=leave,
            join=join,
            statistics=statistics,
            costs=costs,
            with_key=with_key,
            mix=mix,
            **others,
        )
        answer: ApportionAnswer = self._asked("apportion", given, on, fields)
        return answer

    def assess(
        self,
        given: AssessInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        frameworks: Sequence[str] = _NOT_GIVEN,
        and_: Sequence[date | str] = _NOT_GIVEN,
        **others: Never,
    ) -> AssessAnswer:
        """How frameworks fare, side by side: picture, numbers, sources and caveats, on two pages.

        Args:
            on: The day asked about.
            frameworks: Frameworks to set side by side, such as nato eu quad.
            and_: Another day to set beside it; repeat for several.
        """
        fields = _those(frameworks=frameworks, and_=and_, **others)
        answer: AssessAnswer = self._asked("assess", given, on, fields)
        return answer

    def bound(
        self,
        given: BoundInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        states: Sequence[str] = _NOT_GIVEN,
        **others: Never,
    ) -> BoundAnswer:
        """Obligations that tie two states, or one state to all others, with the article of each.

        Args:
            on: The day asked about.
            states: One state or two (ids or names).
        """
        fields = _those(states=states, **others)
        answer: BoundAnswer = self._asked("bound", given, on, fields)
        return answer

    def casus(
        self,
        given: EventInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        attacked: Sequence[str] = _NOT_GIVEN,
        attacker: Sequence[str] = _NOT_GIVEN,
        at: str | PointInput | Mapping[str, Any] | None = _NOT_GIVEN,
        kind: Literal[
            "armed-attack",
            "threat",
            "cyber-attack",
            "terrorist-attack",
            "sabotage",
            "incursion",
            "steered-migration",
            "coup",
            "internal-conflict",
            "disaster",
            "nuclear-accident",
        ] = _NOT_GIVEN,
        object: Literal[
            "territory", "forces", "vessel", "aircraft", "cable", "pipeline", "satellite", "embassy"
        ] = _NOT_GIVEN,
        domain: Literal["land", "sea", "air", "space", "cyber"] | None = _NOT_GIVEN,
        facts: Mapping[str, bool | date | str | Sequence[str]] = _NOT_GIVEN,
        checklist: bool = _NOT_GIVEN,
        zone: str = _NOT_GIVEN,
        **others: Never,
    ) -> CasusAnswer:
        """Casus foederis: what an event triggers, whom it binds and how strongly.

        Args:
            on: The day asked about.
            attacked: State attacked (id or name); repeat for several.
            attacker: State or actor that attacked; leave out where unknown.
            at: Place by name, or "latitude,longitude"; leave out where unknown.
            kind: What happened: armed-attack, threat, cyber-attack, terrorist-attack, sabotage,
                incursion, steered-migration, coup, internal-conflict, disaster, nuclear-
                accident.
            object: What was attacked.
            domain: Where it was fought, if not the usual.
            facts: Further facts as name=value: effects-of-armed-attack, intercepted, deliberate
                and civil are yes or no, flag names a state; others, such as un-security-
                council-authorisation=true, are what a clause asks for.
            checklist: Also list whom to tell, by when and under which article, with draft
                letters.
            zone: By whose clock the day of the event is, for the list, as Europe/Warsaw.
        """
        fields = _those(
            attacked=attacked,
            attacker=attacker,
            at=at,
            kind=kind,
            object=object,
            domain=domain,
            facts=facts,
            checklist=checklist,
            zone=zone,
            **others,
        )
        answer: CasusAnswer = self._asked("casus", given, on, fields)
        return answer

    def cite(
        self,
        given: CiteInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str = _NOT_GIVEN,
        article: str | None = _NOT_GIVEN,
        **others: Never,
    ) -> CiteAnswer:
        """What a provision says, what calls it, and where to look it up.

        Args:
            on: The day asked about.
            framework: Framework, or the provision's whole id.
            article: Article, such as art-5.
        """
        fields = _those(framework=framework, article=article, **others)
        answer: CiteAnswer = self._asked("cite", given, on, fields)
        return answer

    def commitments(
        self,
        given: CommitmentsInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str = _NOT_GIVEN,
        evidence: Sequence[Evidence | Mapping[str, Any]] = _NOT_GIVEN,
        states: Sequence[str] = _NOT_GIVEN,
        fresh_months: int = _NOT_GIVEN,
        owner: str = _NOT_GIVEN,
        text: str = _NOT_GIVEN,
        overdue: bool = _NOT_GIVEN,
        **others: Never,
    ) -> CommitmentsAnswer:
        """What a framework committed itself to, what became of it, the evidence, and what is due.

        Args:
            on: The day asked about.
            framework: Framework, such as pesco.
            evidence: The evidence: a list, or a workbook.
            states: Only these states; repeat, or commas.
            fresh_months: Months after which evidence no longer counts as fresh.
            owner: Only commitments on record of this state or office, such as Commission.
            text: Only commitments on record of this instrument, such as strategic-compass.
            overdue: Only commitments on record past their day and not known to be settled.
        """
        fields = _those(
            framework=framework,
            evidence=evidence,
            states=states,
            fresh_months=fresh_months,
            owner=owner,
            text=text,
            overdue=overdue,
            **others,
        )
        answer: CommitmentsAnswer = self._asked("commitments", given, on, fields)
        return answer

    def compare(
        self,
        given: CompareInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        frameworks: Sequence[str] = _NOT_GIVEN,
        and_: date | str | None = _NOT_GIVEN,
        **others: Never,
    ) -> CompareAnswer:
        """Two frameworks, or one on two days: clause by clause, with what only one has.

        Args:
            on: The day asked about.
            frameworks: Two frameworks, such as nato csto; or one, with --and.
            and_: The day of the second side; the same as that of the first, if absent.
        """
        fields = _those(frameworks=frameworks, and_=and_, **others)
        answer: CompareAnswer = self._asked("compare", given, on, fields)
        return answer

    def comply(
        self,
        given: ComplyInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        treaty: str = _NOT_GIVEN,
        declared: Declarations | Mapping[str, Any] = _NOT_GIVEN,
        state: Sequence[str] = _NOT_GIVEN,
        **others: Never,
    ) -> ComplyAnswer:
        """Declared holdings against a treaty's limits, with margins, trends, declarations and
                quotas.

        Args:
            on: The day asked about.
            treaty: Framework, such as cfe or new-start.
            declared: What is declared: holdings, inspections, objects, notices.
            state: Only these states; all parties, where left out.
        """
        fields = _those(treaty=treaty, declared=declared, state=state, **others)
        answer: ComplyAnswer = self._asked("comply", given, on, fields)
        return answer

    def coverage(
        self,
        given: CoverageInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str | None = _NOT_GIVEN,
        stale: bool = _NOT_GIVEN,
        **others: Never,
    ) -> CoverageAnswer:
        """What the lists of each framework hold, how complete, for which days, checked when by
                what.

        Args:
            on: The day asked about.
            framework: Framework, such as nato; all of them, where left out.
            stale: The lists whose check is the oldest first; those without one lead.
        """
        fields = _those(framework=framework, stale=stale, **others)
        answer: CoverageAnswer = self._asked("coverage", given, on, fields)
        return answer

    def covered(
        self,
        given: CoveredInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str = _NOT_GIVEN,
        **others: Never,
    ) -> CoveredAnswer:
        """Which land of its members and which waters a framework's duties of help cover.

        Args:
            on: The day asked about.
            framework: Framework, such as nato.
        """
        fields = _those(framework=framework, **others)
        answer: CoveredAnswer = self._asked("covered", given, on, fields)
        return answer

    def decide(
        self,
        given: DecideInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        body: str = _NOT_GIVEN,
        motion: str = _NOT_GIVEN,
        in_favour: Sequence[str] = _NOT_GIVEN,
        against: Sequence[str] = _NOT_GIVEN,
        abstain: Sequence[str] = _NOT_GIVEN,
        declared: Sequence[str] = _NOT_GIVEN,
        concerned: Sequence[str] = _NOT_GIVEN,
        participants: Sequence[str] = _NOT_GIVEN,
        without_proposal: bool = _NOT_GIVEN,
        population_check: bool = _NOT_GIVEN,
        running: bool = _NOT_GIVEN,
        deadline: datetime | str | None = _NOT_GIVEN,
        extended: datetime | str | None = _NOT_GIVEN,
        objected: datetime | str | date | None = _NOT_GIVEN,
        at: datetime | str | None = _NOT_GIVEN,
        **others: Never,
    ) -> DecideAnswer:
        """The outcome of a motion in a body: adopted, rejected or open, and what would change it.

        Args:
            on: The day asked about.
            body: Body, such as un/security-council.
            motion: Kind of motion, as the definition of the body names it; where left out, its
                usual matters.
            in_favour: Names for; repeat, or use commas.
            against: Names against.
            abstain: Names abstaining.
            declared: Of those abstaining, who declare that it shall not bind them (TEU 31(1));
                all, where left out; or none.
            concerned: Names party to the dispute, or that the motion is about.
            participants: The participants of an enhanced cooperation.
            without_proposal: Not on a proposal of the Commission or the High Representative.
            population_check: A member asked for the check of the population (Nice: 62 per
                cent).
            running: The vote is still running.
            deadline: When silence ends, with its time zone: 2020-03-05T12:00+01:00.
            extended: The later deadline, if extended.
            objected: When silence was broken, a day or a moment with its time zone; at the
                deadline is too late. Before it, where left out.
            at: The moment asked about, where the day is too coarse.
        """
        fields = _those(
            body=body,
            motion=motion,
            in_favour=in_favour,
            against=against,
            abstain=abstain,
            declared=declared,
            concerned=concerned,
            participants=participants,
            without_proposal=without_proposal,
            population_check=population_check,
            running=running,
            deadline=deadline,
            extended=extended,
            objected=objected,
            at=at,
            **others,
        )
        answer: DecideAnswer = self._asked("decide", given, on, fields)
        return answer

    def due(
        self,
        given: DueInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        of: str = _NOT_GIVEN,
        framework: str = _NOT_GIVEN,
        **others: Never,
    ) -> DueAnswer:
        """What waits to be done, by whom and by when: positions, notices, commitments, deliveries.

        Args:
            on: The day asked about.
            of: Only what waits for this state.
            framework: Only what rests on this framework.
        """
        fields = _those(of=of, framework=framework, **others)
        answer: DueAnswer = self._asked("due", given, on, fields)
        return answer

    def evidence(
        self,
        given: EvidenceInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        records: Sequence[bytes | str] = _NOT_GIVEN,
        roster: Roster | Mapping[str, Any] = _NOT_GIVEN,
        begins: datetime | str | None = _NOT_GIVEN,
        **others: Never,
    ) -> EvidenceAnswer:
        """Who trained with whom in simulators: from DIS recordings, pcap files and xAPI
                statements.

        Args:
            on: The day asked about.
            records: What simulators recorded, each the content of a file of plain DIS, of pcap,
                pcapng or of xAPI statements.
            roster: Who takes part: which sites and accounts are whose, what activities train.
            begins: When a plain DIS recording begins, with its time zone.
        """
        fields = _those(records=records, roster=roster, begins=begins, **others)
        answer: EvidenceAnswer = self._asked("evidence", given, on, fields)
        return answer

    def exercise(
        self,
        given: ExerciseInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        call: ProgrammeCall | Mapping[str, Any] = _NOT_GIVEN,
        **others: Never,
    ) -> ExerciseAnswer:
        """The programme of exercises that best closes interoperability and readiness gaps.

        Args:
            on: The day asked about.
            call: The call: candidates, gaps, budgets, limits, blackouts, history, lessons.
        """
        fields = _those(call=call, **others)
        answer: ExerciseAnswer = self._asked("exercise", given, on, fields)
        return answer

    def framework(
        self,
        given: FrameworkInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str = _NOT_GIVEN,
        **others: Never,
    ) -> FrameworkAnswer:
        """A framework on a day: members, instruments, bodies and provisions in force.

        Args:
            on: The day asked about.
            framework: Framework, such as nato.
        """
        fields = _those(framework=framework, **others)
        answer: FrameworkAnswer = self._asked("framework", given, on, fields)
        return answer

    def frameworks(
        self,
        given: FrameworksInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        of: str | None = _NOT_GIVEN,
        ever: bool = _NOT_GIVEN,
        **others: Never,
    ) -> FrameworksAnswer:
        """The frameworks in being on a day, with their members.

        Args:
            on: The day asked about.
            of: Only those that this state is a member of.
            ever: Also those not in being that day.
        """
        fields = _those(of=of, ever=ever, **others)
        answer: FrameworksAnswer = self._asked("frameworks", given, on, fields)
        return answer

    def generate(
        self,
        given: GenerateInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        call: Call | Mapping[str, Any] = _NOT_GIVEN,
        gap: Decimal | int | str = _NOT_GIVEN,
        without_withdrawals: bool = _NOT_GIVEN,
        **others: Never,
    ) -> GenerateAnswer:
        """The best force from the pledges made, its gaps, and the cheapest way to close them.

        Args:
            on: The day asked about.
            call: The call: requirements, pledges and rotations, as a file.
            gap: Stop each stage once it is proven this near to the best; 0 goes to the end.
            without_withdrawals: Leave out what is lost when a nation withdraws.
        """
        fields = _those(call=call, gap=gap, without_withdrawals=without_withdrawals, **others)
        answer: GenerateAnswer = self._asked("generate", given, on, fields)
        return answer

    def grant(
        self,
        given: GrantInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        consortium: Consortium | Mapping[str, Any] = _NOT_GIVEN,
        activity: str = _NOT_GIVEN,
        cost: Decimal | int | str = _NOT_GIVEN,
        call: str = _NOT_GIVEN,
        pesco: bool = _NOT_GIVEN,
        disruptive: bool = _NOT_GIVEN,
        **others: Never,
    ) -> GrantAnswer:
        """Whether a consortium may have a grant of the European Defence Fund, the rate and the
                sum.

        Args:
            on: The day asked about.
            consortium: The consortium.
            activity: Activity, such as research, design, prototype or testing.
            cost: The eligible costs in EUR, with cents at most.
            call: Call whose baseline rates apply, such as edf-2025.
            pesco: The activity is within a PESCO project.
            disruptive: The action is on disruptive technologies.
        """
        fields = _those(
            consortium=consortium,
            activity=activity,
            cost=cost,
            call=call,
            pesco=pesco,
            disruptive=disruptive,
            **others,
        )
        answer: GrantAnswer = self._asked("grant", given, on, fields)
        return answer

    def history(
        self,
        given: HistoryInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        of: str = _NOT_GIVEN,
        framework: str = _NOT_GIVEN,
        about: str = _NOT_GIVEN,
        since: date | str | None = _NOT_GIVEN,
        **others: Never,
    ) -> HistoryAnswer:
        """What was done, entry by entry: for which day it counts, and when it was told.

        Args:
            on: The day asked about.
            of: Only what this state did.
            framework: Only what was done under this framework.
            about: Only this entry and those about it, as M-7.
            since: Only what counts from this day on.
        """
        fields = _those(of=of, framework=framework, about=about, since=since, **others)
        answer: HistoryAnswer = self._asked("history", given, on, fields)
        return answer

    def honoured(
        self,
        given: HonouredInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str = _NOT_GIVEN,
        of: str = _NOT_GIVEN,
        attacked: str = _NOT_GIVEN,
        least: int = _NOT_GIVEN,
        silent: bool = _NOT_GIVEN,
        **others: Never,
    ) -> HonouredAnswer:
        """Kept or broken: of every event on record, what was promised, invoked, determined and
                done.

        Args:
            on: The day asked about.
            framework: Only clauses of this framework, such as csto.
            of: Only what this state was bound to, or did.
            attacked: Only events in which this state was attacked.
            least: Only duties of at least this strength.
            silent: Also duties of help that were called, with nothing on record as done.
        """
        fields = _those(
            framework=framework, of=of, attacked=attacked, least=least, silent=silent, **others
        )
        answer: HonouredAnswer = self._asked("honoured", given, on, fields)
        return answer

    def impact(
        self,
        given: ImpactInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        of: Literal[
            "deterrence", "exercises", "peacekeeping", "arms-control", "stability", "claims"
        ] = _NOT_GIVEN,
        first: int | None = _NOT_GIVEN,
        last: int | None = _NOT_GIVEN,
        **others: Never,
    ) -> ImpactAnswer:
        """What pacts, exercises, peacekeepers and arms control do to fighting, by designs side by
                side.

        Args:
            on: The day asked about.
            of: Of what; `claims` lists all designs and published figures, without data.
            first: The first year, where not that of the designs.
            last: The last year, included, likewise.
        """
        fields = _those(of=of, first=first, last=last, **others)
        answer: ImpactAnswer = self._asked("impact", given, on, fields)
        return answer

    def kept(
        self,
        given: KeptInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        of: str = _NOT_GIVEN,
        framework: str = _NOT_GIVEN,
        **others: Never,
    ) -> KeptAnswer:
        """What was undertaken, and whether it was kept: commitments, notices and deliveries.

        Args:
            on: The day asked about.
            of: Only what this state undertook.
            framework: Only what rests on this framework.
        """
        fields = _those(of=of, framework=framework, **others)
        answer: KeptAnswer = self._asked("kept", given, on, fields)
        return answer

    def measure(
        self,
        given: MeasureInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str | None = _NOT_GIVEN,
        of: str = _NOT_GIVEN,
        objectives: Objectives | Mapping[str, Any] | None = _NOT_GIVEN,
        first: int | None = _NOT_GIVEN,
        last: int | None = _NOT_GIVEN,
        **others: Never,
    ) -> MeasureAnswer:
        """How a framework fares: measures with their intervals, sources and what they do not show.

        Args:
            on: The day asked about.
            framework: Framework, such as nato; where left out, what each measure is.
            of: One measure, such as burden; all of them, where left out.
            objectives: The members' lists of objectives, for the measure objectives.
            first: The first year, for one measure over the years.
            last: The last year, included.
        """
        fields = _those(
            framework=framework, of=of, objectives=objectives, first=first, last=last, **others
        )
        answer: MeasureAnswer = self._asked("measure", given, on, fields)
        return answer

    def member(
        self,
        given: MemberInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        framework: str = _NOT_GIVEN,
        state: str = _NOT_GIVEN,
        role: str = _NOT_GIVEN,
        **others: Never,
    ) -> MemberAnswer:
        """Whether a state is a member (or holds another role) on a day, and since when.

        Args:
            on: The day asked about.
            framework: Framework, such as nato.
            state: State (id or name).
            role: Role: member, observer, partner, associate, candidate, ....
        """
        fields = _those(framework=framework, state=state, role=role, **others)
        answer: MemberAnswer = self._asked("member", given, on, fields)
        return answer

    def msel(
        self,
        given: MselInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        events: EventsList | Mapping[str, Any] = _NOT_GIVEN,
        at: datetime | str | None = _NOT_GIVEN,
        **others: Never,
    ) -> MselAnswer:
        """Whether a master events list (MSEL) of an exercise holds together, and what is overdue.

        Args:
            on: The day asked about.
            events: The list: objectives, players, injects, observations, lessons.
            at: The moment asked about; the end of the day where left out.
        """
        fields = _those(events=events, at=at, **others)
        answer: MselAnswer = self._asked("msel", given, on, fields)
        return answer

    def notify(
        self,
        given: NotifyInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        name: str = _NOT_GIVEN,
        start: date | str | None = _NOT_GIVEN,
        end: date | str | None = _NOT_GIVEN,
        host: Sequence[str] = _NOT_GIVEN,
        participants: Sequence[str] = _NOT_GIVEN,
        at: Sequence[str] = _NOT_GIVEN,
        kind: Sequence[
            Literal["land", "amphibious", "heliborne", "airborne", "air", "naval", "transfer"]
        ]
        | Literal[
            "land", "amphibious", "heliborne", "airborne", "air", "naval", "transfer"
        ] = _NOT_GIVEN,
        structure: Literal[
            "smaller", "two-brigades", "division", "corps", "above-corps", "regional-command"
        ]
        | None = _NOT_GIVEN,
        troops: int | None = _NOT_GIVEN,
        contingents: Mapping[str, int] = _NOT_GIVEN,
        landing_troops: int | None = _NOT_GIVEN,
        tanks: int | None = _NOT_GIVEN,
        acv: int | None = _NOT_GIVEN,
        artillery: int | None = _NOT_GIVEN,
        sorties: int | None = _NOT_GIVEN,
        ships: int | None = _NOT_GIVEN,
        distance_km: int | None = _NOT_GIVEN,
        snap: bool = _NOT_GIVEN,
        hours: int | None = _NOT_GIVEN,
        notified: date | str | None = _NOT_GIVEN,
        activities: Sequence[Activity | Mapping[str, Any]] = _NOT_GIVEN,
        framework: str = _NOT_GIVEN,
        requested: datetime | str | None = _NOT_GIVEN,
        **others: Never,
    ) -> NotifyAnswer:
        """Notifications that a military activity owes: to whom, by when, over which threshold.

        Args:
            on: The day asked about.
            name: What the activity is called.
            start: Its first day.
            end: Its last day; the first, where left out.
            host: State on whose territory it is; repeat, or use commas.
            participants: States whose forces take part.
            at: Place by name, or "latitude,longitude"; repeat for several.
            kind: land, amphibious, heliborne, airborne, air, naval or transfer; several may be
                given; land, where left out.
            structure: The level of formation; smaller is less than two brigades or regiments.
            troops: Troops in all, support included.
            contingents: Troops by state, as STATE=NUMBER.
            landing_troops: Troops in a landing or parachute assault that is part of it.
            tanks: Battle tanks.
            acv: Armoured combat vehicles.
            artillery: Artillery pieces of 100 mm and more.
            sorties: Sorties of aircraft, helicopters not counted.
            ships: Ships of destroyer or frigate size and above.
            distance_km: Kilometres from the border.
            snap: Without advance notice to the troops.
            hours: How many hours it lasts, if days are too coarse.
            notified: The day on which it was notified, if it was.
            activities: A list of activities, instead of one.
            framework: Only the measures of this framework.
            requested: When an explanation of unusual activities was asked for, with its time
                zone: 2022-02-11T12:00+01:00.
        """
        fields = _those(
            name=name,
            start=start,
            end=end,
            host=host,
            participants=participants,
            at=at,
            kind=kind,
            structure=structure,
            troops=troops,
            contingents=contingents,
            landing_troops=landing_troops,
            tanks=tanks,
            acv=acv,
            artillery=artillery,
            sorties=sorties,
            ships=ships,
            distance_km=distance_km,
            snap=snap,
            hours=hours,
            notified=notified,
            activities=activities,
            framework=framework,
            requested=requested,
            **others,
        )
        answer: NotifyAnswer = self._asked("notify", given, on, fields)
        return answer

    def panel(
        self,
        given: PanelInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        unit: Literal[
            "state-year",
            "dyad-year",
            "alliance-year",
            "framework-year",
            "state-day",
            "dyad-day",
            "dyad-spells",
            "codebook",
        ] = _NOT_GIVEN,
        first: int | None = _NOT_GIVEN,
        last: int | None = _NOT_GIVEN,
        columns: Sequence[str] = _NOT_GIVEN,
        undirected: bool = _NOT_GIVEN,
        universe: Literal["cow", "gw"] = _NOT_GIVEN,
        relevant: bool = _NOT_GIVEN,
        restored: bool = _NOT_GIVEN,
        extended: bool = _NOT_GIVEN,
        **others: Never,
    ) -> PanelAnswer:
        """Tables for statistics from the datasets in the store; `foedus data` brings those.

        Args:
            on: The day asked about.
            unit: What a row is about; `codebook` describes the columns there are.
            first: The first year.
            last: The last year, included.
            columns: Column groups, by commas: atop,capabilities.
            undirected: Each pair once, not in both directions.
            universe: Whose list of states: Correlates of War, Gleditsch and Ward.
            relevant: Only politically relevant pairs: contiguous, or a major power.
            restored: Also the pairs of alliances in which a member was not a state of the
                universe.
            extended: Also years after the list of states ends: the states of its last day go
                on.
        """
        fields = _those(
            unit=unit,
            first=first,
            last=last,
            columns=columns,
            undirected=undirected,
            universe=universe,
            relevant=relevant,
            restored=restored,
            extended=extended,
            **others,
        )
        answer: PanelAnswer = self._asked("panel", given, on, fields)
        return answer

    def path(
        self,
        given: PathInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        plan: Plan | Mapping[str, Any] | None = _NOT_GIVEN,
        change: Sequence[str] = _NOT_GIVEN,
        done: Sequence[str] = _NOT_GIVEN,
        facts: Mapping[str, bool | date | str] = _NOT_GIVEN,
        **others: Never,
    ) -> PathAnswer:
        """How changes could lawfully come about: procedure, consent, ratifications, clock, first
                day.

        Args:
            on: The day asked about.
            plan: A scenario: its changes, and the steps that were taken.
            change: A change, such as leave:nato:TUR:2030-01-01 or join:eu:MDA; repeat.
            done: A step that was taken, such as sign:2022-07-05 or ratify:HUN:2023-03-31.
            facts: A fact that a clause asks for, such as armed-conflict=true; repeat.
        """
        fields = _those(plan=plan, change=change, done=done, facts=facts, **others)
        answer: PathAnswer = self._asked("path", given, on, fields)
        return answer

    def pool(
        self,
        given: PoolInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        programme: Programme | Mapping[str, Any] = _NOT_GIVEN,
        **others: Never,
    ) -> PoolAnswer:
        """The smallest fleet for nations together and alone, and fair shares of its cost.

        Args:
            on: The day asked about.
            programme: What is bought, for whom.
        """
        fields = _those(programme=programme, **others)
        answer: PoolAnswer = self._asked("pool", given, on, fields)
        return answer

    def power(
        self,
        given: PowerInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        body: str = _NOT_GIVEN,
        index: Literal["banzhaf", "shapley"] = _NOT_GIVEN,
        motion: str = _NOT_GIVEN,
        **others: Never,
    ) -> PowerAnswer:
        """The voting power of each member of a body: exact Banzhaf and Shapley-Shubik indices.

        Args:
            on: The day asked about.
            body: Body, such as un/security-council.
            index: Index: banzhaf (normalised) or shapley.
            motion: Kind of motion, as the definition of the body names it; where left out, its
                usual matters.
        """
        fields = _those(body=body, index=index, motion=motion, **others)
        answer: PowerAnswer = self._asked("power", given, on, fields)
        return answer

    def precedents(
        self,
        given: PrecedentsInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        attacked: Sequence[str] = _NOT_GIVEN,
        attacker: Sequence[str] = _NOT_GIVEN,
        at: str | PointInput | Mapping[str, Any] | None = _NOT_GIVEN,
        kind: Literal[
            "armed-attack",
            "threat",
            "cyber-attack",
            "terrorist-attack",
            "sabotage",
            "incursion",
            "steered-migration",
            "coup",
            "internal-conflict",
            "disaster",
            "nuclear-accident",
        ] = _NOT_GIVEN,
        object: Literal[
            "territory", "forces", "vessel", "aircraft", "cable", "pipeline", "satellite", "embassy"
        ] = _NOT_GIVEN,
        domain: Literal["land", "sea", "air", "space", "cyber"] | None = _NOT_GIVEN,
        facts: Mapping[str, bool | date | str | Sequence[str]] = _NOT_GIVEN,
        most: int = _NOT_GIVEN,
        **others: Never,
    ) -> PrecedentsAnswer:
        """The events of the past that an event is most like, and in what each differs from it.

        Args:
            on: The day asked about.
            attacked: State attacked (id or name); repeat for several.
            attacker: State or actor that attacked; leave out where unknown.
            at: Place by name, or "latitude,longitude"; leave out where unknown.
            kind: What happened: armed-attack, threat, cyber-attack, terrorist-attack, sabotage,
                incursion, steered-migration, coup, internal-conflict, disaster, nuclear-
                accident.
            object: What was attacked.
            domain: Where it was fought, if not the usual.
            facts: Further facts as name=value: effects-of-armed-attack, intercepted, deliberate
                and civil are yes or no, flag names a state; others, such as un-security-
                council-authorisation=true, are what a clause asks for.
            most: How many precedents to give, the nearest first.
        """
        fields = _those(
            attacked=attacked,
            attacker=attacker,
            at=at,
            kind=kind,
            object=object,
            domain=domain,
            facts=facts,
            most=most,
            **others,
        )
        answer: PrecedentsAnswer = self._asked("precedents", given, on, fields)
        return answer

    def reimburse(
        self,
        given: ReimburseInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        persons: int = _NOT_GIVEN,
        from_: date | str | None = _NOT_GIVEN,
        to: date | str | None = _NOT_GIVEN,
        year: int | None = _NOT_GIVEN,
        deduction: Decimal | int | str = _NOT_GIVEN,
        premium_persons: int = _NOT_GIVEN,
        claim: Claim | Mapping[str, Any] | None = _NOT_GIVEN,
        tariff: str = _NOT_GIVEN,
        **others: Never,
    ) -> ReimburseAnswer:
        """What the United Nations pays for troops and police for a time, by period and to the
                cent.

        Args:
            on: The day asked about.
            persons: Persons deployed, on average.
            from_: First day.
            to: First day no longer.
            year: A calendar year, for a time.
            deduction: Per cent taken off for absent or unserviceable major equipment, as
                reported.
            premium_persons: Of the persons, who get the risk premium.
            claim: A claim of several lines.
            tariff: The tariff.
        """
        fields = _those(
            persons=persons,
            from_=from_,
            to=to,
            year=year,
            deduction=deduction,
            premium_persons=premium_persons,
            claim=claim,
            tariff=tariff,
            **others,
        )
        answer: ReimburseAnswer = self._asked("reimburse", given, on, fields)
        return answer

    def state(
        self,
        given: StateInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        state: str = _NOT_GIVEN,
        **others: Never,
    ) -> StateAnswer:
        """A state: its life, codes and successors, and what it is a member of on a day.

        Args:
            on: The day asked about.
            state: State (id, name or alias).
        """
        fields = _those(state=state, **others)
        answer: StateAnswer = self._asked("state", given, on, fields)
        return answer

    def states(
        self,
        given: StatesInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        codes: Sequence[str] = _NOT_GIVEN,
        system: Literal["iso", "cow", "gw", "name"] | None = _NOT_GIVEN,
        ever: bool = _NOT_GIVEN,
        **others: Never,
    ) -> StatesAnswer:
        """The states of a day with their codes and names: ISO, Correlates of War, Gleditsch-Ward.

        Args:
            on: The day asked about.
            codes: Code or name of a state: ISO alpha-3, alpha-2 or number, COW number or
                letters, Gleditsch-Ward number, any of its names, or a word of one.
            system: Take codes as those of this list alone, or as names.
            ever: Also the states, and the codes, of other days.
        """
        fields = _those(codes=codes, system=system, ever=ever, **others)
        answer: StatesAnswer = self._asked("states", given, on, fields)
        return answer

    def ties(
        self,
        given: TiesInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        states: Sequence[str] = _NOT_GIVEN,
        frameworks: Sequence[str] = _NOT_GIVEN,
        duties: Sequence[Literal["consult", "assist", "defend", "refrain", "neutral", "cooperate"]]
        | Literal["consult", "assist", "defend", "refrain", "neutral", "cooperate"] = _NOT_GIVEN,
        political: bool = _NOT_GIVEN,
        **others: Never,
    ) -> TiesAnswer:
        """Every pair of states that a duty ties on a day, in its direction and with its strength.

        Args:
            on: The day asked about.
            states: Only among these states; repeat.
            frameworks: Only under these frameworks; repeat.
            duties: Which duties tie: consult, assist, defend and so on.
            political: Political commitments and undertakings of one state too.
        """
        fields = _those(
            states=states, frameworks=frameworks, duties=duties, political=political, **others
        )
        answer: TiesAnswer = self._asked("ties", given, on, fields)
        return answer

    def trend(
        self,
        given: TrendInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        of: Literal["multilateralism"] = _NOT_GIVEN,
        first: int | None = _NOT_GIVEN,
        last: int | None = _NOT_GIVEN,
        **others: Never,
    ) -> TrendAnswer:
        """Multilateral shares of treaties, exercises and deployments, from 1816 to today.

        Args:
            on: The day asked about.
            of: What is followed over the years.
            first: The first year; 1816 if none.
            last: The last year, included; that of the day if none.
        """
        fields = _those(of=of, first=first, last=last, **others)
        answer: TrendAnswer = self._asked("trend", given, on, fields)
        return answer

    def withdraw(
        self,
        given: WithdrawInput | Mapping[str, Any] | None = None,
        /,
        *,
        on: Day,
        leaving: str = _NOT_GIVEN,
        state: str = _NOT_GIVEN,
        notice: date | str | None = _NOT_GIVEN,
        revoked: date | str | None = _NOT_GIVEN,
        facts: Mapping[str, bool | date | str] = _NOT_GIVEN,
        **others: Never,
    ) -> WithdrawAnswer:
        """When a notice of withdrawal takes effect, step by step, and what else falls with it.

        Args:
            on: The day asked about.
            leaving: Framework, such as nato, or one instrument of it, such as csto/charter.
            state: State (id or name).
            notice: The day the notice is given, or received; the day asked about, if absent.
            revoked: The day the notice was taken back.
            facts: A fact that a clause asks for, such as armed-conflict=true; repeat.
        """
        fields = _those(
            leaving=leaving, state=state, notice=notice, revoked=revoked, facts=facts, **others
        )
        answer: WithdrawAnswer = self._asked("withdraw", given, on, fields)
        return answer
