import { describe, expect, test } from "vitest";

import { emptyCard, isBlank } from "../src/capture/card";
import { CaptureForm, type Door } from "../src/capture/form";
import type { CardInput, ReadField } from "../src/host";
import { fill, photographed, sight } from "../src/photos/read";

const PHOTO = { hash: "a".repeat(64), bytes: 5, media: "image/jpeg" };
const read = (name: string, text: string): ReadField => ({ name, text, lines: [0], sure: true });

describe("what was read on a photo", () => {
  test("goes where nobody has typed, and grows while nobody has", () => {
    const typed: CardInput = { ...emptyCard("F1"), person: "王先生", unknown: ["matter"] };
    const first = fill(typed, [read("company", "华晟"), read("person", "张伟"), read("title", "经理")], new Map());
    expect([first.input.company, first.input.person, first.input.more.title]).toEqual(["华晟", "王先生", "经理"]);
    const more = fill(first.input, [read("company", "东莞华晟电子有限公司")], first.filled);
    expect(more.input.company).toBe("东莞华晟电子有限公司");
    const corrected = { ...more.input, company: "东莞华盛" };
    expect(fill(corrected, [read("company", "东莞华晟电子有限公司厂")], more.filled).input.company).toBe("东莞华盛");
  });

  test("is not put back where somebody has emptied a field, or said that it is unknown", () => {
    const first = fill(emptyCard("F1"), [read("company", "华晟")], new Map());
    const emptied = { ...first.input, company: "" };
    expect(fill(emptied, [read("company", "华晟电子")], first.filled).input.company).toBe("");
    const unknown = { ...emptyCard("F1"), unknown: ["person"] };
    expect(fill(unknown, [read("person", "张伟")], new Map()).input.person).toBe("");
  });

  test("stands upright on the picture, whichever way the card lay", () => {
    const line = (corners: number[]) => ({ text: "x", corners, sure: true });
    const check = (corners: number[], turn: number) => expect(sight(400, 300, [line(corners)], true).turn).toBe(turn);
    check([10, 10, 90, 14, 90, 24, 10, 20], 0);
    check([50, 10, 50, 90, 40, 90, 40, 10], 270);
    check([90, 20, 10, 20, 10, 10, 90, 10], 180);
    check([40, 90, 40, 10, 50, 10, 50, 90], 90);
    expect(sight(400, 300, [line([50, 10, 50, 90, 40, 90, 40, 10])], true).box.slice(2)).toEqual([300, 400]);
  });
});

describe("a photo in the form", () => {
  test("makes it a business card unless somebody said what it is", () => {
    expect(photographed(emptyCard("F1"), PHOTO).source).toBe("business_card");
    expect(photographed(emptyCard("F1", "self_filled"), PHOTO).source).toBe("self_filled");
    expect(isBlank(photographed(emptyCard("F1"), PHOTO))).toBe(false);
  });

  /** A door whose photo is kept when the test says so. */
  function slow() {
    const said: string[] = [];
    let kept = (_: CardInput) => {};
    const door: Door = {
      autosave: async () => undefined,
      draft: async () => ({ card: "d", register: 0, laptop: 0 }),
      sign: async (input) => {
        said.push(`sign ${input.card} ${input.photo?.hash.slice(0, 1)} ${input.company}`);
        return { card: input.card ?? "new", register: 1, laptop: 1 };
      },
      photograph: (_, input) => new Promise((done) => (kept = () => done({ ...input, card: "p", photo: PHOTO }))),
      part: async (input) => {
        said.push(`part ${input.card} ${input.photo?.hash.slice(0, 1)} ${input.company} ${input.source}`);
        return { ...input, photo: null };
      },
    };
    return { said, form: new CaptureForm(door), keep: () => kept(emptyCard("F1")) };
  }

  test("keeps what was typed while it was kept", async () => {
    const { form, keep } = slow();
    const photographing = form.photograph("…");
    await Promise.resolve();
    form.change((now) => ({ ...now, company: "华晟" }));
    await Promise.resolve();
    keep();
    await photographing;
    const { input } = form.get();
    expect([input.company, input.card, input.photo?.hash, input.source]).toEqual(["华晟", "p", PHOTO.hash, "business_card"]);
  });

  test("is taken off with what was read on it; what somebody typed stays", async () => {
    const { said, form, keep } = slow();
    const photographing = form.photograph("…");
    await Promise.resolve();
    keep();
    await photographing;
    form.suggest(PHOTO.hash, [{ name: "company", text: "海风", sure: true, lines: [] }, { name: "phone", text: "138", sure: true, lines: [] }]);
    form.change((now) => ({ ...now, company: "华晟", person: "张伟" }));
    await form.part();
    const { input } = form.get();
    expect(said).toEqual(["part p a 华晟 conversation"]);
    expect([input.company, input.person, input.phone, input.photo, input.source]).toEqual(["华晟", "张伟", "", null, "conversation"]);
    await form.sign();
    expect(said.at(-1)).toBe("sign p undefined 华晟");
  });

  test("keeps a card of which nothing else is known: the next one begins", async () => {
    const { said, form, keep } = slow();
    const photographing = form.photograph("…");
    await Promise.resolve();
    keep();
    await photographing;
    form.suggest(PHOTO.hash, [{ name: "company", text: "海风", sure: true, lines: [] }]);
    await form.part();
    expect(said).toEqual([]);
    expect([isBlank(form.get().input), form.get().input.card]).toEqual([true, null]);
  });

  test("is signed with its card, though that was signed before the photo was kept", async () => {
    const { said, form, keep } = slow();
    const photographing = form.photograph("…");
    form.change((now) => ({ ...now, company: "华晟" }));
    const signing = form.sign();
    await Promise.resolve();
    keep();
    await photographing;
    await signing;
    expect(said).toEqual(["sign p a 华晟"]);
    expect(form.get().input.photo).toBeNull();
  });
});
