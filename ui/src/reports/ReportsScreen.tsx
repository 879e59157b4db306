import { useTranslation } from "react-i18next";

import { AfterReport } from "../after/AfterReport";
import { Empty } from "../design/parts";
import { Pick } from "../design/Pick";
import { useCall, type FairView, type PersonRow, type ReportInput } from "../host";
import { dayName } from "../i18n/format";
import { useKept } from "../shell/kept";
import { prepares } from "../shell/desks";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { FORMS, forms, PREPARING, type Form } from "./forms";
import { Report } from "./Report";
import styles from "./reports.module.css";

/** The company's forms of a fair, each to be read here, printed, or taken on into a spreadsheet (rulebook E). */
export function ReportsScreen({ card }: { card: string }) {
  return card ? <OfCard key={card} card={card} /> : <OfFair />;
}

function OfCard({ card }: { card: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.screen}>
      <h1>{t("reports.form.e2")}</h1>
      <Report input={{ ...NOTHING, form: "e2", card }} />
    </div>
  );
}

type Reported = Pick<FairView, "id" | "name" | "days" | "today" | "supervisor" | "team">;

const NOTHING: ReportInput = { form: "", fair: "", day: "", person: "", card: "", package: "" };

function OfFair() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const leads = session.hqDesk || session.eveningDesk;
  const [fairId, setFair] = useKept<string | undefined>("reports/fair", undefined);
  const [formId, setForm] = useKept<string | undefined>("reports/form", undefined);
  const [dayId, setDay] = useKept<string | undefined>("reports/day", undefined);
  const [personId, setPerson] = useKept<string | undefined>("reports/person", undefined);
  const people = useCall("people", null).data ?? [];
  const planned = useCall("plan_fairs", null, { enabled: prepares(session) });
  const own: readonly Reported[] = session.fairs;
  const prepared = (planned.data ?? []).filter((one) => own.every((fair) => fair.id !== one.fair));
  const fairs = [...own, ...prepared.map((one) => ({ id: one.fair, name: one.name, days: [], today: false, supervisor: "", team: [] }))];
  const fair = fairs.find((one) => one.id === fairId) ?? fairs.find((one) => one.today) ?? fairs[0];
  if (!fair) return planned.isPending && prepares(session) ? null : <Empty>{t("reports.noFair")}</Empty>;
  const offered = own.includes(fair) ? forms(leads) : PREPARING;
  const form: Form = offered.find((one) => one === formId) ?? offered[0]!;
  const asks = FORMS[form];
  const day = dayId && fair.days.includes(dayId) ? dayId : dayFor(fair, session.today);
  // Whoever takes no part has nothing to hand in: those who do come first.
  const takesPart = (id: string) => fair.team.includes(id) || id === fair.supervisor;
  const team = people.filter((one) => takesPart(one.id));
  const choices = team.length > 0 ? team : people;
  const first = takesPart(session.person) ? session.person : (choices[0]?.id ?? session.person);
  const person = leads && choices.some((one) => one.id === personId) ? personId! : leads ? first : session.person;
  const input: ReportInput = {
    ...NOTHING,
    form,
    fair: fair.id,
    day: asks.day ? day : "",
    person: asks.person ? person : "",
  };
  return (
    <div className={styles.screen}>
      <div className={styles.asked}>
        <h1>{t("desk.reports")}</h1>
        <Pick
          label={t("reports.which")}
          showLabel={false}
          options={offered.map((one) => ({ id: one, name: t(`reports.form.${one}`) }))}
          value={form}
          onChange={setForm}
        />
        <Pick
          label={t("reports.name.fair")}
          showLabel={false}
          options={fairs.map((one) => ({ id: one.id, name: inSentence(one.name, 60) }))}
          value={fair.id}
          onChange={setFair}
        />
        {asks.day ? (
          <Pick
            label={t("reports.name.day")}
            showLabel={false}
            options={fair.days.map((one) => ({ id: one, name: dayName(one, i18n.language) }))}
            value={day}
            onChange={setDay}
          />
        ) : null}
        {asks.person && leads ? (
          <Pick label={t("reports.whose")} showLabel={false} options={named(choices)} value={person} onChange={setPerson} />
        ) : null}
      </div>
      <AfterReport key={fair.id} form={form} fair={fair.id} />
      <Report key={JSON.stringify(input)} input={input} />
    </div>
  );
}

const named = (people: readonly PersonRow[]) => people.map((one) => ({ id: one.id, name: inSentence(one.name, 40) }));

/** Today while the fair runs, its last day afterwards, its first before. */
function dayFor(fair: Reported, today: string): string {
  const past = fair.days.filter((day) => day <= today);
  return past.at(-1) ?? fair.days[0] ?? today;
}
