"""Articles as people write them, and frameworks by what they are called."""

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.named import UnknownIdError


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("nato/Article 5", {"nato/art-5"}),
        ("nato/ART. 5", {"nato/art-5"}),
        ("nato/5", {"nato/art-5"}),
        ("eu/42(7)", {"eu/teu-42-7"}),
        ("eu/Art. 42(7) TEU", {"eu/teu-42-7"}),
        ("eu/Article 42.7", {"eu/teu-42-7"}),
        ("eu/tfeu 347", {"eu/tfeu-347"}),
        ("eu/TEU, Art. 42(7)", {"eu/teu-42-7"}),
        ("un/Charter Article 51", {"un/art-51"}),
        ("eu/Article 222 TFEU", {"eu/tfeu-222", "eu/tfeu-222-3"}),
        ("eu/Article 42(7) of the Treaty on European Union", {"eu/teu-42-7"}),
        ("anzus/Article IV", {"anzus/art-4"}),
        ("seato/IV(2)", {"seato/art-4-2"}),
        ("weu/Art. V", {"weu/art-5"}),
        ("un/2(4)", {"un/art-2-4"}),
        ("au/4(h)", {"au/constitutive-act/art-4-h"}),
        ("osce/Principle II", {"osce/principle-2"}),
        ("budapest/para. 6", {"budapest/art-6"}),
        ("North Atlantic Treaty Organization/Article 4", {"nato/art-4"}),
        ("the North Atlantic Treaty/art-5", {"nato/art-5"}),
        ("Warsaw Pact/Article 4", {"warsaw-pact/art-4"}),
        ("Manila Pact/Art. IV(3)", {"seato/art-4-3"}),
        ("Charter of the United Nations/51", {"un/art-51"}),
        ("Treaty of Aachen/4(1)", {"fra-deu/art-4-1"}),
    ],
)
def test_a_provision_is_found_as_it_is_written(
    catalogue: Catalogue, pattern: str, found: set[str]
) -> None:
    assert {clause.provision.id for clause in catalogue.matching(pattern)} == found


@pytest.mark.parametrize(
    "pattern",
    [
        "nato/Article 99",
        "nato/para. 5",
        "eu/Article 42(7) TFEU",
        "eu/tfeu 42(7)",
        "eu/Article 42(9)",
        "un/2(4)(a)",
    ],
)
def test_what_no_article_says_is_not_found(catalogue: Catalogue, pattern: str) -> None:
    with pytest.raises(UnknownIdError, match="no provision"):
        catalogue.matching(pattern)


def test_an_unknown_provision_is_told_with_those_like_it_and_not_with_all(
    catalogue: Catalogue,
) -> None:
    with pytest.raises(UnknownIdError, match=r"cfe has (\S+, ){11}\S+ and \d+ more; did you mean"):
        catalogue.matching("cfe/art-4-1-q-z")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("European Union", "eu"),
        ("the African Union", "au"),
        ("UNITED NATIONS", "un"),
        ("Southeast Asia Treaty Organization", "seato"),
        ("Inter-American Treaty of Reciprocal Assistance", "rio"),
        ("Pact of Paris", "kellogg-briand"),
        ("three emperors 1881", "three-emperors-1881"),
        ("Economic Community of West African States", "ecowas"),
    ],
)
def test_a_framework_is_found_by_what_it_is_called(
    catalogue: Catalogue, name: str, found: str
) -> None:
    assert catalogue.framework(name).id == found


def test_every_framework_is_found_by_its_full_name(catalogue: Catalogue) -> None:
    for framework in catalogue.frameworks.values():
        assert catalogue.framework(framework.name) is framework


def test_a_title_that_two_frameworks_have_names_neither(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match="no framework is called 'Mutual Defense Treaty'"):
        catalogue.framework("Mutual Defense Treaty")
