/** What lint promises, by permanent id: each is true of the code where nothing is found. `because` says in one clause why it matters. */
export const rules = {
  "random-is-seeded": {
    promise: "every random number comes from a named stream or from a seed",
    because: "no other run can draw the same numbers",
  },
  "initialisers-are-seeded": {
    promise: "every layer's weights start from a named stream or from a seed",
    because: "TensorFlow.js draws the first weights unseeded unless told otherwise",
  },
  "seeds-are-not-zero": {
    promise: "no seed is 0 where TensorFlow.js takes 0 for no seed",
    because: "TensorFlow.js takes 0 for no seed and draws one of its own",
  },
  "shuffles-are-seeded": {
    promise: "examples are put in order by a named stream",
    because: "the order of the examples decides every weight",
  },
  "clock-is-not-read": {
    promise: "no clock is read",
    because: "the time is another one in every run",
  },
  "timing-decides-nothing": {
    promise: "nothing depends on which work is done first",
    because: "another machine is faster in other places",
  },
  "locale-is-not-read": {
    promise: "no function depends on the machine's language or time zone",
    because: "another machine sorts, writes and dates otherwise",
  },
  "machine-is-not-read": {
    promise: "nothing is asked of the machine: its environment, processors, platform or engine",
    because: "another machine answers otherwise",
  },
  "place-is-not-read": {
    promise: "no module asks where it lies",
    because: "another clone lies elsewhere",
  },
  "math-is-exact": {
    promise: "no transcendental function of the host is called outside of runs, where Reprise replaces them",
    because: "JavaScript engines and processors differ in its last bits",
  },
  "inputs-are-declared": {
    promise: "nothing is read that experiment.ts does not declare",
    because: "what is not declared is neither verified nor part of the key",
  },
  "engine-comes-from-the-context": {
    promise: "TensorFlow.js comes from the run's context alone",
    because: "a second copy computes on other kernels, with other bits",
  },
  "order-is-stated": {
    promise: "what has no order of its own is sorted before it is used",
    because: "another file system, or another process, has another order",
  },
  "promises-are-awaited": {
    promise: "no work is left to finish on its own",
    because: "whether it is done in time differs from run to run",
  },
  "modules-keep-no-state": {
    promise: "no module remembers one call until the next",
    because: "a call's answer then depends on what was called before",
  },
  "allowances-are-justified": {
    promise: "every allowance names a rule, gives a reason and is still needed",
    because: "an exception that nobody can judge hides the next mistake",
  },
} as const;

export type Rule = keyof typeof rules;

export const isRule = (text: string): text is Rule => Object.hasOwn(rules, text);
