import { useTranslation } from "react-i18next";

import { Waiting } from "../corrections/Waiting";
import styles from "../desk/desk.module.css";
import { Adoptions, waiting } from "../desk/Adoptions";
import { Cases } from "../desk/Cases";
import { DenseCards } from "../desk/DenseCards";
import { Pairs } from "../desk/Pairs";
import { FailureNotice, Working } from "../design/parts";
import { Tabs } from "../design/Tabs";
import { failed, useCall, type HqView } from "../host";
import { ReviewOfAFair } from "../penalties/Review";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { Branched } from "./Branched";
import { Packages, unanswered } from "./Packages";
import { People } from "./People";
import { Recovery } from "./Recovery";
import { Retention } from "./Retention";
import { ToAssign } from "./ToAssign";

export function HqScreen() {
  const { t } = useTranslation();
  const hq = useCall("hq", null);
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1>{t("desk.hq")}</h1>
      </div>
      <Working on={hq.isPending} />
      <FailureNotice failure={failed(hq)} />
      <Recovery />
      <Branched />
      <div className={styles.body}>{hq.data ? <Desks view={hq.data} /> : null}</div>
    </div>
  );
}

function Desks({ view }: { view: HqView }) {
  const { t } = useTranslation();
  const [tab, setTab] = useKept("hq/tab", "toAssign");
  const [, setReviewed] = useKept<string | undefined>("review/fair", undefined);
  const { roles } = useSession();
  const adoptable = useCall("adoptable", null);
  const laptops = adoptable.data ?? [];
  // Rare: somebody wrote down more cards than talks can have been.
  const dense = useCall("dense", null).data ?? [];
  const corrections = useCall("corrections", null).data ?? [];
  return (
    <Tabs
      label={t("desk.hq")}
      selected={tab}
      onSelect={setTab}
      items={[
        { id: "toAssign", name: t("hq.tab.toAssign"), count: view.toAssign.length },
        { id: "packages", name: t("hq.tab.packages"), count: unanswered(view.packages) },
        { id: "pairs", name: t("hq.tab.pairs"), count: view.pairs.length },
        { id: "cases", name: t("hq.tab.cases"), count: view.cases.length },
        ...(dense.length > 0 ? [{ id: "dense", name: t("dense.tab"), count: dense.length }] : []),
        { id: "corrections", name: t("correction.tab"), count: corrections.length },
        { id: "proposals", name: t("penalty.tab") },
        { id: "alerts", name: t("penalty.alertsTab") },
        { id: "adoptions", name: t("hq.tab.adoptions"), count: waiting(laptops) },
        ...(roles.includes("hq") ? [{ id: "retention", name: t("hq.tab.retention") }] : []),
        { id: "people", name: t("hq.tab.people") },
      ]}
    >
      {(id) => (
        <>
          {id === "toAssign" ? <ToAssign view={view} /> : null}
          {id === "packages" ? <Packages rows={view.packages} onProposal={(fair) => (setReviewed(fair), setTab("proposals"))} /> : null}
          {id === "pairs" ? <Pairs pairs={view.pairs} /> : null}
          {id === "cases" ? <Cases cases={view.cases} /> : null}
          {id === "dense" ? <DenseCards rows={dense} /> : null}
          {id === "corrections" ? <Waiting rows={corrections} /> : null}
          {id === "proposals" || id === "alerts" ? <ReviewOfAFair key={id} part={id} /> : null}
          {id === "adoptions" ? <Adoptions laptops={laptops} /> : null}
          {id === "retention" ? <Retention /> : null}
          {id === "people" ? <People people={view.people} /> : null}
        </>
      )}
    </Tabs>
  );
}
