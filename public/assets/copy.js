// Gives every figure with code that is marked for it a button that copies the code.

const shownMs = 1600;

/** @param {Element} figure */
function addButton(figure) {
  const caption = figure.querySelector("figcaption");
  const code = figure.querySelector("pre")?.textContent?.trim() ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${caption?.textContent}`);
  const notice = document.createElement("span");
  notice.className = "visually-hidden";
  notice.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(code).then(
      () => "Copied",
      () => "Not copied",
    );
    button.textContent = done;
    notice.textContent = done;
    setTimeout(() => {
      button.textContent = "Copy";
      notice.textContent = "";
    }, shownMs);
  });
  caption?.append(button, notice);
}

for (const figure of document.querySelectorAll("figure[data-copy]")) addButton(figure);
