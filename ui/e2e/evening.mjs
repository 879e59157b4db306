/** A fair's first day in a few cards, up to its evening: what the screens and the desks are tested on. */
import { DAY, FAIR, Stage, typed, until } from "./stage.mjs";

/** As long as a company's name gets in practice. */
export const LONG = "深圳市前海海风智能科技控股集团有限公司";
export const OUT = "上海申远机电有限公司";

const sea = { company: LONG, phone: "13823650001", site: "深圳南山" };

const CARDS = {
  wangfang: [
    { ...sea, person: "陈志远", matter: "询价：车规级薄膜电容，要样品和报价单", usage: "60", stable: true },
    { company: "东莞市华晟电子有限公司", person: "刘敏", phone: "0769-22331100", site: "广东东莞", source: "business_card", usage: "12.5" },
    { company: OUT, person: "周建国", phone: "13901710022", site: "上海", matter: "代理合作", usage: "35", stable: false },
  ],
  liqiang: [
    { ...sea, person: "陈工", matter: "交期和最小起订量" },
    { company: "苏州精工仪器股份有限公司", person: "许静", phone: "13862140033", site: "江苏苏州", source: "self_filled" },
    { company: "华晟电子", person: "刘经理", phone: "13790880044", site: "广东", matter: "样品" },
  ],
  sunwei: [{ company: "佛山市顺德区美科照明电器厂", person: "梁永康", phone: "13927700055", site: "佛山顺德" }],
};

/** Everybody's laptops at 17:30: all handed in, nothing settled yet. */
export async function openEvening() {
  const stage = await Stage.open();
  try {
    return { stage, ...(await play(stage)) };
  } catch (thrown) {
    await stage.close();
    throw thrown;
  }
}

async function play(stage) {
  const laptops = {};
  for (const person of ["wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"]) laptops[person] = await stage.laptop(person);
  const sign = async (person) => {
    for (const card of CARDS[person]) await laptops[person].sign(card);
    await laptops[person].call("sync_now");
  };
  await sign("wangfang");
  await sign("sunwei");
  await laptops.wangfang.call("card_draft", typed({ company: "惠州德普电池", person: "", matter: "" }));
  await stage.moveTo("17:30");
  await sign("liqiang");
  for (const person of Object.keys(CARDS)) await laptops[person].handIn();
  for (const laptop of Object.values(laptops)) await laptop.call("sync_now");
  const evening = () => laptops.linguodong.call("evening", { fair: FAIR, day: DAY });
  await until("all cards on the supervisor's laptop", async () => (await evening()).cards.length === 7);
  return { laptops, evening };
}
