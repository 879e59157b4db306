import { useState } from "react";
import { useTranslation } from "react-i18next";

import { RivalPhoto } from "../booth/RivalPhoto";
import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { Badge, Empty, FailureNotice, Panel, RuleChip, partStyles, type Tone } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, type RoadshowPerson, type RoadshowsView, type RoadshowView } from "../host";
import { dayName, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { RoadshowForm } from "./RoadshowForm";
import own from "./roadshows.module.css";
import { Word } from "./Word";

/** A month's roadshows: held, shown by a photo, and agreed to where they cost something (FAIR-19). */
export function Roadshows() {
  const { t } = useTranslation();
  const [month, setMonth] = useKept("roadshows/month", "");
  const roadshows = useCall("roadshows", { month });
  const [editing, setEditing] = useState<{ show?: RoadshowView }>();
  const view = roadshows.data;
  if (view === undefined) return <FailureNotice failure={failed(roadshows)} />;
  return (
    <div className={styles.scroll}>
      <div className={partStyles.line}>
        <Pick label={t("roadshow.which")} showLabel={false} options={view.months.map(({ month: id }) => ({ id, name: t("roadshow.month", { month: id }) }))} value={view.month} onChange={setMonth} />
        {view.mayAdd ? (
          <Button small onPress={() => setEditing({})}>
            {t("roadshow.new")}
          </Button>
        ) : null}
      </div>
      <p className={partStyles.muted}>
        <RuleChip rule="FAIR-19" /> {t("roadshow.explain")}
      </p>
      {view.people.length === 0 ? <Empty>{t("roadshow.nobody")}</Empty> : null}
      {view.people.map((person) => (
        <Person key={person.person} view={view} person={person} onEdit={(show) => setEditing({ show })} />
      ))}
      {editing ? (
        <Dialog title={t(editing.show ? "roadshow.edit" : "roadshow.new")} open onClose={() => setEditing(undefined)}>
          <RoadshowForm view={view} show={editing.show} onDone={() => setEditing(undefined)} />
        </Dialog>
      ) : null}
    </div>
  );
}

function Person({ view, person, onEdit }: { view: RoadshowsView; person: RoadshowPerson; onEdit: (show: RoadshowView) => void }) {
  const { t } = useTranslation();
  return (
    <Panel title={inSentence(person.name, 40)} side={<Tally person={person} />}>
      {person.shows.length === 0 ? (
        <p className={partStyles.muted}>{t("roadshow.none")}</p>
      ) : (
        <table className={`${styles.table} ${own.shows}`}>
          <thead>
            <tr>
              <th>{t("roadshow.day")}</th>
              <th>{t("roadshow.place")}</th>
              <th className={styles.number}>{t("roadshow.yuan")}</th>
              <th>{t("roadshow.gifts")}</th>
              <th>{t("roadshow.photo")}</th>
              <th>{t("roadshow.state")}</th>
            </tr>
          </thead>
          <tbody>
            {person.shows.map((show) => (
              <Row key={show.entry} view={view} show={show} onEdit={onEdit} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Tally({ person }: { person: RoadshowPerson }) {
  const { t } = useTranslation();
  if (person.wanted === null) return <Badge>{t("roadshow.notWhole", { count: person.counted })}</Badge>;
  const enough = person.counted >= person.wanted;
  const tone: Tone = enough ? "good" : person.over ? "bad" : "warn";
  return <Badge tone={tone}>{t("roadshow.tally", { counted: person.counted, wanted: person.wanted })}</Badge>;
}

const TONES: Record<string, Tone> = { counts: "good", planned: "plain", waits: "warn", withdrawn: "plain" };

function Row({ view, show, onEdit }: { view: RoadshowsView; show: RoadshowView; onEdit: (show: RoadshowView) => void }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const day = dayName(show.day, i18n.language);
  // One of the two has agreed.
  const half = show.state === "waits" && show.words.some((word) => word.agrees);
  return (
    <tr>
      <td>{day}</td>
      <td>
        <Said text={show.place} max={80} />
        {show.remarks ? (
          <p className={partStyles.muted}>
            <Said text={show.remarks} max={200} />
          </p>
        ) : null}
      </td>
      <td className={styles.number}>{show.yuan === 0 ? "—" : show.yuan}</td>
      <td>
        <Said text={show.gifts} max={80} empty="—" />
      </td>
      <td>{show.photo ? <RivalPhoto fair={view.id} entry={show.entry} hash={show.photo} /> : "—"}</td>
      <td>
        <div className={partStyles.stack}>
          <span>
            <Badge tone={TONES[show.state] ?? "bad"}>{t(half ? "roadshow.states.half" : `roadshow.states.${show.state}`)}</Badge>
          </span>
          {show.words.map((word) => (
            <span key={word.name} className={partStyles.muted}>
              {t(word.agrees ? "roadshow.agreed" : "roadshow.refused", { name: inSentence(word.name, 30), at: moment(word.atMs, words.nowMs, words) })}{" "}
              {word.text ? <Said text={word.text} max={200} /> : null}
            </span>
          ))}
          {show.mine ? (
            <span>
              <Button small onPress={() => onEdit(show)} aria-label={t("roadshow.editOf", { day, place: inSentence(show.place, 40) })}>
                {t("roadshow.editShort")}
              </Button>
            </span>
          ) : null}
          {show.maySpeak ? <Word month={view.month} show={show} day={day} /> : null}
        </div>
      </td>
    </tr>
  );
}
