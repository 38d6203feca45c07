"""Runs as they could come back, drawn for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from backend.sandbox.protocol import NO_VALUE, Opaque, ProgramError, RunResult

leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(max_size=8), st.just(10**4000),
    st.builds(Opaque, st.just("Thing")),
)  # fmt: skip
hashable = st.one_of(leaves, st.tuples(leaves, leaves), st.frozensets(leaves, max_size=3))
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.sets(hashable, max_size=3),
        st.dictionaries(hashable, inner, max_size=3),
    ),
    max_leaves=6,
)
looks = st.fixed_dictionaries(
    {
        "constructs": st.dictionaries(st.sampled_from(["for", "def", "if"]), st.lists(st.integers(1, 9))),
        "imports": st.dictionaries(st.sampled_from(["random", "os.path"]), st.lists(st.integers(1, 9))),
        "names": st.dictionaries(st.text(max_size=5), st.lists(st.integers(1, 9)), max_size=2),
        "calls": st.dictionaries(st.sampled_from(["print", "input"]), st.lists(st.integers(1, 9))),
        "recursive": st.lists(st.text(max_size=3), max_size=1),
    }
)
errors = st.builds(ProgramError, st.just("NameError"), st.text(max_size=20), st.integers(0, 9), st.text(max_size=20))
ended_well = st.builds(
    RunResult,
    st.just("ok"),
    stdout=st.one_of(
        st.text(max_size=40), st.sampled_from(["8", "Total: 15\n", "4 3.75", "9" * 6000, "1e999999", "\ud800"])
    ),
    value=looks | values | st.just(NO_VALUE),
)
ended_badly = st.builds(
    RunResult,
    st.sampled_from(["error", "time", "output", "crash", "forbidden"]),
    stdout=st.text(max_size=20),
    error=st.none() | errors,
    reason=st.text(max_size=20),
)
any_run = ended_well | ended_badly
any_look = ended_badly | st.builds(RunResult, st.just("ok"), value=looks)
"""What looking at a program comes to: it always has something to say of one that can be read."""
