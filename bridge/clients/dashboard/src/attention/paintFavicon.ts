import { countBadge } from "../inbox/describe";

const SIZE = 64;

/** Puts a count on the tab's icon; none for nothing. */
export function paintFavicon(unread: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link === null) return;
  link.dataset["plain"] ??= link.href;
  const { plain = link.href } = link.dataset;
  const count = String(unread);
  link.dataset["count"] = count;
  if (unread === 0) {
    link.href = plain;
    return;
  }
  const image = new Image();
  image.onload = () => {
    if (link.dataset["count"] !== count) return; // another one has come while it was loading
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE;
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    pen.drawImage(image, 0, 0, SIZE, SIZE);
    paintCount(pen, countBadge(unread));
    link.href = canvas.toDataURL("image/png");
  };
  image.src = plain;
}

function paintCount(pen: CanvasRenderingContext2D, text: string): void {
  pen.font = `bold ${text.length > 2 ? 26 : 34}px sans-serif`;
  const width = Math.max(38, pen.measureText(text).width + 14);
  pen.fillStyle = "#b42318";
  pen.beginPath();
  pen.roundRect(SIZE - width, SIZE - 40, width, 40, 20);
  pen.fill();
  pen.fillStyle = "#ffffff";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, SIZE - width / 2, SIZE - 19);
}
