import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

export type Choice = "auto" | "light" | "dark";
const KEY = "foedus.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

function kept(): Choice {
  const found = localStorage.getItem(KEY);
  return found === "light" || found === "dark" ? found : "auto";
}

const Theme = createContext<{ choice: Choice; dark: boolean; choose(to: Choice): void }>({
  choice: "auto",
  dark: false,
  choose: () => undefined,
});

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<Choice>(kept);
  const [systemDark, setSystemDark] = useState(system.matches);
  const dark = choice === "dark" || (choice === "auto" && systemDark);
  useEffect(() => {
    const heard = () => setSystemDark(system.matches);
    system.addEventListener("change", heard);
    return () => system.removeEventListener("change", heard);
  }, []);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [dark]);
  const choose = (to: Choice) => {
    localStorage.setItem(KEY, to);
    setChoice(to);
  };
  return <Theme.Provider value={{ choice, dark, choose }}>{children}</Theme.Provider>;
}

export const useTheme = () => useContext(Theme);
