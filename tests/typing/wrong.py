"""What a type checker must refuse: mypy says so where a line needs none of these comments."""

import foedus

world = foedus.load()
world.horoscope(on="2020-01-01")  # type: ignore[attr-defined]
world.member(framework="nato", state="FIN")  # type: ignore[call-arg]
world.member(framework="nato", state="FIN", on=2023)  # type: ignore[arg-type]
world.member(framwork="nato", state="FIN", on="2023-04-04")  # type: ignore[arg-type]
world.casus(attacked=["USA"], kind="attack", on="2001-09-11")  # type: ignore[arg-type]
world.casus(attacked=5, on="2001-09-11")  # type: ignore[arg-type]
world.member("nato", on="2023-04-04")  # type: ignore[arg-type]
print(world.member(framework="nato", state="FIN", on="2023-04-04").triggered)  # type: ignore[attr-defined]
print(foedus.horoscope)  # type: ignore[attr-defined]
