/** An input of files as they are: their bytes go to the server in base64, as JSON holds them. */

import { useId, useState } from "react";
import { W } from "../words";
import type { Json } from "./Form";

interface Props {
  label: React.ReactNode;
  value: Json | undefined;
  onChange(to: Json | undefined): void;
}

export function FilesField({ label, value, onChange }: Props) {
  const [told, setTold] = useState<string | null>(null);
  const input = useId();
  const given = Array.isArray(value) ? value.length : 0;
  const read = async (files: File[]) => {
    try {
      onChange(await Promise.all(files.map(encoded)));
      setTold(null);
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <fieldset className="document">
      <legend>{label}</legend>
      <p className="buttons">
        <label className="filebutton" htmlFor={input}>{W.ask.readFiles}</label>
        <input
          id={input}
          type="file"
          multiple
          className="hidden"
          onChange={(e) => { if (e.target.files?.length) void read([...e.target.files]); e.target.value = ""; }}
        />
      </p>
      {told && <p role="alert" className="bad">{told}</p>}
      <p className="small" role="status">{given > 0 ? W.ask.files(given) : W.ask.noFiles}</p>
    </fieldset>
  );
}

function encoded(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onerror = () => failed(reader.error ?? new Error(file.name));
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.readAsDataURL(file);
  });
}
