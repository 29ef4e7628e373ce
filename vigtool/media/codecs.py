"""Which containers and decoders may touch a film: what cameras, phones and archives of families use.

Every other demuxer and decoder of FFmpeg stays shut: each is code that a hostile file could reach. Playlists
(hls, dash, concat, sdp, image2) are left out because they open other files; picture containers because a
picture is no film.
"""

from typing import Final

CONTAINERS: Final = (
    "mov,mp4,m4a,3gp,3g2,mj2",
    "matroska,webm",
    "avi",
    "mpegts",
    "mpeg",
    "ogg",
    "dv",
    "asf",
    "flv",
    "mxf",
    "h264",
    "hevc",
)
"""FFmpeg's names of the allowed demuxers (``ffmpeg -demuxers``), as ``format_whitelist`` wants them."""

SOUND_CONTAINERS: Final = ("flac", "wav")
"""The same for what is sound alone: spoken comments."""

VIDEO_DECODERS: Final = frozenset(
    {
        "dnxhd",
        "dvvideo",
        "ffv1",
        "flv",
        "h263",
        "h264",
        "hevc",
        "libdav1d",
        "mjpeg",
        "mpeg1video",
        "mpeg2video",
        "mpeg4",
        "msmpeg4",
        "msmpeg4v2",
        "prores",
        "qtrle",
        "theora",
        "vc1",
        "vp8",
        "vp9",
        "vvc",
        "wmv1",
        "wmv2",
        "wmv3",
    }
)

AUDIO_DECODERS: Final = frozenset(
    {
        "aac",
        "aac_latm",
        "ac3",
        "adpcm_ima_qt",
        "adpcm_ima_wav",
        "adpcm_ms",
        "alac",
        "amrnb",
        "amrwb",
        "eac3",
        "flac",
        "mp1",
        "mp1float",
        "mp2",
        "mp2float",
        "mp3",
        "mp3float",
        "opus",
        "pcm_alaw",
        "pcm_bluray",
        "pcm_dvd",
        "pcm_f32be",
        "pcm_f32le",
        "pcm_mulaw",
        "pcm_s16be",
        "pcm_s16le",
        "pcm_s24be",
        "pcm_s24le",
        "pcm_s32be",
        "pcm_s32le",
        "pcm_u8",
        "vorbis",
        "wmapro",
        "wmav1",
        "wmav2",
    }
)

DECODERS: Final = VIDEO_DECODERS | AUDIO_DECODERS
