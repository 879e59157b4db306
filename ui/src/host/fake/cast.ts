/** The demo company's people and fair, for development and tests of the screens. */
import type { FairView, PersonRow } from "../generated";

export const ZONE = "Asia/Shanghai";
export const DAY = "2026-03-12";

/** A wall-clock time of the fair's first day. */
export const at = (clock: string, day = DAY): number => Date.parse(`${day}T${clock}:00+08:00`);

export interface Person {
  id: string;
  name: string;
  roles: string[];
  territory: string;
}

export const PEOPLE: readonly Person[] = [
  { id: "wangfang", name: "王芳", roles: ["rep"], territory: "华南" },
  { id: "liqiang", name: "李强", roles: ["rep"], territory: "华南" },
  { id: "zhoumin", name: "周敏", roles: ["rep"], territory: "华南" },
  { id: "sunwei", name: "孙伟", roles: ["rep", "group_leader"], territory: "华南" },
  { id: "chenjing", name: "陈静", roles: ["rep"], territory: "华东" },
  { id: "linguodong", name: "林国栋", roles: ["regional_manager"], territory: "华南" },
  { id: "shenxiao", name: "沈晓", roles: ["rep"], territory: "华东" },
  { id: "zhenghua", name: "郑华", roles: ["hq"], territory: "" },
];

export const TEAM: readonly string[] = ["wangfang", "liqiang", "zhoumin", "sunwei", "chenjing"];
export const SUPERVISOR = "linguodong";

export const nameOf = (id: string): string => PEOPLE.find((person) => person.id === id)?.name ?? id;

export function personRows(me: string): PersonRow[] {
  return PEOPLE.map((person, index) => ({
    ...person,
    devices: TEAM.includes(person.id) || person.id === SUPERVISOR || person.id === me
      ? [{ enrolment: `${index}f3a9c02d17e`.padEnd(32, "b"), device: `${person.name}的笔记本`, revoked: person.id === "zhoumin", this: person.id === me }]
      : [],
  }));
}

export function fairs(me: string): FairView[] {
  const office = me === SUPERVISOR ? "supervisor" : me === "sunwei" ? "leader" : "";
  return [
    {
      id: "F1",
      name: "深圳国际电子元件展",
      place: "广东深圳",
      days: [DAY, "2026-03-13", "2026-03-14"],
      closes: "17:00",
      supervisor: SUPERVISOR,
      supervisorName: nameOf(SUPERVISOR),
      team: [...TEAM],
      today: true,
      mine: TEAM.includes(me) || me === SUPERVISOR,
      office,
    },
  ];
}
