import { useEffect, useId, useRef, useState } from "react";
import { asDay, type Day, FIRST, fromNumber, later, number, today, type Unit } from "../model/time";
import { setMoving } from "../model/motion";
import { W } from "../words";
import { useDays } from "./WorldData";

interface Props {
  on: Day;
  /** What is to be said of the day asked for, where it is none or outside the record. */
  told?: string;
  /** Whether there is nothing to watch: then the day is only written. */
  still?: boolean;
  /** `step` is false while the slider is dragged or plays: one step back undoes all of it. */
  onChange(on: Day, step: boolean): void;
}

const SPEEDS = { year: 140, month: 60, day: 40 } as const;
const YEARS = [1850, 1900, 1950, 2000];
/** Keys of the slider, in years; with Shift, in days. */
const KEYS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

/** A day of the record: not before it, and not after today. */
function kept(day: Day): Day {
  return day < FIRST ? FIRST : day > today() ? today() : day;
}

export function DateBar({ on, told = "", still = false, onChange }: Props) {
  const [playing, setPlaying] = useState(false);
  const [pace, setPace] = useState<Unit>("year");
  // what is typed, and said of it, until the day is another
  const [draft, setDraft] = useState({ on, text: on, fault: "" });
  const { text, fault } = draft.on === on ? draft : { text: on, fault: "" };
  const days = useDays();
  const now = useRef(on);
  const note = useId();
  now.current = on;
  useEffect(() => {
    setMoving(playing);
    return () => setMoving(false);
  }, [playing]);
  useEffect(() => {
    if (!playing) return;
    const clock = window.setInterval(() => {
      const next = kept(later(now.current, pace, 1));
      if (next >= today()) setPlaying(false);
      onChange(next, false);
    }, SPEEDS[pace]);
    return () => window.clearInterval(clock);
  }, [playing, pace, onChange]);
  const play = () => {
    if (!playing && on >= today()) onChange(FIRST, true);
    setPlaying(!playing);
  };
  const typed = (value: string) => {
    const found = asDay(value);
    setDraft({ on: found.day ?? on, text: found.day ?? value, fault: found.told });
    if (found.day !== null && found.day !== on) onChange(found.day, true);
  };
  const turn = (direction: 1 | -1) => {
    const turns = days.turns();
    const found = direction > 0 ? turns.find((day) => day > on) : turns.findLast((day) => day < on);
    if (found) onChange(kept(found), true);
  };
  const keyed = (event: React.KeyboardEvent) => {
    if (event.key === "n" || event.key === "p") turn(event.key === "n" ? 1 : -1);
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onChange(kept(later(on, event.shiftKey ? "day" : "year", by)), false);
  };
  const said = fault || told;
  return (
    <div className="datebar" role="group" aria-label={W.date.label}>
      {!still && (
        <>
          <button type="button" className="play" onClick={play} aria-pressed={playing}>
            <span aria-hidden="true">{playing ? "❚❚" : "▶"}</span> <span className="word">{playing ? W.date.pause : W.date.play}</span>
          </button>
          <label className="pace">
            <span className="hidden">{W.date.step}</span>
            <select value={pace} onChange={(e) => setPace(e.target.value as Unit)}>
              {(Object.keys(SPEEDS) as Unit[]).map((p) => (
                <option key={p} value={p}>{W.date[p]}</option>
              ))}
            </select>
          </label>
          <button type="button" aria-label={W.date.before} title={W.date.before} onClick={() => turn(-1)}>‹</button>
          <span className="track">
            <input
              type="range"
              min={0}
              max={number(today())}
              value={number(on)}
              aria-label={W.date.slider}
              aria-valuetext={on}
              title={W.date.keys}
              onKeyDown={keyed}
              onPointerDown={() => setMoving(true)}
              onPointerUp={() => setMoving(playing)}
              onPointerCancel={() => setMoving(playing)}
              onChange={(e) => onChange(fromNumber(Number(e.target.value)), false)}
            />
            <span className="years" aria-hidden="true">
              {YEARS.map((year) => (
                <span key={year} style={{ left: `${(100 * number(`${year}-01-01`)) / number(today())}%` }}>{year}</span>
              ))}
            </span>
          </span>
          <button type="button" aria-label={W.date.after} title={W.date.after} onClick={() => turn(1)}>›</button>
        </>
      )}
      <label>
        <span className={still ? undefined : "hidden"}>{W.date.label}{still && " "}</span>
        <input
          className="day"
          value={text}
          aria-invalid={fault !== "" && text !== on}
          aria-describedby={said ? note : undefined}
          onChange={(e) => {
            setDraft({ on, text: e.target.value, fault: "" });
            if (/^\d{4}-\d{2}-\d{2}$/.test(e.target.value)) typed(e.target.value);
          }}
          onBlur={(e) => { if (e.target.value !== on) typed(e.target.value); }}
          onKeyDown={(e) => { if (e.key === "Enter" && e.currentTarget.value !== on) typed(e.currentTarget.value); }}
        />
      </label>
      <button type="button" onClick={() => onChange(today(), true)}>{W.date.today}</button>
      {said && <p id={note} className="said small" role="status">{said}</p>}
    </div>
  );
}
