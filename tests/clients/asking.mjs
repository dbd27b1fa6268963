// What every client's script shares: the task on standard input, its answers on standard output, and the requests that
// the client really sends.
import { readFileSync } from "node:fs";

export const task = JSON.parse(readFileSync(0, "utf-8"));

let requests = [];

export async function watchedFetch(address, options) {
  const response = await fetch(address, options);
  const sent = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(address).searchParams);
  requests.push({ method: options.method ?? "GET", status: response.status, query: Boolean(sent.query) });
  return response;
}

// Asks the task's operations one after the other. `ask` takes one and resolves to its data.
export async function askAll(operations, ask) {
  const answers = {};
  for (const operation of operations) {
    requests = [];
    let data = null;
    let error = null;
    try {
      data = await ask(operation);
    } catch (failure) {
      error = String(failure);
    }
    answers[operation.name] = { data, error, requests };
  }
  process.stdout.write(JSON.stringify(answers));
}
