"""What holds for every scenario: balances, keyed random numbers, and what each kind of lever does."""

import numpy as np
import polars as pl
import pytest

from headwater.errors import ArgumentError, ScenarioError
from headwater.policy import Model, Pair, compare, effects, read_scenario, write_run

RUNS = 60


def lever(kind: str, **keys) -> str:
    lines = [f"{key} = {value if not isinstance(value, str) else chr(34) + value + chr(34)}" for key, value in keys.items()]
    return f'\n[[lever]]\nid = "l"\nkind = "{kind}"\nfrom = "2018-01"\n' + "\n".join(lines) + "\n"


@pytest.fixture
def model(write):
    def build(more: str = "", name: str = "s.toml") -> Model:
        return Model(read_scenario(write(more, name)))

    return build


def values(model: Model, runs: int = RUNS, seed: int = 1) -> np.ndarray:
    return np.concatenate([batch.values for batch in model.batches(runs, seed)])


def series(model: Model, outcome: str, key: str | None = None, **kwargs) -> np.ndarray:
    rows = [i for i, label in enumerate(model.labels) if label[0] == outcome and key in (None, label[1])]
    assert rows
    return values(model, **kwargs)[:, rows].sum(axis=1)


def test_supply_by_every_dimension_is_the_same_amount(model):
    m = model()
    by_good = series(m, "supply_by_good")
    for dimension in ("origin", "maker", "mode", "tier"):
        np.testing.assert_allclose(series(m, f"supply_by_{dimension}"), by_good, rtol=1e-9)


def test_nothing_is_used_that_did_not_arrive_and_nothing_is_negative(model):
    m = model()
    assert (values(m) >= 0).all()
    used, came = series(m, "consumed"), series(m, "supply_by_good")
    stock = 1.0 * used[:, :1]  # markets start with the stock of one month
    assert (used.cumsum(axis=1) <= came.cumsum(axis=1) + stock + 1e-6).all()
    assert ((series(m, "purity") > 0) & (series(m, "purity") <= 1)).all()


def test_run_r_is_the_same_whatever_the_number_of_runs_workers_and_batches(model):
    m = model()
    few, many = values(m, runs=7), values(m, runs=130)
    np.testing.assert_array_equal(few, many[:7])
    shared = np.concatenate([batch.values for batch in m.batches(130, 1, workers=4)])
    np.testing.assert_array_equal(many, shared)
    assert not np.array_equal(values(m, runs=7, seed=2), few)


def test_months_do_not_change_what_came_before(write, small):
    long = Model(read_scenario(write(name="long.toml")))
    short = Model(read_scenario(write(name="short.toml", text=small.replace("months = 48", "months = 20"))))
    np.testing.assert_array_equal(values(long)[:, :, :20], values(short))


NO_OPS = [
    lever("schedule", strength=0),
    lever("licence", strength=0, place="A"),
    lever("mode_rule", strength=0),
    lever("capacity", strength=0),
    lever("sharing", strength=0),
    lever("organisation", strength=0),
    lever("finance", strength=0),
    lever("demand", strength=0),
    lever("shock", strength=0) + 'change = { "market.M.users" = 3 }\n',
    lever("schedule").replace("2018-01", "2030-01"),
    lever("organisation").replace("2018-01", "2030-01"),
]


@pytest.mark.parametrize("more", NO_OPS)
def test_a_lever_that_does_nothing_changes_no_bit(model, more):
    np.testing.assert_array_equal(values(model()), values(model(more, "alt.toml")))


ACTING = [
    lever("schedule", place="A"),
    lever("mode_rule", strength=0.5),
    lever("capacity"),
    lever("organisation", strength=0.5),
    lever("finance", strength=0.5),
    lever("demand", strength=0.5),
    lever("shock") + 'change = { "market.M.death_rate" = 3 }\n',
]


@pytest.mark.parametrize("more", ACTING)
def test_nothing_differs_before_the_first_month_of_a_lever_and_something_after(model, more):
    base, alt = values(model()), values(model(more, "alt.toml"))
    np.testing.assert_array_equal(base[:, :, :12], alt[:, :, :12])
    assert not np.array_equal(base[:, :, 12:], alt[:, :, 12:])


def mean(m: Model, outcome: str, key: str | None = None, first: int = 12, last: int = 48) -> float:
    return float(series(m, outcome, key)[:, first:last].mean())


def test_a_full_schedule_ends_the_offers_it_names_and_supply_moves(model):
    base, alt = model(), model(lever("schedule", place="A"), "alt.toml")
    assert mean(alt, "supply_by_origin", "A", 24) < 1e-4
    assert mean(alt, "supply_by_origin", "B", 24) > 1.3 * mean(base, "supply_by_origin", "B", 24)
    assert mean(alt, "consumed", None, 36) > 0.85 * mean(base, "consumed", None, 36)


