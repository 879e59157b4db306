import { expect, test } from "vitest";

import { hundredths, points, score } from "../src/after/points";

test("points are read as they are written", () => {
  for (const of of [0, 5, 50, 429, 3000, 10000]) expect(hundredths(points(of))).toBe(of);
  expect(points(429)).toBe("4.29");
  expect(hundredths("4.2")).toBe(420);
});

test("what is no number of points is none", () => {
  for (const text of ["", "-1", "4.299", "1e2", "四", "4,2"]) expect(hundredths(text)).toBeUndefined();
});

test("a score is whole and no more than a hundred", () => {
  expect([score("0"), score("100"), score(" 80 ")]).toEqual([0, 100, 80]);
  for (const text of ["", "101", "80.5", "-3"]) expect(score(text)).toBeUndefined();
});
