"""The thread that reads the film's sound, at the speed at which the film is played, block by block as it is asked."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from vigtool.domain.errors import VigtoolError
from vigtool.engine.channel import Channel
from vigtool.engine.errors import ChannelClosed
from vigtool.engine.failures import failure_of
from vigtool.engine.film_messages import SOUND_REQUESTS, SoundBlock, SoundFrom
from vigtool.media.sound import Samples, SoundTrack


def serve_sound(channel: Channel, open_sound: Callable[[], SoundTrack]) -> None:
    """Answer until the channel is closed; the sound is opened for the first reading."""
    track: SoundTrack | None = None
    reading: Iterator[Samples] = iter(())
    try:
        while True:
            request = channel.receive(SOUND_REQUESTS)
            try:
                if isinstance(request, SoundFrom):
                    track = track or open_sound()
                    end = None if request.end is None else Fraction(*request.end)
                    reading = track.read_at(Fraction(*request.start), Fraction(*request.speed), end)
                block = next(reading, None)
            except (VigtoolError, OSError) as error:
                channel.send(failure_of(error))
            else:
                channel.send(SoundBlock(b"" if block is None else block.tobytes()))
    except ChannelClosed:
        return
    finally:
        if track is not None:
            track.close()