def test_a_class_can_be_scheduled_by_its_name(model):
    alt = model(lever("schedule").rstrip() + '\ntargets = ["family"]\n', "alt.toml")
    assert mean(alt, "supply_by_tier", "done", 24) < 1e-4
    assert mean(alt, "supply_by_tier", "other", 24) < 1e-4
    assert mean(alt, "supply_by_tier", "step", 24) > 0


def test_without_adaptation_supply_does_not_move(model):
    fixed = '\n[set]\n"actor.*.adaptive" = false\n'
    base, alt = model(fixed), model(lever("schedule", place="A") + fixed, "alt.toml")
    assert mean(alt, "supply_by_origin", "B", 24) < 1.15 * mean(base, "supply_by_origin", "B", 24)
    assert mean(alt, "consumed", None, 36) < 0.8 * mean(base, "consumed", None, 36)


def test_a_licence_stops_sales_to_the_places_it_names_only(model):
    alt = model(lever("licence", place="A").rstrip() + '\nto = ["T"]\n', "alt.toml")
    assert mean(alt, "supply_by_tier", "step", 24) < 1e-4
    assert mean(alt, "supply_by_tier", "done", 24) > 0


def test_a_mode_rule_empties_a_mode(model):
    alt = model(lever("mode_rule").rstrip() + '\ntargets = ["post"]\n', "alt.toml")
    assert mean(alt, "supply_by_mode", "post") == 0.0


def test_more_capacity_finds_more_with_diminishing_returns(model):
    one, two, three = (model(lever("capacity", strength=s), f"{s}.toml") for s in (0, 0.5, 1))
    found = [mean(m, "seized") for m in (one, two, three)]
    assert found[0] < found[1] < found[2]


def test_finance_raises_the_price_and_takes_revenue(model):
    base, alt = model(), model(lever("finance", strength=0.4), "alt.toml")
    assert mean(alt, "price", None, 30) > 1.1 * mean(base, "price", None, 30)
    assert mean(alt, "consumed", None, 30) < mean(base, "consumed", None, 30)


def test_closing_businesses_is_felt_and_passes(model):
    alt = model(lever("organisation", strength=0.6).rstrip() + '\ntargets = ["importers"]\n', "alt.toml")
    base = model()
    assert mean(alt, "active", "importers", 12, 13) == pytest.approx(0.4 * mean(base, "active", "importers", 12, 13), rel=0.15)
    assert mean(alt, "active", "importers", 40) > 0.8 * mean(base, "active", "importers", 40)


def test_demand_levers_lower_deaths_and_leave_supply(model):
    base, alt = model(), model(lever("demand", strength=0.3, lag=6), "alt.toml")
    assert mean(alt, "deaths", None, 20) == pytest.approx(0.7 * mean(base, "deaths", None, 20), rel=0.05)


def test_a_shock_ends_with_its_last_month(model):
    shock = lever("shock", until="2018-06") + 'change = { "market.M.death_rate" = 2 }\n'
    base, alt = model(), model(shock, "alt.toml")
    assert mean(alt, "deaths", None, 12, 18) == pytest.approx(2 * mean(base, "deaths", None, 12, 18), rel=0.03)
    assert mean(alt, "deaths", None, 18) == pytest.approx(mean(base, "deaths", None, 18), rel=0.03)


def test_shared_knowledge_finds_more(model):
    base, alt = model(), model(lever("sharing", strength=1), "alt.toml")
    assert mean(alt, "seized") > mean(base, "seized")


def test_a_parameter_is_drawn_alike_in_every_scenario_and_within_its_bounds(model):
    prior = '\n[[parameter]]\npath = "market.M.elasticity"\nprior = "normal"\nmean = -0.1\nsd = 0.3\n'
    one = model(prior).batch(3, 0, 200).draws.values[:, 0]
    two = model(prior + lever("capacity"), "alt.toml").batch(3, 0, 200).draws.values[:, 0]
    np.testing.assert_array_equal(one, two)
    assert one.max() <= 0.0
    assert one.std() > 0.05


def test_one_hypothesis_is_drawn_a_run_in_proportion_to_its_weight(model):
    rivals = '\n[[hypothesis]]\nid = "a"\nweight = 3\n[[hypothesis]]\nid = "b"\nset = { "market.M.death_rate" = 0.002 }\n'
    draws = model(rivals).batch(1, 0, 2000).draws
    assert draws.names[-1] == "hypothesis"
    assert np.mean(draws.values[:, -1] == 2) == pytest.approx(0.25, abs=0.03)


def test_a_number_that_is_set_is_not_drawn(write):
    write(name="base.toml", more='\n[[parameter]]\npath = "market.M.users"\nprior = "uniform"\nlow = 1\nhigh = 9\n')
    alt = Model(read_scenario(write(name="alt.toml", text='extends = "base"\n[set]\n"market.M.users" = 5000\n')))
    assert series(alt, "users", runs=5)[:, 0] == pytest.approx(5000)


