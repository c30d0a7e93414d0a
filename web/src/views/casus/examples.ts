/** Events from history that the casus page begins with; each is among the solved cases. */

export interface Event {
  attacked: string[];
  attacker?: string[];
  at?: string;
  kind?: string;
  object?: string;
  facts?: string[];
}
export interface Example extends Event {
  title: string;
  on: string;
}

export const EXAMPLES: Example[] = [
  { title: "Port Arthur, 1904", on: "1904-02-08", attacked: ["RUS"], attacker: ["JPN"], object: "vessel" },
  { title: "Austria-Hungary attacks Serbia, 1914", on: "1914-07-28", attacked: ["SRB"], attacker: ["C-AUH"], at: "Belgrade" },
  { title: "Germany attacks Russia, 1914", on: "1914-08-01", attacked: ["RUS"], attacker: ["DEU"] },
  { title: "Germany enters Belgium, 1914", on: "1914-08-04", attacked: ["BEL"], attacker: ["DEU"] },
  { title: "Portugal at war, 1916", on: "1916-03-09", attacked: ["PRT"], attacker: ["DEU"] },
  { title: "The Sudeten crisis as an attack, 1938", on: "1938-09-28", attacked: ["CSK"], attacker: ["DEU"] },
  { title: "Germany attacks Poland, 1939", on: "1939-09-01", attacked: ["POL"], attacker: ["DEU"], at: "Warsaw" },
  { title: "The Soviet Union attacks Poland, 1939", on: "1939-09-17", attacked: ["POL"], attacker: ["SUN"] },
  { title: "Italy attacks Greece, 1940", on: "1940-10-28", attacked: ["GRC"], attacker: ["ITA"] },
  { title: "Pearl Harbor, 1941", on: "1941-12-07", attacked: ["USA"], attacker: ["JPN"], at: "Pearl Harbor" },
  { title: "Israel attacked, 1948", on: "1948-05-15", attacked: ["ISR"], attacker: ["EGY"] },
  { title: "Hungary, 1956", on: "1956-11-04", attacked: ["HUN"], attacker: ["SUN"], at: "Budapest" },
  { title: "Quemoy shelled, 1958", on: "1958-08-23", attacked: ["TWN"], attacker: ["CHN"], at: "Quemoy" },
  { title: "Goa, 1961", on: "1961-12-18", attacked: ["PRT"], attacker: ["IND"], at: "Goa" },
  { title: "The Cuban missile crisis, 1962", on: "1962-10-22", kind: "threat", attacked: ["USA"], attacker: ["SUN"], at: "Cuba" },
  { title: "Prague, 1968", on: "1968-08-21", attacked: ["CSK"], attacker: ["SUN", "POL", "HUN", "BGR"], at: "Prague" },
  { title: "Damansky Island, 1969", on: "1969-03-02", attacked: ["SUN"], attacker: ["CHN"], at: "Damansky Island" },
  { title: "The football war, 1969", on: "1969-07-14", attacked: ["HND"], attacker: ["SLV"], at: "Tegucigalpa" },
  { title: "Dacca, 1971", on: "1971-11-21", attacked: ["PAK"], attacker: ["IND"], at: "Dacca" },
  { title: "Cyprus, 1974", on: "1974-07-20", attacked: ["CYP"], attacker: ["TUR"], at: "Kyrenia" },
  { title: "Falkland Islands, 1982", on: "1982-04-02", attacked: ["GBR"], attacker: ["ARG"], at: "Falkland Islands" },
  { title: "Kuwait, 1990", on: "1990-08-02", attacked: ["KWT"], attacker: ["IRQ"], at: "Kuwait City" },
  { title: "Yugoslavia bombed, 1999", on: "1999-03-24", attacked: ["YUG"], attacker: ["USA"] },
  { title: "11 September 2001", on: "2001-09-11", kind: "terrorist-attack", attacked: ["USA"], attacker: ["al-qaida"], at: "New York" },
  { title: "Cyber attacks on Estonia, 2007", on: "2007-04-27", kind: "cyber-attack", attacked: ["EST"], at: "Tallinn" },
  { title: "Yeonpyeong shelled, 2010", on: "2010-11-23", attacked: ["KOR"], attacker: ["PRK"], at: "Yeonpyeong Island" },
  { title: "Crimea, 2014", on: "2014-02-27", attacked: ["UKR"], attacker: ["RUS"], at: "Simferopol", facts: ["nuclear-weapons-used=false"] },
  { title: "Paris, 2015", on: "2015-11-13", kind: "terrorist-attack", attacked: ["FRA"], attacker: ["islamic-state"], at: "Paris" },
  { title: "Idlib, 2020", on: "2020-02-27", attacked: ["TUR"], attacker: ["SYR"], at: "Idlib", object: "forces" },
  { title: "Galwan, 2020", on: "2020-06-15", attacked: ["IND"], attacker: ["CHN"], at: "34.75,78.2" },
  { title: "Karabakh, 2020", on: "2020-09-27", attacked: ["ARM"], attacker: ["AZE"], at: "Stepanakert" },
  { title: "Unrest in Kazakhstan, 2022", on: "2022-01-06", kind: "internal-conflict", attacked: ["KAZ"], attacker: ["insurgents"], at: "Almaty", facts: ["determined-by=csto/csc", "request=KAZ"] },
  { title: "Ukraine, 2022", on: "2022-02-24", attacked: ["UKR"], attacker: ["RUS"], at: "Kyiv" },
  { title: "Niger, 2023", on: "2023-07-26", kind: "coup", attacked: ["NER"], attacker: ["coup-plotters"], at: "Niamey" },
  { title: "Ships in the Red Sea, 2024", on: "2024-01-09", attacked: ["GBR"], attacker: ["houthis"], at: "Red Sea", object: "vessel" },
  { title: "Kursk, 2025", on: "2025-01-15", attacked: ["RUS"], attacker: ["UKR"], at: "Kursk" },
  { title: "Doha, 2025", on: "2025-09-09", attacked: ["QAT"], attacker: ["ISR"], at: "Doha" },
];

/** An example as the address of the casus holds it, but for its day. */
export function asQuery({ attacked, attacker, at, kind, object, facts }: Event): Record<string, string | string[]> {
  return {
    attacked, ...(attacker && { attacker }), ...(at && { at }), ...(kind && { kind }), ...(object && { object }), ...(facts && { fact: facts }),
  };
}
