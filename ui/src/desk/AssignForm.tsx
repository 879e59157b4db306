import { use, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Check, TextArea } from "../design/Field";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCommand, type PersonRow, type PoolRow, type RulingView } from "../host";
import { notYours } from "../i18n/failure";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { candidates, departments, reasonNeeded } from "./assign";
import { PresentContext } from "./present";

interface Props {
  card: string;
  ruling: RulingView;
  /** The rule that keeps the person at the desk from assigning it, or empty. */
  refused: string;
  people?: readonly PersonRow[];
  /** Told to whom. */
  onAssigned?: (to: string) => void;
}

/** Gives a customer to somebody; the proposal stands first, another choice needs its reason. */
export function AssignForm({ card, ruling, refused, people, onAssigned }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const asked = useCall("people", null, { enabled: people === undefined });
  const persons = candidates(people ?? asked.data ?? [], ruling);
  const given = useCall("pools", null, { enabled: session.hqDesk });
  const pools = departments(given.data ?? [], ruling);
  const options = [...persons.map((person) => option(person, ruling, t)), ...pools.map((pool) => department(pool, t))];
  const [chosen, setChosen] = useState<string | null>(null);
  const [overriding, setOverriding] = useState(false);
  const [reason, setReason] = useKept(`assign/${card}`, "");
  const discussion = use(PresentContext);
  const assign = useCommand("assign");
  const to = chosen ?? ruling.proposal;
  const needed = reasonNeeded(ruling, [...persons, ...pools].find((choice) => choice.id === to), overriding);
  const mayOverride = session.hqDesk && ruling.territory === "in";
  if (refused && !mayOverride) return <Notice tone="warn">{notYours(refused, t)}</Notice>;
  const lacking = needed !== "" && reason.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to === null || lacking || assign.isPending) return;
    const input = { card, to, reason: reason.trim(), override: overriding, discussion };
    const name = options.find((option) => option.id === to)?.name ?? "";
    assign.mutate(input, { onSuccess: () => (setReason(""), onAssigned?.(name)) });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit} aria-label={t("assign.title")}>
      <div className={partStyles.line} data-end="true">
        <Pick
          label={t("assign.to")}
          options={options}
          value={to}
          onChange={setChosen}
        />
        <Button type="submit" look="primary" isDisabled={to === null || lacking} isPending={assign.isPending}>
          {t("assign.assign")}
        </Button>
      </div>
      {mayOverride ? <Check label={t("assign.override")} checked={overriding} onChange={setOverriding} /> : null}
      {needed ? (
        <TextArea label={t("common.reason")} hint={t(`assign.needs.${needed}`)} value={reason} onChange={setReason} />
      ) : null}
      <FailureNotice failure={failed(assign)} />
    </form>
  );
}

function option(person: PersonRow, ruling: RulingView, t: (key: string) => string) {
  const proposed = person.id === ruling.proposal;
  const note = [proposed ? t("assign.proposed") : "", inSentence(person.territory, 20)].filter(Boolean).join(" · ");
  return { id: person.id, name: inSentence(person.name, 40), note };
}

function department(pool: PoolRow, t: (key: string, args?: Record<string, string>) => string) {
  const head = inSentence(pool.head, 40);
  return { id: pool.id, name: t("assign.pool", { name: inSentence(pool.territory, 40) }), note: head ? t("assign.head", { head }) : "" };
}
