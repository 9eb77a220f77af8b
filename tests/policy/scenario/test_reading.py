"""Scenario files: what they may say, and the one sentence for what they may not."""

import pytest

from headwater.errors import ScenarioError
from headwater.policy import read_scenario
from headwater.policy.scenario.schema import TABLES

LEVER = '\n[[lever]]\nid = "l"\nkind = "schedule"\ntargets = ["step"]\nfrom = "2018-01"\n'


def test_every_key_left_out_has_its_documented_default(write):
    scenario = read_scenario(write())
    for table, spec in TABLES.items():
        for row in scenario.tables[table].values():
            assert set(row) == set(spec.keys)


def test_an_extending_file_merges_key_by_key_and_set_comes_last(write):
    base = write(name="base.toml")
    alt = write(
        text='extends = "base"\n[[actor]]\nid = "makers"\ncount = 9\n[set]\n"actor.*.learning" = 0.3\nmarket.M.users = 5\n',
        name="alt.toml",
    )
    one, two = read_scenario(base), read_scenario(alt)
    assert two.tables["actor"]["makers"]["count"] == 9
    assert two.tables["actor"]["makers"]["place"] == "T"
    assert {row["learning"] for row in two.tables["actor"].values()} == {0.3}
    assert two.tables["market"]["M"]["users"] == 5
    assert one.tables["market"]["M"]["users"] == 100_000


def test_set_of_the_extended_file_comes_before_that_of_the_extending_one(write):
    write(name="one.toml", more='[set]\n"market.M.users" = 1\n"market.M.price" = 7\n')
    write(name="two.toml", text='extends = "one.toml"\n[set]\n"market.M.users" = 2\n')
    last = write(name="three.toml", text='extends = "two.toml"\n[[market]]\nplace = "M"\npurity = 0.5\n')
    market = read_scenario(last).tables["market"]["M"]
    assert (market["users"], market["price"], market["purity"]) == (2, 7, 0.5)


def test_a_shipped_scenario_is_found_by_name_and_can_be_extended(write):
    path = write(text='extends = "us-fentanyl"\nmonths = 12\n[set]\n"market.US.users" = 1000\n')
    assert read_scenario(path).months == 12
    assert read_scenario("us-fentanyl").months == 156


BAD = [
    ('[[place]]\nid = "A"\n', "place.A"),
    ('[[offer]]\ngood = "done"\nplace = "Q"\n', 'offer.done.Q.place = "Q"'),
    ('[[offer]]\ngood = "done"\nplace = "B"\ncapacity = -1\n', "offer.done.B.capacity = -1"),
    ('[[leg]]\nfrom = "A"\nto = "B"\nmode = "x"\ndetection = 1.5\n', "leg.A.B.x.detection = 1.5"),
    ('[[leg]]\nfrom = "A"\nto = "A"\nmode = "x"\n', 'leg.A.A.x.to = "A"'),
    ('[[actor]]\nid = "z"\nrole = "spy"\nplace = "A"\n', 'actor.z.role = "spy"'),
    ('[[actor]]\nid = "z"\nrole = "broker"\nplace = "A"\ncount = 2.5\n', "actor.z.count = 2.5"),
    ('[[actor]]\nid = "z"\nrole = "broker"\nplace = "A"\nadaptive = 1\n', "actor.z.adaptive = 1"),
    ('[[controller]]\nid = "z"\nplace = "M"\nmodes = ["rail"]\n', 'controller.z.modes = "rail"'),
    ('[[controller]]\nid = "z"\nplace = "M"\ncapacity = -5\n', "controller.z.capacity = -5"),
    ('[[market]]\nplace = "B"\nusers = 5\npool = 2\n', "market.B.pool = 2.0"),
    ('[[lever]]\nid = "l"\nkind = "ban"\nfrom = "2018-01"\n', 'lever.l.kind = "ban"'),
    ('[[lever]]\nid = "l"\nkind = "schedule"\nfrom = "2016-12"\n', 'lever.l.from = "2016-12"'),
    ('[[lever]]\nid = "l"\nkind = "schedule"\nfrom = "2018-13"\n', 'lever.l.from = "2018-13"'),
    ('[[lever]]\nid = "l"\nkind = "schedule"\nfrom = "2018-05"\nuntil = "2018-04"\n', 'lever.l.until = "2018-04"'),
    ('[[lever]]\nid = "l"\nkind = "schedule"\nfrom = "2018-05"\ntargets = ["opium"]\n', 'lever.l.targets = "opium"'),
    ('[[lever]]\nid = "l"\nkind = "schedule"\nfrom = "2018-05"\nstrength = 1.1\n', "lever.l.strength = 1.1"),
    ('[[lever]]\nid = "l"\nkind = "shock"\nfrom = "2018-05"\n', "lever.l.change = (nothing)"),
    ('[[lever]]\nid = "l"\nkind = "shock"\nfrom = "2018-05"\nchange = { "market.M.user" = 2 }\n', 'change = "market.M.user"'),
    (LEVER + '[[lever]]\nid = "l2"\nkind = "schedule"\ntargets = ["step"]\nfrom = "2018-01"\n', 'lever.l2.from = "2018-01"'),
    ('[[parameter]]\npath = "market.M.users"\nprior = "uniform"\nlow = 2\nhigh = 1\n', "parameter.market.M.users.high = 1.0"),
    (
        '[[parameter]]\npath = "market.Q.users"\nprior = "uniform"\nlow = 0\nhigh = 1\n',
        'parameter.market.Q.users.path = "market.Q.users"',
    ),
    ('[[parameter]]\npath = "market.M.users"\nprior = "beta"\nlow = 0\nhigh = 1\n', 'parameter.market.M.users.prior = "beta"'),
    ('[[parameter]]\npath = "leg.A.M.post.detection"\nprior = "uniform"\nlow = 0\nhigh = 1.2\n', "detection.high = 1.2"),
    ('[[hypothesis]]\nid = "h"\nweight = -1\n', "hypothesis.h.weight = -1"),
    ('[[hypothesis]]\nid = "h"\nset = { "market.M.role" = 1 }\n', "hypothesis.h.set.market.M.role = 1"),
    ('[set]\n"market.M.colour" = 1\n', "set.market.M.colour = 1"),
    ('[set]\n"offer.*.capacity" = 0\n', "offer.*.capacity = 0"),
    ('[set]\n"market.*.users" = 0\n', "market.*.users = 0"),
    ('[[colour]]\nid = "red"\n', "colour = "),
    ('[[good]]\nid = "q"\nhue = 1\n', "good.q.hue = 1"),
    ('[[good]]\nid = "q"\nstage = 0\nmakes = ["done"]\n', 'good.q.makes = ["done"]'),
]


