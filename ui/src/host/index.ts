export { base64, fileData } from "./bytes";
export { chooseHost } from "./choose";
export { CallFailed, failureOf } from "./failure";
export { CALLS } from "./generated";
export type * from "./generated";
export { host, setHost, type CallName, type Host } from "./host";
export { call, failed, invalidateTopics, queryClient, reads, useCall, useCalls, useCommand } from "./query";
