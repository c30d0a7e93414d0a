import { useRef } from "react";
import { type Schemas, useAnswer } from "../../api/client";
import { useAddress } from "../../model/address";
import { isDay, spoken } from "../../model/time";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Before } from "./Before";
import { EventForm } from "./EventForm";
import { Outcome } from "./Outcome";
import { casusTables } from "./tables";

type Casus = Schemas["CasusAnswer"];

/** What the address says of the event, as the question takes it; null where nobody is attacked. */
function given(query: URLSearchParams, on: string): Record<string, unknown> | null {
  const attacked = query.getAll("attacked").filter(Boolean);
  if (attacked.length === 0) return null;
  const at = query.get("at") ?? "";
  const point = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(at);
  const facts: Record<string, unknown> = {};
  for (const fact of query.getAll("fact")) {
    const [name = "", value = ""] = fact.split("=");
    facts[name] = value === "true" ? true : value === "false" ? false : value.includes(",") ? value.split(",") : value;
  }
  return {
    on,
    attacked,
    attacker: query.getAll("attacker").filter(Boolean),
    kind: query.get("kind") ?? "armed-attack",
    object: query.get("object") ?? "territory",
    facts,
    ...(at && { at: point ? { lat: Number(point[1]), lon: Number(point[2]) } : at }),
  };
}

export function CasusView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const second = query.get("and") ?? "";
  const beside = isDay(second);
  const first = useAnswer<Casus>("casus", given(query, on));
  const other = useAnswer<Casus>("casus", beside ? given(query, second) : null);
  const answers = [first, ...(beside ? [other] : [])].flatMap(({ reply }) => (reply ? [reply.answer] : []));
  const at = query.get("at") ?? "";
  return (
    <Page
      title={W.casus.title}
      lead={first.reply ? undefined : W.casus.lead}
      wide
      tools={
        <Export
          name={`casus-${on}${beside ? `-beside-${second}` : ""}`}
          title={answers.map((answer) => `${answer.title}. ${answer.lead}`).join(" / ") || undefined}
          picture={() => [...(frame.current?.querySelectorAll<SVGSVGElement>(".map svg") ?? [])]}
          under={beside ? W.compare.two(spoken(on), spoken(second)) : undefined}
          tables={answers.length > 0 ? casusTables(world, answers) : undefined}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <EventForm />
      <div className={second ? "beside" : undefined} ref={frame}>
        <Outcome asked={first} on={on} beside={beside} onPoint={(lat, lon) => set({ at: `${lat},${lon}` })} at={at} />
        {beside && <Outcome asked={other} on={second} beside at={at} />}
      </div>
      {first.reply && <Before given={given(query, on)} />}
    </Page>
  );
}
