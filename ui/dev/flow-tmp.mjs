import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
const start = (port, who, state="open") => new Promise((ok) => { const p = spawn("node", ["dev/loopback.mjs", port, who, state], {stdio:["ignore","pipe","inherit"]}); p.stdout.on("data", () => ok(p)); });
const procs = [await start("5201","wangfang"), await start("5202","linguodong"), await start("5203","wangfang","locked"), await start("5204","zhenghua")];
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const open = async (port) => { const p = await b.newPage({ viewport: {width:1366,height:768}, locale:"zh-CN" }); p.on("pageerror", e=>console.log("PAGEERROR",e.message)); p.on("console", m=>["error","warning"].includes(m.type())&&console.log("CONSOLE",port,m.text())); await p.goto(`http://127.0.0.1:${port}/`); await p.locator('body[data-ready="1"]').waitFor(); return p; };
const focused = (p) => p.evaluate(() => { const e=document.activeElement; return `${e.tagName}.${e.getAttribute("name")??e.getAttribute("role")??""}:${(e.getAttribute("aria-label")??e.textContent??"").slice(0,40)}`; });
const ok = (name, cond, extra="") => console.log(cond ? "ok " : "FAIL", name, extra);
try {
  let p = await open(5201);
  ok("cursor in company", (await focused(p)).includes("company"), await focused(p));
  await p.keyboard.type("珠海测试公司"); await p.keyboard.press("Tab"); ok("tab to person", (await focused(p)).includes("person"), await focused(p));
  await p.keyboard.press("Alt+u"); ok("unknown pressed", await p.getByRole("button",{name:"联系人不详"}).getAttribute("aria-pressed")==="true");
  for (let i=0;i<2;i++) await p.keyboard.press("Tab"); ok("site", (await focused(p)).includes("site"), await focused(p)); await p.keyboard.type("广东珠海");
  await p.keyboard.press("Tab"); await p.keyboard.press("Tab"); ok("matter", (await focused(p)).includes("matter"), await focused(p));
  await p.keyboard.press("ArrowDown"); ok("suggested", await p.locator('[name=matter]').inputValue()!=="", await p.locator('[name=matter]').inputValue());
  await p.keyboard.press("Enter");
  await p.getByTestId("saved").getByText("已保存").waitFor(); console.log(await p.getByTestId("saved").textContent());
  ok("next card empty", await p.locator('[name=company]').inputValue()==="" ); ok("cursor company", (await focused(p)).includes("company"));
  // composition
  const cdp = await p.context().newCDPSession(p);
  await cdp.send("Input.imeSetComposition", {text:"hua", selectionStart:3, selectionEnd:3});
  await p.evaluate(()=>document.activeElement.dispatchEvent(new KeyboardEvent("keydown",{key:"Enter",keyCode:229,bubbles:true,cancelable:true})));
  await cdp.send("Input.insertText", {text:"华晟"});
  ok("ime text", await p.locator('[name=company]').inputValue()==="华晟", await p.locator('[name=company]').inputValue());
  ok("not saved as draft", !(await p.getByTestId("saved").textContent()).includes("草稿"));
  await p.keyboard.press("Enter"); await p.getByTestId("saved").getByText("草稿").waitFor(); console.log(await p.getByTestId("saved").textContent()); ok("missing field focused", (await focused(p)).includes("person"), await focused(p));
  // too long
  await p.keyboard.press("Alt+n"); await p.waitForTimeout(100); ok("new card", await p.locator('[name=company]').inputValue()==="");
  await p.locator('[name=company]').fill("长".repeat(500)); await p.locator('[name=person]').fill("某"); await p.locator('[name=matter]').fill("询价"); await p.keyboard.press("Enter");
  await p.getByRole("alert").waitFor(); console.log(await p.getByRole("alert").first().textContent()); ok("form kept", (await p.locator('[name=company]').inputValue()).length===500); ok("focus on field", (await focused(p)).includes("company"), await focused(p));
  await p.locator('[name=company]').fill("半张卡"); await p.waitForTimeout(1000);
  await p.reload(); await p.locator('body[data-ready="1"]').waitFor(); await p.waitForTimeout(300); ok("unfinished restored", await p.locator('[name=company]').inputValue()==="半张卡", await p.locator('[name=company]').inputValue());
  // list
  await p.keyboard.press("Alt+d"); await p.waitForTimeout(100); ok("list focus", (await focused(p)).includes("row"), await focused(p));
  await p.keyboard.press("Enter"); await p.waitForTimeout(300); ok("draft reopened", await p.locator('[name=company]').inputValue()!=="半张卡", await p.locator('[name=company]').inputValue()+" "+await focused(p));
  // leads
  await p.keyboard.press("Alt+2"); await p.waitForTimeout(300); await p.evaluate(()=>document.activeElement.blur()); await p.keyboard.press("]"); await p.waitForTimeout(200); ok("view captured", p.url().includes("captured"), p.url());
  await p.keyboard.press("/"); await p.keyboard.type("海风"); await p.waitForTimeout(400); await p.keyboard.press("ArrowDown"); await p.waitForTimeout(100); ok("row focus", (await focused(p)).includes("row"), await focused(p));
  await p.keyboard.press("Enter"); await p.waitForTimeout(300); ok("lead page", p.url().includes("#/lead/"), p.url()+" "+await focused(p));
  await p.keyboard.press("w"); await p.getByRole("dialog").waitFor(); ok("dialog focus", (await focused(p)).startsWith("TEXTAREA"), await focused(p)); await p.keyboard.press("Escape"); await p.waitForTimeout(200); console.log("after dialog:", await focused(p));
  await p.keyboard.press("f"); ok("follow up", (await focused(p)).startsWith("TEXTAREA")); await p.keyboard.type("通话 <b>x</b>"); await p.getByRole("button",{name:"保存回访"}).click(); await p.getByText("通话 <b>x</b>").waitFor();
  await p.evaluate(()=>document.activeElement.blur()); await p.keyboard.press("Escape"); await p.waitForTimeout(300); ok("back", p.url().includes("captured"), p.url()+" "+await focused(p)); ok("search kept", await p.getByRole("searchbox").inputValue()==="海风");
  // big list scrolling
  await p.goto("http://127.0.0.1:5201/#/leads/all"); await p.waitForTimeout(300); await p.keyboard.press("/"); await p.keyboard.press("ArrowDown"); await p.waitForTimeout(50); for (let i=0;i<4;i++){ await p.keyboard.press("End"); await p.waitForTimeout(250);} console.log("rows", await p.getByRole("grid").getAttribute("aria-rowcount"), await focused(p), "dom rows", await p.getByRole("row").count());
  // language
  await p.keyboard.press("Alt+l"); await p.waitForTimeout(200); ok("english", await p.getByRole("link",{name:"Capture"}).count()===1); await p.keyboard.press("Alt+l");
  // day: lan
  await p.keyboard.press("Alt+3"); await p.waitForTimeout(300); await p.keyboard.press("h"); ok("hand-in focus", (await focused(p)).startsWith("INPUT"), await focused(p)); await p.keyboard.type("192.168.1.20:7411"); await p.keyboard.press("Enter"); await p.getByRole("dialog").waitFor(); await p.screenshot({path:"/tmp/flow/lan.png"}); await p.getByRole("button",{name:"完全一样"}).click(); await p.getByText("已上交 ✓").waitFor(); await p.waitForTimeout(200); await p.screenshot({path:"/tmp/flow/day-after.png"}); console.log("after lan:", await focused(p));
  await p.getByRole("tab",{name:"U 盘文件"}).click(); await p.getByRole("button",{name:"生成上交文件"}).click(); await p.getByText("已写好给").waitFor(); await p.screenshot({path:"/tmp/flow/day-file.png"});
  await p.getByRole("tab",{name:"服务器"}).click(); await p.getByRole("button",{name:"经服务器上交"}).click(); await p.getByRole("alert").waitFor();
  await p.keyboard.press("Control+l"); await p.getByLabel("口令").waitFor(); ok("locked", true); await p.close();
  // evening
  p = await open(5202); await p.keyboard.press("Alt+4"); await p.getByRole("row").nth(2).click(); await p.waitForTimeout(50); console.log(await focused(p));
  await p.keyboard.press("c"); await p.waitForTimeout(300); console.log("after c", await focused(p)); await p.keyboard.press("1"); await p.waitForTimeout(300); console.log("after 1", await focused(p));
  await p.keyboard.press("Space"); await p.keyboard.press("ArrowDown"); await p.keyboard.press("Space"); await p.waitForTimeout(100); ok("two ticked", await p.locator('[role=row][aria-selected=true]').count()===2);
  await p.keyboard.press("2"); await p.waitForTimeout(300); ok("ticks gone", await p.locator('[role=row][aria-selected=true]').count()===0);
  await p.keyboard.press("Home"); await p.waitForTimeout(100); await p.keyboard.press("a"); await p.waitForTimeout(100); console.log("assign focus", await focused(p));
  await p.keyboard.press("Enter"); await p.getByRole("listbox").waitFor(); await p.screenshot({path:"/tmp/flow/assign-list.png"}); await p.keyboard.press("ArrowDown"); await p.keyboard.press("Enter"); await p.waitForTimeout(200); await p.screenshot({path:"/tmp/flow/assign-deviate.png"}); await p.getByLabel("理由").fill("客户熟悉"); await p.getByRole("button",{name:"分配", exact:true}).last().click(); await p.waitForTimeout(400); await p.screenshot({path:"/tmp/flow/assigned.png"}); console.log("after assign", await focused(p));
  await p.keyboard.press("s"); await p.getByRole("dialog").waitFor(); await p.getByRole("dialog").getByLabel("理由").fill("客户走得晚"); await p.getByRole("dialog").getByRole("button",{name:"封存"}).click(); await p.getByText("已封存").waitFor(); await p.waitForTimeout(200); console.log("after seal", await focused(p)); await p.screenshot({path:"/tmp/flow/sealed.png"});
  await p.getByRole("row").nth(4).click(); await p.waitForTimeout(200); await p.screenshot({path:"/tmp/flow/refused.png"});
  await p.close();
  // lock
  p = await open(5203); await p.keyboard.type("nope"); await p.keyboard.press("Enter"); await p.getByRole("alert").waitFor(); await p.waitForTimeout(100); await p.screenshot({path:"/tmp/flow/wrong.png"}); console.log("after wrong", await focused(p)); await p.waitForTimeout(2300); await p.keyboard.type("fair-2026-demo"); await p.keyboard.press("Enter"); await p.getByText("登记客户信息卡").waitFor(); ok("unlocked", true); await p.close();
  p = await open(5204); ok("hq first", p.url().includes("#/hq"), p.url()); await p.getByRole("tab",{name:/^人员/}).click(); await p.getByRole("button",{name:"注销"}).first().click(); await p.getByRole("dialog").waitFor(); await p.screenshot({path:"/tmp/flow/revoke.png"}); await p.keyboard.press("Escape"); await p.waitForTimeout(200); console.log("after revoke esc", await focused(p));
} catch (e) { console.log("EXC", e.message.slice(0,600)); for (const pg of b.contexts().flatMap(c=>c.pages())) await pg.screenshot({path:"/tmp/flow/exc.png"}).catch(()=>{}); }
await b.close(); for (const x of procs) x.kill();
