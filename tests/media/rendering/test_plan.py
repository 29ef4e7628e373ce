"""A plan crosses to another process as it is, and one that contradicts itself or its films is refused by its rule."""

import pytest

from vigtool.media.errors import BadRenderPlan, NoFrames
from vigtool.media.rendering.plan import (
    CardPiece,
    Cover,
    FilmPiece,
    HeldPiece,
    Overlay,
    Piece,
    RenderPlan,
    VoiceCover,
    demand_sound_plan,
    packed,
    plain_plan,
    unpacked,
)

FULL = RenderPlan(
    (CardPiece(0, 2000), FilmPiece(0, 3, 9), HeldPiece(1, 4, 1500, 1), FilmPiece(1, 4, 8, 1, 4)),
    pictures=(b"card", b"words"),
    overlays=(Overlay(0, 4, 6, 1),),
    covers=(Cover(0, 3, (((1, 2, 3, 4),), (), ((-5, 0, 7, 8), (1, 1, 2, 2)))),),
    voices=(VoiceCover(0, 3, 5, "muted"), VoiceCover(1, 4, 8, "pitched")),
    size=(640, 360),
    fast=True,
)


def test_a_plan_comes_out_of_its_bytes_as_it_went_in() -> None:
    assert unpacked(packed(FULL)) == FULL


@pytest.mark.parametrize("data", [b"", b"\x00", packed(FULL)[:-3], packed(FULL).replace(b"pitched", b"shouted")])
def test_other_bytes_are_no_plan(data: bytes) -> None:
    with pytest.raises(BadRenderPlan):
        unpacked(data)


def test_a_sound_plan_is_let_through() -> None:
    demand_sound_plan(FULL, [9, 8])


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        ("source", RenderPlan((FilmPiece(2, 0, 1),))),
        ("source", RenderPlan((FilmPiece(-1, 0, 1),))),
        ("source", RenderPlan((FilmPiece(0, 0, 1),), covers=(Cover(2, 0, ((),)),))),
        ("source", RenderPlan((FilmPiece(0, 0, 1),), voices=(VoiceCover(2, 0, 1, "muted"),))),
        ("frames", RenderPlan((FilmPiece(0, 0, 10),))),
        ("frames", RenderPlan((FilmPiece(0, -1, 3),))),
        ("frames", RenderPlan((FilmPiece(0, 5, 3),))),
        ("frames", RenderPlan((HeldPiece(0, 9, 100),))),
        ("frames", RenderPlan((FilmPiece(0, 0, 1),), voices=(VoiceCover(0, 3, 3, "muted"),))),
        ("frames", RenderPlan((FilmPiece(0, 0, 1),), pictures=(b"",), overlays=(Overlay(0, 3, 10, 0),))),
        ("covered_frames", RenderPlan((FilmPiece(0, 0, 1),), covers=(Cover(0, 8, ((), ())),))),
        ("covered_frames", RenderPlan((FilmPiece(0, 0, 1),), covers=(Cover(0, -1, ((), ())),))),
        ("boxes", RenderPlan((FilmPiece(0, 0, 1),), covers=(Cover(0, 0, (((5, 5, 5, 9),),)),))),
        ("boxes", RenderPlan((FilmPiece(0, 0, 1),), covers=(Cover(0, 0, (((5, 9, 8, 5),),)),))),
        ("speed", RenderPlan((FilmPiece(0, 0, 1, 2, 1),))),
        ("speed", RenderPlan((FilmPiece(0, 0, 1, 1, 0),))),
        ("speed", RenderPlan((FilmPiece(0, 0, 1, -1, 1),))),
        ("standing", RenderPlan((HeldPiece(0, 0, 0),))),
        ("standing", RenderPlan((FilmPiece(0, 0, 1), CardPiece(0, 600_001)), pictures=(b"",))),
        ("picture", RenderPlan((FilmPiece(0, 0, 1), CardPiece(0, 100)))),
        ("picture", RenderPlan((HeldPiece(0, 0, 100, 0),))),
        ("picture", RenderPlan((FilmPiece(0, 0, 1),), overlays=(Overlay(0, 0, 1, -1),))),
        ("size", RenderPlan((CardPiece(0, 100),), pictures=(b"",))),
        ("size", RenderPlan((FilmPiece(0, 0, 1),), size=(0, 100))),
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_its_rule(rule: str, plan: RenderPlan) -> None:
    with pytest.raises(BadRenderPlan) as caught:
        demand_sound_plan(plan, [9, 8])
    assert caught.value.rule == rule


@pytest.mark.parametrize("pieces", [(), (FilmPiece(0, 3, 3),)], ids=["nothing", "empty"])
def test_nothing_at_all_is_told_apart(pieces: tuple[Piece, ...]) -> None:
    with pytest.raises(NoFrames):
        demand_sound_plan(RenderPlan(pieces), [9])


@pytest.mark.parametrize(
    ("plan", "plain"),
    [
        (plain_plan(range(3, 9)), True),
        (plain_plan(range(3, 9), size=(64, 64)), True),
        (RenderPlan((FilmPiece(0, 0, 4, 1, 2),)), False),
        (RenderPlan((FilmPiece(0, 0, 4), FilmPiece(0, 4, 8))), False),
        (RenderPlan((HeldPiece(0, 0, 100),)), False),
        (RenderPlan((FilmPiece(0, 0, 4),), covers=(Cover(0, 0, ((),)),)), False),
        (RenderPlan((FilmPiece(0, 0, 4),), voices=(VoiceCover(0, 0, 1, "muted"),)), False),
        (RenderPlan((FilmPiece(0, 0, 4),), overlays=(Overlay(0, 0, 1, 0),)), False),
    ],
)
def test_only_a_span_as_it_is_counts_as_plain(plan: RenderPlan, *, plain: bool) -> None:
    assert plan.is_plain is plain


def test_each_frame_has_the_boxes_and_overlays_that_are_its_own() -> None:
    assert [FULL.boxes_at(0, n) for n in (2, 3, 4, 5, 6)] == [
        (),
        ((1, 2, 3, 4),),
        (),
        ((-5, 0, 7, 8), (1, 1, 2, 2)),
        (),
    ]
    assert FULL.boxes_at(1, 3) == ()
    assert [FULL.overlays_at(0, n) for n in (3, 4, 5, 6)] == [(), (1,), (1,), ()]
    assert FULL.overlays_at(1, 4) == ()
