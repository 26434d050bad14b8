/** The only script that a page loads at once: charts wake when they are touched, numbers open as sheets. */

const wakers = ["pointerenter", "focusin", "touchstart"] as const;

class Chart extends HTMLElement {
  connectedCallback(): void {
    const address = this.dataset["spec"];
    if (address === undefined) return;
    const wake = async (): Promise<void> => {
      for (const waker of wakers) this.removeEventListener(waker, wake);
      const {enliven} = await import("./live-chart.ts");
      await enliven(this, address);
    };
    for (const waker of wakers) this.addEventListener(waker, wake, {passive: true});
  }
}
customElements.define("reprise-chart", Chart);

addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.number") : null;
  if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.closest("dialog")) return;
  event.preventDefault();
  import("./sheet.ts").then(({openSheet}) => openSheet(link)).catch(() => location.assign(link.href));
});
