"""The bundled narcotics-programme designations."""

from headwater.party.lists import bundled_list
from headwater.reference import tables


def test_the_bundled_list_holds_persons_and_bodies_of_narcotics_programmes() -> None:
    listed = bundled_list(tables())
    assert listed.code == "ofac-sdn"
    assert listed.date == "2026-08-20"
    programs = {"SDNT", "SDNTK", "TCO", "ILLICIT-DRUGS-EO14059"}
    assert all(programs & set(party.programs) for party in listed)
    assert {party.schema for party in listed} == {"Person", "Organization", "Vessel", "Aircraft"}
    assert len({party.id for party in listed}) == len(listed) > 2_500


def test_the_bundled_list_keeps_identifiers_addresses_and_aliases() -> None:
    listed = bundled_list(tables())
    schemes = {found.scheme for party in listed for found in party.identifiers}
    assert {"uscc", "rfc", "curp", "passport", "wallet", "email", "phone"} <= schemes
    assert any(party.addresses for party in listed)
    assert any(name.quality == "weak" for party in listed for name in party.names)


def test_a_day_of_listing_is_given_only_where_it_is_known_within_a_day() -> None:
    frame = tables()["narcotics_designations"]
    days = {party.id: party.listed_on for party in bundled_list(tables())}
    for party, precision in frame.select("party", "first_seen_precision").iter_rows():
        assert (days[f"ofac-sdn:{party}"] is not None) == (precision == "within a day")
