"""Evidence that needs no guessing: options taken, form fields filled, parties contacted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.model.scenario import Ask, ResponseKind
from simulator.model.verdict import Confidence, Evidence, Judgement, Reply, Verdict
from simulator.scoring.rubrics import CompiledStep


@dataclass(frozen=True, slots=True)
class Shown:
    """What the structure of a reply says of one step."""

    step: str
    verdict: Verdict
    rule: str
    evidence: tuple[Evidence, ...]
    harm: bool = False

    def judgement(self, found: tuple[str, ...] = (), missing: tuple[str, ...] = ()) -> Judgement:
        return Judgement(
            self.step, self.verdict, Confidence.AUTO, self.rule, found, missing, self.evidence, harm=self.harm
        )


def shown_by_options(ask: Ask | None, reply: Reply) -> Iterator[Shown]:
    """What the options that ``reply`` took settle, and the must-nots they do.

    The evidence holds the option's id; who shows it looks up the label in the reader's language.
    """
    options = {option.id: option for option in ask.options} if ask else {}
    if ask is not None and ask.kind is ResponseKind.QUIZ:
        yield from _shown_by_quiz(ask, reply)
    for taken in reply.options:
        option = options.get(taken)
        if option is None:
            continue
        evidence = (Evidence(reply.id, "option", taken, (0, len(taken)), f"option {taken}"),)
        for step, verdict in option.shows.items():
            yield Shown(step, verdict, f"option {taken}", evidence)
        for step in option.harms:
            yield Shown(step, Verdict.NOT_MET, f"option {taken}", evidence, harm=True)


def _shown_by_quiz(ask: Ask, reply: Reply) -> Iterator[Shown]:
    """The cited steps: met with all right options, partial with some of them and no wrong one, else not met."""
    taken = frozenset(reply.options)
    some = Verdict.PARTIAL if taken and taken < ask.right else Verdict.NOT_MET
    verdict = Verdict.MET if taken == ask.right else some
    evidence = tuple(Evidence(reply.id, "option", one, (0, len(one)), f"option {one}") for one in reply.options)
    for step in ask.cites:
        yield Shown(step, verdict, f"option {', '.join(reply.options)}", evidence)


def shown_by_form(ask: Ask | None, reply: Reply) -> Iterator[Shown]:
    """Steps shown by filled fields: met when all are, partial from ``partial_from`` on. Any word fills a field."""
    for form in ask.shows if ask else ():
        filled = [name for name in form.fields if reply.parts.get(name, "").strip()]
        if not filled or len(filled) < form.partial_from:
            continue
        whole = len(filled) == len(form.fields)
        rule = "form-filled" if whole else "form-partly-filled"
        evidence = tuple(
            Evidence(reply.id, name, reply.parts[name], (0, len(reply.parts[name])), rule) for name in filled
        )
        yield Shown(form.step, Verdict.MET if whole else Verdict.PARTIAL, rule, evidence)


def contacted(step: CompiledStep, reply: Reply) -> tuple[Evidence, ...]:
    """Evidence that ``reply`` contacts the parties that ``step`` names, enough of them and in a way that counts."""
    contact = step.contact
    if contact is None or (contact.by and reply.by not in contact.by):
        return ()
    if contact.roles and reply.role not in contact.roles:
        return ()
    parties = [party for party in reply.to if party in contact.to]
    if len(parties) < contact.at_least:
        return ()
    return tuple(Evidence(reply.id, "to", party, (0, len(party)), "contact") for party in parties)
