import logUpdate, {createLogUpdate} from "log-update";

/** Tells how far each platform is: one line that changes on a terminal, else a line for each quarter. */
export function progressTo(stream: NodeJS.WriteStream): {readonly at: (platform: string, done: number, of: number) => void; readonly end: () => void} {
  return stream.isTTY ? changing(createLogUpdate(stream)) : quarters(stream);
}

function changing(show: typeof logUpdate): ReturnType<typeof progressTo> {
  const running = new Map<string, string>();
  return {
    at: (platform, done, of) => {
      if (done === of) running.delete(platform);
      else running.set(platform, `${platform} ${done} of ${of}`);
      show([...running.values()].join("   "));
    },
    end: () => show.clear(),
  };
}

function quarters(stream: NodeJS.WriteStream): ReturnType<typeof progressTo> {
  const told = new Map<string, number>();
  return {
    at: (platform, done, of) => {
      const quarter = Math.floor((4 * done) / of);
      if (quarter <= (told.get(platform) ?? 0)) return;
      told.set(platform, quarter);
      stream.write(`${platform}: ${done} of ${of}\n`);
    },
    end: () => {},
  };
}