@pytest.mark.parametrize(("more", "said"), BAD)
def test_bad_input_gets_one_sentence_with_file_key_and_value(write, more, said):
    path = write(more)
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    message = str(caught.value)
    assert str(path) in message
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('start = "2017-01"', 'start = "January"', 'start = "January"'),
        ("months = 48", "months = 0", "months = 0"),
        ("months = 48", "months = 99999", "months = 99999"),
        ("months = 48", 'months = 48\noutcomes = ["joy"]', 'outcomes = "joy"'),
        ("months = 48", 'months = 48\nextends = "nowhere"', 'extends = "nowhere"'),
        ("months = 48", "months = 48\nx = [", "is not TOML"),
        ("months = 48", "months = 48\nx = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        ("months = 48", "months = 48\nx = " + "9" * 5000, "is not TOML"),
        ('name = "two sources, one market"', "name = 5", "name = 5"),
        ("cost = 4000", "cost = " + "9" * 400, "offer.done.A.cost = 999"),
        ("cost = 4000", "cost = nan", "offer.done.A.cost = NaN"),
        ("cost = 4000", "cost = inf", "offer.done.A.cost = Infinity"),
        ("users = 100000", "users = 0", "there is no demand"),
        ("users = 100000", "users = 100000\nelasticity = 0.5", "market.M.elasticity = 0.5"),
        ("[[market]]", "[market]", "[[market]]"),
        ("[[actor]]", "[[actors]]", "actors ="),
    ],
)
def test_a_bad_head_is_refused(write, small, old, new, said):
    with pytest.raises(ScenarioError, match=r"s\.toml") as caught:
        read_scenario(write(text=small.replace(old, new)))
    assert said in str(caught.value)


def test_files_that_extend_each_other_are_refused(write):
    write(name="a.toml", text='extends = "b.toml"\n')
    with pytest.raises(ScenarioError, match="circle"):
        read_scenario(write(name="b.toml", text='extends = "a.toml"\n'))


def test_a_missing_file_names_the_shipped_scenarios(tmp_path):
    with pytest.raises(ScenarioError, match="us-fentanyl"):
        read_scenario(tmp_path / "nothing.toml")


def test_a_control_that_overlaps_without_an_end_is_no_contradiction(write):
    read_scenario(write(LEVER + '[[lever]]\nid = "l2"\nkind = "schedule"\ntargets = ["step"]\nfrom = "2018-06"\n'))


def test_a_huge_file_is_refused_before_it_is_read(write, small):
    with pytest.raises(ScenarioError, match=r"s\.toml holds .* bytes"):
        read_scenario(write(text=small + "# " + "x" * 6_000_000))


def test_a_folder_is_no_scenario(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_scenario(tmp_path)