def test_paired_effects_are_five_times_sharper_than_independent_seeds():
    base = Model(read_scenario("us-fentanyl"))
    alt = Model(read_scenario("us-fentanyl", changes={"lever.CN-2018-02-schedule.strength": 0.0}))
    paired = {(e.outcome, e.key): e for e in compare(base, alt, 50, 1) if e.period == "all"}
    pair = Pair(base, alt)
    apart = effects(
        pair,
        np.concatenate([pair.by_period(pair.cut(b, 0)) for b in base.batches(50, 1)]),
        np.concatenate([pair.by_period(pair.cut(b, 1)) for b in alt.batches(50, 2)]),
    )
    independent = {(e.outcome, e.key): e for e in apart if e.period == "all"}
    for name in (("deaths", "US"), ("consumed", "US"), ("price", "US"), ("users", "US")):
        assert paired[name].se <= independent[name].se / 5


def test_a_comparison_with_itself_is_exactly_zero(model, tmp_path):
    found = compare(model(), model(lever("schedule", strength=0), "alt.toml"), 20, 1, out=tmp_path / "out")
    assert {effect.difference for effect in found} == {0.0}
    assert {effect.se for effect in found} == {0.0}
    frame = pl.read_parquet(tmp_path / "out" / "differences.parquet")
    assert frame.columns == ["run", "month", "outcome", "key", "base", "alt", "difference"]
    assert (frame["difference"] == 0).all()
    effects_csv = pl.read_csv(tmp_path / "out" / "effects.csv")
    assert effects_csv.columns[:9] == ["outcome", "key", "period", "base", "alt", "difference", "se", "low", "high"]


def test_the_files_of_a_run_do_not_depend_on_workers_and_hold_no_cross(model, tmp_path):
    m = model()
    write_run(m, 230, 5, tmp_path / "one")
    write_run(m, 230, 5, tmp_path / "two", workers=3)
    first = (tmp_path / "one" / "outcomes.parquet").read_bytes()
    assert first == (tmp_path / "two" / "outcomes.parquet").read_bytes()
    frame = pl.read_parquet(tmp_path / "one" / "outcomes.parquet")
    assert frame.columns == ["run", "month", "outcome", "key", "value"]
    assert frame.height == 230 * 48 * len(m.labels)
    assert frame["value"].null_count() == 0
    assert sorted(p.name for p in (tmp_path / "one").iterdir()) == ["draws.csv", "meta.json", "outcomes.parquet"]
    ids = {
        "A",
        "B",
        "T",
        "M",
        "done",
        "other",
        "step",
        "earlier",
        "post",
        "air",
        "sea",
        "land",
        "sellers",
        "makers",
        "importers",
    }
    assert set(frame["key"].unique()) <= ids


def test_an_interrupted_run_leaves_no_half_file_and_goes_on(model, tmp_path, monkeypatch):
    m = model()
    whole = tmp_path / "whole"
    write_run(m, 450, 5, whole)
    broken = tmp_path / "broken"
    original, calls = type(m).batch, []

    def stops(self, seed, first, runs):
        if first >= 250:
            raise KeyboardInterrupt
        calls.append(first)
        return original(self, seed, first, runs)

    with monkeypatch.context() as patched:
        patched.setattr(type(m), "batch", stops)
        with pytest.raises(KeyboardInterrupt):
            write_run(m, 450, 5, broken)
    assert not (broken / "outcomes.parquet").exists()
    write_run(m, 450, 5, broken)
    assert (broken / "outcomes.parquet").read_bytes() == (whole / "outcomes.parquet").read_bytes()


@pytest.mark.parametrize(("runs", "seed", "workers"), [(0, 1, 1), (10**9, 1, 1), (5, -1, 1), (5, 1, 0)])
def test_absurd_counts_are_refused(model, runs, seed, workers):
    with pytest.raises(ArgumentError, match="is not usable"):
        list(model().batches(runs, seed, workers=workers))


def test_a_market_that_nothing_reaches_is_refused(write, small):
    cut = small.replace("stages = [0]", "stages = [3]")
    with pytest.raises(ScenarioError, match=r"market\.M"):
        Model(read_scenario(write(text=cut)))


def test_a_scenario_without_brokers_and_makers_still_runs(write, small):
    head, rest = small.split('[[actor]]\nid = "sellers"')
    tail = rest.split('[[actor]]\nid = "importers"')[1]
    m = Model(read_scenario(write(text=head + '[[actor]]\nid = "importers"' + tail)))
    assert mean(m, "consumed") > 0
    assert mean(m, "supply_by_tier", "step") == 0


def test_more_runs_than_the_disk_has_room_for_are_refused(model, tmp_path, monkeypatch):
    m = model()
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("usage", (), {"free": 10**6}))
    for attempt in (lambda: write_run(m, 5000, 1, tmp_path / "o"), lambda: compare(m, m, 5000, 1, out=tmp_path / "o")):
        with pytest.raises(ArgumentError, match=r"--runs 5000 .* room for \d+ runs"):
            attempt()
    assert not (tmp_path / "o").exists()
