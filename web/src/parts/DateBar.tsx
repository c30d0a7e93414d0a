import { useEffect, useRef, useState } from "react";
import { type Day, FIRST, fromNumber, isDay, number, today } from "../model/time";
import { W } from "../words";

interface Props {
  on: Day;
  /** `step` is false while the slider is dragged or plays: one step back undoes all of it. */
  onChange(on: Day, step: boolean): void;
}

const SPEEDS = { year: 140, month: 60, day: 40 } as const;
type Pace = keyof typeof SPEEDS;
const YEARS = [1850, 1900, 1950, 2000];

function later(on: Day, pace: Pace, count = 1): Day {
  const date = new Date(`${on}T00:00:00Z`);
  if (pace === "year") date.setUTCFullYear(date.getUTCFullYear() + count);
  else if (pace === "month") date.setUTCMonth(date.getUTCMonth() + count);
  else date.setUTCDate(date.getUTCDate() + count);
  const day = date.toISOString().slice(0, 10);
  return day < FIRST ? FIRST : day > today() ? today() : day;
}

export function DateBar({ on, onChange }: Props) {
  const [playing, setPlaying] = useState(false);
  const [pace, setPace] = useState<Pace>("year");
  const [text, setText] = useState<string>(on);
  const now = useRef(on);
  now.current = on;
  useEffect(() => setText(on), [on]);
  useEffect(() => {
    if (!playing) return;
    const clock = window.setInterval(() => {
      const next = later(now.current, pace);
      if (next >= today()) setPlaying(false);
      onChange(next, false);
    }, SPEEDS[pace]);
    return () => window.clearInterval(clock);
  }, [playing, pace, onChange]);
  const play = () => {
    if (!playing && on >= today()) onChange(FIRST, true);
    setPlaying(!playing);
  };
  return (
    <div className="datebar" role="group" aria-label={W.date.label}>
      <button type="button" className="play" onClick={play} aria-pressed={playing}>
        <span aria-hidden="true">{playing ? "❚❚" : "▶"}</span> <span className="word">{playing ? W.date.pause : W.date.play}</span>
      </button>
      <label className="pace">
        <span className="hidden">{W.date.step}</span>
        <select value={pace} onChange={(e) => setPace(e.target.value as Pace)}>
          {(Object.keys(SPEEDS) as Pace[]).map((p) => (
            <option key={p} value={p}>{W.date[p]}</option>
          ))}
        </select>
      </label>
      <button type="button" aria-label={W.date.back} onClick={() => onChange(later(on, "year", -1), true)}>‹</button>
      <span className="track">
        <input
          type="range"
          min={0}
          max={number(today())}
          value={number(on)}
          aria-label={W.date.slider}
          aria-valuetext={on}
          onChange={(e) => onChange(fromNumber(Number(e.target.value)), false)}
        />
        <span className="years" aria-hidden="true">
          {YEARS.map((year) => (
            <span key={year} style={{ left: `${(100 * number(`${year}-01-01`)) / number(today())}%` }}>{year}</span>
          ))}
        </span>
      </span>
      <button type="button" aria-label={W.date.on} onClick={() => onChange(later(on, "year"), true)}>›</button>
      <label>
        <span className="hidden">{W.date.label}</span>
        <input
          className="day"
          value={text}
          inputMode="numeric"
          aria-invalid={!isDay(text)}
          title={isDay(text) ? undefined : W.date.invalid}
          onChange={(e) => {
            setText(e.target.value);
            if (isDay(e.target.value) && e.target.value >= FIRST) onChange(e.target.value, true);
          }}
        />
      </label>
      <button type="button" onClick={() => onChange(today(), true)}>{W.date.today}</button>
    </div>
  );
}
