"""All bad packages, in the order in which they are told."""

from tests.packages.bad_files import by_one_who_can_seal, of_every_kind, on_the_way
from tests.packages.bad_handovers import hostile, lying, untimely
from tests.packages.bad_returns import answers, notices, receipts
from vigtool.exchange.packages.manifest import Kind

BAD = (
    *of_every_kind(Kind.HANDOVER),
    *on_the_way(),
    *by_one_who_can_seal(),
    *hostile(),
    *lying(),
    *untimely(),
    *of_every_kind(Kind.ANSWER),
    *answers(),
    *of_every_kind(Kind.NOTICE),
    *notices(),
    *of_every_kind(Kind.RECEIPT),
    *receipts(),
)
