/** Shows the page that a number leads to in a dialog over this page. Rejects where it cannot be read. */
export async function openSheet(link: HTMLAnchorElement): Promise<void> {
  const article = await fetchArticle(link.href);
  const dialog = makeDialog(article, link.href);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
}

async function fetchArticle(address: string): Promise<Element> {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = page.querySelector("[data-sheet]");
  if (!response.ok || article === null) throw new Error(`no sheet at ${address}`);
  return document.adoptNode(article);
}

/** The page's own heading names the dialog. */
function makeDialog(article: Element, address: string): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  const heading = article.querySelector("h1");
  const title = document.createElement("h2");
  title.id = "sheet-title";
  title.append(...(heading?.childNodes ?? []));
  heading?.replaceWith(title);
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(closeButton(dialog), article, pageLink(address));
  return dialog;
}

function closeButton(dialog: HTMLDialogElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.ariaLabel = "Close";
  button.textContent = "×";
  button.addEventListener("click", () => dialog.close());
  return button;
}

function pageLink(address: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "button quiet";
  link.href = address;
  link.textContent = "All runs behind it";
  return link;
}
