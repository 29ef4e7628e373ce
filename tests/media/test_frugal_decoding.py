"""A frugal decoder works on fewer large pictures at once, on as many small ones as any."""

import av
import pytest

from vigtool.media.decoding import decode_in_frame_threads


@pytest.mark.parametrize(("size", "threads"), [((1920, 1080), 9), ((3840, 2160), 5), ((7680, 4320), 2), ((0, 0), 9)])
def test_threads_are_as_many_as_memory_allows(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], threads: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    context = av.CodecContext.create("h264", "r")
    context.width, context.height = size
    decode_in_frame_threads(context, frugal=True)
    assert context.thread_count == threads
    decode_in_frame_threads(context, frugal=False)
    assert context.thread_count == 9
