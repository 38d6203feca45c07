"""Size of a sound recording (generator 11)."""

from __future__ import annotations

import random
from fractions import Fraction

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import discreet, whole_answers

_SENSORS = ("A toy", "A doorbell", "A greeting card", "A robot", "A baby monitor", "A smart speaker", "An owl camera")
_SPOKEN = ("A voice message", "An announcement", "A bird call", "A drum solo", "A poem", "A game sound", "A ringtone")
_MUSIC = ("A song", "A concert", "A film scene", "A podcast", "A school band", "A radio play", "A piano piece")

_FEEDBACK = {
    "data.duration_ignored": "That is the size of one second. How long is the recording?",
    "data.sample_size_ignored": "You counted the samples. How many bits does each of them use?",
    "data.sample_rate_ignored": "How many samples are taken in each second?",
    "data.sample_size_is_levels": "The sample size is already a number of bits. You don't need the number of levels.",
    "data.sound_numbers_added": "Each second has many samples, and each sample has many bits. Add, or multiply?",
    "data.one_sample_too_many": "Count the samples again. How many are taken in all the seconds together?",
    "data.minutes_taken_for_seconds": "Samples are taken every second. Is the time in seconds?",
    "data.channels_ignored": "A stereo recording has two channels. Have you counted both?",
    "data.channels_counted_twice": "How many channels are there? Count each of them once.",
    "data.bits_given_as_bytes": "That is a number of bits. How many bits make one byte?",
    "data.bytes_given_as_bits": "The question asks for bits. Was there any need to divide?",
    "data.bytes_wrong_way": "Bits are smaller than bytes. Should the number get larger or smaller?",
    "data.kilohertz_slip": "One kilohertz is 1000 samples a second, and one kilobyte is 1000 bytes. Check both steps.",
    "data.zeros_miscounted": "Count the zeros again. How many samples a second is one kilohertz?",
}


def _in_bits(rng: random.Random) -> Problem:
    rate, bits, seconds = 5 * rng.randint(2, 40), rng.randint(2, 8), rng.randint(2, 12)
    samples = rate * seconds
    key = samples * bits
    return Problem(
        stem=f"{rng.choice(_SENSORS)} records a sound for {seconds} seconds. It takes {rate} samples each second, "
        f"and each sample uses {bits} bits. How many bits does the recording take up?",
        key=key,
        wrong=whole_answers(
            [
                (samples, "data.sample_size_ignored"),
                (rate * bits, "data.duration_ignored"),
                (samples * 2**bits, "data.sample_size_is_levels"),
                (8 * key, "data.bytes_wrong_way"),
                (rate + bits + seconds, "data.sound_numbers_added"),
                ((samples + 1) * bits, "data.one_sample_too_many"),
                (Fraction(key, 8), "data.bytes_given_as_bits"),
                (bits * seconds, "data.sample_rate_ignored"),
                (60 * key, "data.minutes_taken_for_seconds"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "First find how many samples are taken in the whole recording.",
            f"Multiply the samples in one second by {seconds} seconds.",
            f"Each sample uses {bits} bits. How many bits do all the samples use?",
        ),
        worked_solution=f"{rate} × {seconds} = {samples} samples. Each sample uses {bits} bits: "
        f"{samples} × {bits} = {key} bits.",
        difficulty=1,
    )


def _mono_kilobytes(rng: random.Random) -> Problem:
    rate, bits, seconds = rng.choice((4, 8, 16, 24, 32, 48)), rng.choice((8, 16, 24)), rng.randint(2, 50)
    key = rate * bits * seconds // 8
    total = 1000 * rate * bits * seconds
    return Problem(
        stem=f"{rng.choice(_SPOKEN)} is {seconds} seconds long. It is sampled at {rate} kHz "
        f"({rate * 1000:,} samples each second), with {bits} bits for each sample. "
        "How many kilobytes (kB) does it take up? (1 kB is 1000 bytes.)",
        key=key,
        wrong=whole_answers(
            [
                (8 * key, "data.bits_given_as_bytes"),
                (Fraction(rate * bits, 8), "data.duration_ignored"),
                (1000 * key, "data.kilohertz_slip"),
                (Fraction(rate * seconds, 8), "data.sample_size_ignored"),
                (64 * key, "data.bytes_wrong_way"),
                (10 * key, "data.zeros_miscounted"),
                (2 * key, "data.channels_counted_twice"),
                (Fraction(bits * seconds, 8), "data.sample_rate_ignored"),
                (Fraction(key, 10), "data.zeros_miscounted"),
                (rate + bits + seconds, "data.sound_numbers_added"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "How many samples are taken in the whole recording?",
            "Multiply by the bits of one sample. Then divide by 8 to find the bytes.",
            "Divide the number of bytes by the number of bytes in one kilobyte.",
        ),
        worked_solution=f"{rate * 1000} × {seconds} = {rate * 1000 * seconds} samples. "
        f"{rate * 1000 * seconds} × {bits} = {total} bits. {total} ÷ 8 = {total // 8} bytes, "
        f"and {total // 8} ÷ 1000 = {key} kB.",
        difficulty=3,
    )


def _stereo_kilobytes(rng: random.Random) -> Problem:
    rate, bits, minutes = rng.choice((8, 16, 24, 32, 44, 48)), rng.choice((8, 16, 24)), rng.randint(1, 8)
    seconds = 60 * minutes
    key = rate * bits * seconds * 2 // 8
    one = rate * bits * 1000
    long = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return Problem(
        stem=f"{rng.choice(_MUSIC)} is recorded in stereo (two channels) for {long}. "
        f"Each channel is sampled at {rate} kHz "
        f"({rate * 1000:,} samples each second), with {bits} bits for each sample. "
        "How many kilobytes (kB) does the recording take up? (1 kB is 1000 bytes.)",
        key=key,
        wrong=whole_answers(
            [
                (Fraction(key, 2), "data.channels_ignored"),
                (8 * key, "data.bits_given_as_bytes"),
                (Fraction(key, 60), "data.minutes_taken_for_seconds"),
                (2 * key, "data.channels_counted_twice"),
                (1000 * key, "data.kilohertz_slip"),
                (64 * key, "data.bytes_wrong_way"),
                (Fraction(key, bits), "data.sample_size_ignored"),
                (10 * key, "data.zeros_miscounted"),
                (Fraction(key, seconds), "data.duration_ignored"),
                (Fraction(key, 10), "data.zeros_miscounted"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "Start with one channel: how many bits does it use in one second?",
            "Change the time into seconds, and don't forget the second channel.",
            "Divide by 8 to find the bytes. Then divide by the number of bytes in one kilobyte.",
        ),
        worked_solution=f"One channel: {rate * 1000} × {bits} = {one} bits a second. Two channels: {2 * one} bits a "
        f"second. {long} {'is' if minutes == 1 else 'are'} {seconds} seconds: {2 * one} × {seconds} = "
        f"{2 * one * seconds} bits. {2 * one * seconds} ÷ 8 = {key * 1000} bytes, and {key * 1000} ÷ 1000 = {key} kB.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    return discreet({1: _in_bits, 2: _mono_kilobytes, 3: _stereo_kilobytes}[level](rng))


SOUND_SIZE = Generator(
    key="sound_size",
    number=11,
    title="Size of a sound recording",
    topic="data",
    version=2,
    objectives=("representations-going-audiovisual.sonic-playground.1",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
