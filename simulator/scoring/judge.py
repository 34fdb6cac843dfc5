"""The judge: which steps of the manual a reply shows, from structure first and words second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.scenario import Ask, Inject, Scenario
from simulator.model.verdict import Confidence, Judgement, Reply, Verdict
from simulator.scoring.calls import Receipts
from simulator.scoring.confidence import Ground
from simulator.scoring.evidence import Place
from simulator.scoring.lexicon import Hits
from simulator.scoring.reading import Reading
from simulator.scoring.rubrics import CompiledManual, CompiledStep
from simulator.scoring.silence import silence
from simulator.scoring.standing import also_by, best_of, by_role, corrects, join, unasked
from simulator.scoring.structure import Shown, contacted, shown_by_form, shown_by_options
from simulator.scoring.survey import Survey
from simulator.scoring.text import read
from simulator.scoring.verdicts import judge_contact, judge_reading

_WRITTEN = frozenset({"text", "decision"})
"""Kinds of response that are an answer in one's own words."""


class Judge:
    """Judges replies against one manual; compiled once from content, holds no state of an exercise."""

    def __init__(self, manual: Manual, lexicons: Sequence[Lexicon], scenario: Scenario | None = None) -> None:
        self._compiled = CompiledManual.of(manual, lexicons)
        self._injects: Mapping[str, Inject] = scenario.inject if scenario else {}
        tree = scenario.call_tree if scenario else None
        self.receipts = None if tree is None else Receipts(tree, lexicons)
        self._topics = {inject.id: self._topic(inject.ask) for inject in self._injects.values()}

    def learn(self, injects: Iterable[Inject]) -> None:
        """Judge replies to these ``injects`` too, which were made up after the scenario was written."""
        more = {inject.id: inject for inject in injects}
        self._injects = {**self._injects, **more}
        self._topics |= {inject.id: self._topic(inject.ask) for inject in more.values()}

    def judge(self, standing: Mapping[str, Judgement], reply: Reply) -> tuple[Judgement, ...]:
        """The steps whose standing changes through ``reply``, in the order of the manual; ``()`` when none does.

        ``standing`` holds the automatic standing of the team's steps so far (an evaluator's overrides stay outside).
        A must-not that was done comes as ``harm=True`` with verdict ``not_met``.
        """
        inject = self._injects.get(reply.inject or "")
        ask = inject.ask if inject else None
        shown: dict[str, list[Shown]] = {}
        for one in (*shown_by_options(ask, reply), *shown_by_form(ask, reply)):
            shown.setdefault(one.step, []).append(one)
        topic = self._topics.get(reply.inject or "")
        readings = [
            (Place(reply.id, part), Reading(document := read(text), self._compiled.vocabulary.hits(document), topic))
            for part, text in reply.parts.items()
            if text.strip()
        ]
        surveys = [(place, Survey(reading, self._compiled.steps)) for place, reading in readings]
        lowers = any(corrects(reading.document.text) for _, reading in readings)
        changed: list[Judgement] = []
        for step in self._compiled.steps.values():
            expected = _expects(inject, step, known=bool(self._injects))
            structure = list(self._from_structure(step, reply, readings, shown))
            own = best_of([*structure, *_from_words(step, surveys)])
            before = standing.get(step.id)
            if own is None and before is None and expected:
                own = _left_out(step, reply, surveys)
            elif own is not None and not expected and not structure:
                own = unasked(own)
            if own is None and (before is None or not expected):
                continue
            after = join(step, before, own, readings, lowers=lowers)
            after = also_by(before, own, reply.role) if after is None else by_role(after, own, reply.role)
            if after is not None:
                changed.append(after)
        return tuple(changed)

    def judge_text(self, step_id: str, text: str, topic: str = "") -> Judgement:
        """The judgement of ``text`` alone as an answer for one step; ``not_observed`` when nothing speaks of it.

        ``topic`` is the question it answers, if known. Raises KeyError for a step that the manual does not have.
        """
        return self.judge_texts((step_id,), text, topic)[0]

    def judge_texts(self, step_ids: Sequence[str], text: str, topic: str = "") -> tuple[Judgement, ...]:
        """As ``judge_text`` for several steps, reading the text once."""
        document = read(text)
        vocabulary = self._compiled.vocabulary
        reading = Reading(document, vocabulary.hits(document), vocabulary.hits(read(topic)) if topic else None)
        survey, place = Survey(reading, self._compiled.steps), Place("", "text")
        return tuple(
            judge_reading(step, survey, place) or silence(step, survey, place) or _nothing(step.id)
            for step in map(self._compiled.steps.__getitem__, step_ids)
        )

    def _topic(self, ask: Ask | None) -> Hits | None:
        """What an inject asks about, in every language it is written in."""
        if ask is None:
            return None
        return self._compiled.vocabulary.hits(read("\n".join(ask.prompt.root.values())))

    def _from_structure(
        self,
        step: CompiledStep,
        reply: Reply,
        readings: Sequence[tuple[Place, Reading]],
        shown: Mapping[str, list[Shown]],
    ) -> Iterator[Judgement]:
        for one in shown.get(step.id, ()):
            whole = one.verdict is Verdict.MET
            found = tuple(e.id for e in step.essentials if whole or e.assumed(reply.kind, reply.by))
            yield one.judgement(found, tuple(e.id for e in step.essentials if e.id not in found))
        evidence = contacted(step, reply)
        if evidence:
            yield judge_contact(step, reply, evidence, readings)


def _left_out(step: CompiledStep, reply: Reply, surveys: Sequence[tuple[Place, Survey]]) -> Judgement | None:
    """What a written answer says by leaving ``step`` out; a form, a choice or a contact is no place to say it all."""
    if reply.kind not in _WRITTEN or len(surveys) != 1:
        return None
    place, survey = surveys[0]
    return silence(step, survey, place, answers=reply.role in step.roles)


def _nothing(step: str) -> Judgement:
    ground = Ground.NOTHING.value
    return Judgement(step, Verdict.NOT_OBSERVED, Confidence.PROPOSED, "nothing-found", ground=ground)


def _from_words(step: CompiledStep, surveys: Sequence[tuple[Place, Survey]]) -> Iterator[Judgement]:
    for place, survey in surveys:
        found = judge_reading(step, survey, place)
        if found is not None:
            yield found


def _expects(inject: Inject | None, step: CompiledStep, *, known: bool) -> bool:
    """Whether an answer to ``inject`` may complete ``step`` without naming its act again."""
    return step.id in inject.expects if inject else not known


def check_examples(manual: Manual, lexicons: Sequence[Lexicon]) -> list[tuple[str, str, str, str]]:
    """Examples of the rubrics that do not get their verdict: (step id, expected verdict, text, verdict got).

    An example of ``not_met`` may also be *not observed*. Examples of a must-not: ``not_met`` does it, ``met`` does not.
    """
    judge = Judge(manual, lexicons)
    wrong: list[tuple[str, str, str, str]] = []
    for step in manual.steps.values():
        for verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET):
            for text in getattr(step.rubric.examples, verdict.value):
                got = judge.judge_text(step.id, text).verdict
                if not _as_expected(verdict, got, refrain=step.polarity == "refrain"):
                    wrong.append((step.id, verdict.value, text, got.value))
    return wrong


def _as_expected(verdict: Verdict, got: Verdict, *, refrain: bool) -> bool:
    if refrain:
        return (got is Verdict.NOT_MET) == (verdict is Verdict.NOT_MET)
    return got is verdict or (verdict is Verdict.NOT_MET and got is Verdict.NOT_OBSERVED)
