// What a page may fail at, seen from inside it. Each function answers with what it finds wrong.
(() => {
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && !element.closest("[hidden], .skip");
  };
  const said = (element) => (element.textContent || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  return {
    pale: () => {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !visible(element)) continue;
        const ratio = contrast(channels(getComputedStyle(element).color), ground(element));
        if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${said(element)}`);
      }
      return found;
    },
    small: () =>
      [...document.querySelectorAll("button, .button, .second, select, input, textarea, nav a, summary, table a")]
        .filter(visible)
        .map((element) => (element.matches("[type=radio], [type=checkbox]") ? element.closest("label") : element))
        .filter((element) => element.type !== "hidden" && element.getBoundingClientRect().height < 48)
        .map((element) => `${element.getBoundingClientRect().height} ${said(element)}`),
    nameless: () =>
      [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
        .filter((element) => !element.labels?.length && !element.getAttribute("aria-label"))
        .map((element) => element.name),
    sideways: () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    doubled: () => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      return ids.filter((id, place) => ids.indexOf(id) !== place);
    },
    lost: () =>
      [...document.querySelectorAll("[aria-describedby], [aria-labelledby]")]
        .flatMap((element) => `${element.getAttribute("aria-describedby") ?? ""} ${element.getAttribute("aria-labelledby") ?? ""}`.trim().split(/\s+/))
        .filter((id) => !document.getElementById(id)),
    headings: () => [...document.querySelectorAll("h1, h2, h3")].map((element) => element.tagName),
  };
})()
