import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const shot = (p,n) => p.screenshot({path:`/tmp/real/${n}.png`});
const open = async (port) => { const c = await b.newContext({viewport:{width:1366,height:768}, locale:"zh-CN"}); const p = await c.newPage(); p.setDefaultTimeout(8000); p.on("pageerror", e=>console.log("PAGEERROR",port,e.message)); p.on("console", m=>m.type()==="error"&&console.log("CONSOLE",port,m.text())); p.on("response", async r=>{ if(r.status()>=400) console.log("HTTP",port,r.url(),await r.text().catch(()=>""))}); await p.goto(`http://127.0.0.1:${port}/`); await p.locator('body[data-ready="1"]').waitFor(); await p.getByLabel("口令").fill("fairlead-demo"); await p.keyboard.press("Enter"); await p.getByRole("navigation").waitFor(); await p.waitForTimeout(500); return p; };
const capture = async (p, c) => { await p.keyboard.press("Alt+1"); await p.waitForTimeout(200); await p.locator('[name=company]').focus(); await p.keyboard.type(c.company); await p.keyboard.press("Tab"); await p.keyboard.type(c.person); await p.keyboard.press("Tab"); await p.keyboard.type(c.phone); await p.keyboard.press("Tab"); await p.keyboard.type(c.site); await p.keyboard.press("Tab"); await p.keyboard.press("Tab"); await p.keyboard.type(c.matter); if (c.shot) { await p.waitForTimeout(400); await shot(p,c.shot);} await p.keyboard.press("Enter"); await p.getByTestId("saved").getByText("已保存").waitFor(); console.log(await p.getByTestId("saved").textContent()); };
let step="";
try {
  const li = await open(7562), wang = await open(7561), lin = await open(7563);
  await shot(wang,"01-wang-capture");
  await capture(li,{company:"东莞华晟电子有限公司",person:"张伟",phone:"13800138001",site:"广东东莞",matter:"询价 EL-200"});
  await capture(li,{company:"苏州恒越精密机械有限公司",person:"陆建明",phone:"13911112222",site:"江苏苏州",matter:"代理条件"});
  await capture(wang,{company:"深圳市前海海风智能科技控股集团有限公司",person:"欧阳晓慧",phone:"075583320001",site:"深圳南山",matter:"AOI 整线"});
  await capture(wang,{company:"东莞市华晟电子有限公司",person:"刘洁",phone:"13800138002",site:"广东东莞",matter:"询价 EL-200"});
  await wang.locator('[name=company]').fill("海风智能"); await wang.locator('[name=phone]').fill("0755-83320001"); await wang.waitForTimeout(400); await shot(wang,"02-dup"); await wang.keyboard.press("Control+s"); await wang.waitForTimeout(500); await shot(wang,"03-draft");
  await wang.getByRole("button",{name:"17:30"}).click(); await wang.waitForTimeout(1500);
  step="listen"; await lin.keyboard.press("Alt+4"); await lin.getByRole("tab",{name:/^上交/}).click(); await lin.getByLabel(/允许同事/).click(); await lin.waitForTimeout(800); await shot(lin,"04-listen");
  const text = await lin.locator("main").textContent(); const address = text.match(/\d+\.\d+\.\d+\.\d+:\d+/)?.[0]; console.log("address", address);
  for (const [who,name] of [[wang,"wang"],[li,"li"]]) {
    step="handin "+name; await who.keyboard.press("Alt+3"); await who.waitForTimeout(300); await who.evaluate(()=>document.activeElement.blur()); await who.keyboard.press("h"); await who.keyboard.type(address); await who.keyboard.press("Enter"); await who.getByRole("dialog").waitFor(); await shot(who,`05-${name}-words`);
    await lin.getByRole("button",{name:"完全一样"}).waitFor(); await shot(lin,`05-lin-${name}`); await lin.getByRole("button",{name:"完全一样"}).click(); await who.getByRole("button",{name:"完全一样"}).click(); await who.getByText("已上交 ✓").waitFor(); await who.waitForTimeout(600); await shot(who,`06-${name}-day`);
  }
  await lin.waitForTimeout(600); await shot(lin,"07-lin-handins");
  step="again"; await wang.keyboard.press("Enter").catch(()=>{}); await wang.getByRole("button",{name:"上交",exact:true}).click(); await wang.waitForTimeout(1500); await shot(wang,"08-wang-again");
  step="dups"; await lin.getByRole("tab",{name:/^重卡/}).click(); await lin.waitForTimeout(400); await shot(lin,"09-dups");
  await lin.getByRole("tab",{name:/^当天/}).click(); await lin.waitForTimeout(400); await shot(lin,"10-cards");
  await lin.getByRole("row").nth(1).click(); for (let i=0;i<4;i++){ await lin.keyboard.press("c"); await lin.waitForTimeout(400); await lin.keyboard.press(i%2?"2":"1"); await lin.waitForTimeout(500);} await shot(lin,"11-judged");
  await lin.keyboard.press("Home"); await lin.waitForTimeout(200);
  for (let i=0;i<4;i++){ const f = lin.locator('aside form[aria-label="分配"]'); if (await f.count()) { await shot(lin,`12-assign-${i}`); const bt=f.getByRole("button",{name:"分配",exact:true}).last(); if (await bt.isEnabled()) { await bt.click(); await lin.waitForTimeout(700);} } else await shot(lin,`12-refused-${i}`); await lin.getByRole("row").nth(i+2).click().catch(()=>{}); await lin.waitForTimeout(300); }
  await shot(lin,"13-assigned");
  step="seal"; await lin.keyboard.press("s"); await lin.getByRole("dialog").waitFor(); await shot(lin,"14-seal"); const ta=lin.getByRole("dialog").getByLabel("理由"); if (await ta.count()) await ta.fill("演示"); await lin.getByRole("dialog").getByRole("button",{name:"封存"}).click(); await lin.getByText("已封存").waitFor();
  step="sync"; for (const p of [lin,wang,li]) { await p.keyboard.press("Alt+r"); await p.waitForTimeout(1500); }
  await wang.waitForTimeout(1000); await wang.keyboard.press("Alt+3"); await wang.waitForTimeout(500); await shot(wang,"15-wang-day"); await wang.keyboard.press("Alt+2"); await wang.waitForTimeout(600); await shot(wang,"16-wang-mine"); await wang.goto("http://127.0.0.1:7561/#/leads/captured"); await wang.waitForTimeout(500); await shot(wang,"17-wang-captured"); await wang.getByRole("row").nth(1).dblclick(); await wang.waitForTimeout(600); await shot(wang,"18-wang-lead");
  await wang.keyboard.press("Alt+6"); await wang.waitForTimeout(400); await shot(wang,"19-wang-sync");
  await li.keyboard.press("Alt+2"); await li.waitForTimeout(600); await shot(li,"20-li-mine"); await li.getByRole("row").nth(1).dblclick(); await li.waitForTimeout(600); await li.screenshot({path:"/tmp/real/21-li-lead.png"});
  const zh = await open(7564); await zh.keyboard.press("Alt+r"); await zh.waitForTimeout(1500); await shot(zh,"22-hq"); await zh.getByRole("tab",{name:/^每日/}).click(); await zh.waitForTimeout(300); await shot(zh,"23-hq-packages"); await zh.getByRole("tab",{name:/^人员/}).click(); await zh.waitForTimeout(300); await shot(zh,"24-hq-people"); await zh.getByRole("button",{name:"生成启用码"}).first().click(); await zh.waitForTimeout(1200); await shot(zh,"25-code");
} catch (e) { console.log("EXC", step, e.message.slice(0,500)); let i=0; for (const c of b.contexts()) for (const pg of c.pages()) await pg.screenshot({path:`/tmp/real/exc${i++}.png`}).catch(()=>{}); }
await b.close();
