"""Random but lawful lives, sent through the desk: something for the views to fold."""

import random

from casework.application import Casework
from tests.examples import c, callback_staff, caller, collect, operator, unit


def live(casework: Casework, appeals: int, seed: int = 1) -> None:
    """Some appeals, each as far as chance takes it; their facts lie interleaved in the log."""
    rng = random.Random(seed)
    numbers = [casework.send(collect(title=f"第{n}件"), operator()) for n in range(appeals)]
    steps = [(rng.randint(0, 7), r.future.result().appeal_no) for r in numbers]
    for stage in range(7):
        sent = [_step(casework, no, stage) for far, no in steps if stage < far]
        for request in sent:
            request.future.result()
        for _, no in steps[:: rng.randint(5, 9)]:
            casework.send(
                c.AddNote(appeal_no=no, text="核实"), caller("supervisor")
            ).future.result()


def _step(casework: Casework, no: str, stage: int):
    steps = [
        (c.DispatchAppeal(appeal_no=no, lead_unit="U-GR"), operator()),
        (c.AcknowledgeOrder(appeal_no=no), unit()),
        (
            c.SubmitHandling(
                appeal_no=no, outcome="solved", facts_true="yes", measures="排气", public_reply="好"
            ),
            unit(),
        ),
        (c.FeedBack(appeal_no=no, channel="phone", delivered=True), unit()),
        (c.RecordCallback(appeal_no=no, channel="phone", connected=False), callback_staff()),
        (
            c.RecordCallback(
                appeal_no=no,
                channel="phone",
                connected=True,
                contacted=True,
                solved="yes",
                satisfied="yes",
                stars=9,
            ),
            callback_staff(),
        ),
        (c.CloseAppeal(appeal_no=no, kind="normal"), callback_staff()),
    ]
    command, by = steps[stage]
    return casework.send(command, by)
