import type { Failure } from "./generated";

/** What a call throws: the failure as it crossed the door, as an Error so that it has a stack. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = "CallFailed";
    this.failure = failure;
  }
}

/** Whatever was thrown, as a failure with a code. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof CallFailed) return thrown.failure;
  if (isFailure(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "host.unexpected", args: { detail } };
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && typeof (value as Failure).code === "string";
}
