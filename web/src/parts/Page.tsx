import { type ReactNode, useEffect } from "react";
import { useAddress } from "../model/address";
import { spoken } from "../model/time";
import { DateBar } from "./DateBar";

/** A view: its title, its day, the sentence that answers it, and what it shows. */
export function Page({
  title,
  lead,
  tools,
  ask,
  dated = true,
  timed = "over time",
  wide = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  tools?: ReactNode;
  /** What one may ask here, where that comes before the day. */
  ask?: ReactNode;
  dated?: boolean;
  /** Whether what it shows moves with the day, is of one day, or does not turn on one. */
  timed?: "over time" | "one day" | "no day";
  wide?: boolean;
  children: ReactNode;
}) {
  const { on, told, set } = useAddress();
  useEffect(() => {
    document.title = dated ? `${title}, ${on} · foedus` : `${title} · foedus`;
  }, [title, on, dated]);
  return (
    <main id="content" className={wide ? "wide" : undefined}>
      <header className="page">
        <div>
          <h1>{title}</h1>
          {dated && <p className="printed">{spoken(on)}</p>}
          {lead && <p className="lead">{lead}</p>}
        </div>
        {tools}
      </header>
      {ask}
      {dated && timed !== "no day" && <DateBar on={on} told={told} still={timed === "one day"} onChange={(day, step) => set({ on: day }, step)} />}
      {children}
    </main>
  );
}
