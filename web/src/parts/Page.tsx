import { type ReactNode, useEffect } from "react";
import { useAddress } from "../model/address";
import { DateBar } from "./DateBar";

/** A view: its title, its day, and what it shows. */
export function Page({
  title,
  lead,
  tools,
  dated = true,
  wide = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  tools?: ReactNode;
  dated?: boolean;
  wide?: boolean;
  children: ReactNode;
}) {
  const { on, set } = useAddress();
  useEffect(() => {
    document.title = dated ? `${title}, ${on} · foedus` : `${title} · foedus`;
  }, [title, on, dated]);
  return (
    <main id="content" className={wide ? "wide" : undefined}>
      <header className="page">
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {tools}
      </header>
      {dated && <DateBar on={on} onChange={(day, step) => set({ on: day }, step)} />}
      {children}
    </main>
  );
}
