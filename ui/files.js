// Opens a text file in the browser: nothing is uploaded. The same rules as `summarizer/readers.py` keeps for the command
// line. Gradio runs this once, with the `element` of the component and `trigger` for its events; what a file gave is left
// as `outcome` on the component, `{text}` or `{problem}`, the latter being a ready message.
const place = element.closest("#kh-files") ?? element;
const input = () => place.querySelector("input");

function decode(bytes) {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    const text = new TextDecoder(mark ?? "utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return mark || isMostlyUtf8(bytes) ? null : decodeWindows1256(bytes);
  }
}

// Damaged UTF-8 would pass for Windows-1256, where half of its bytes are Arabic letters.
function isMostlyUtf8(bytes) {
  const text = new TextDecoder().decode(bytes);
  const bad = [...text].filter((character) => character === "\ufffd").length;
  return [...text].filter((character) => character > "\x7f").length > 2 * bad;
}

// Every byte means something in Windows-1256, so the letters that come out must speak for it.
function decodeWindows1256(bytes) {
  const text = new TextDecoder("windows-1256").decode(bytes);
  if (/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) return null;
  const letters = text.match(/\p{L}/gu) ?? [];
  const high = letters.filter((letter) => letter > "\x7f");
  const arabic = high.filter((letter) => letter >= "\u0600" && letter < "\u0700").length;
  return arabic * 2 <= letters.length || arabic < 0.9 * high.length ? null : text;
}

async function read(file) {
  const { limit, empty, notText, tooLong } = input().dataset;
  // No encoding takes more than four bytes a character and four for its mark.
  if (file.size > 4 * limit + 4) return { problem: tooLong };
  let text;
  try {
    text = decode(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { problem: notText }; // A folder, or a file that may not be read.
  }
  if (text === null) return { problem: notText };
  if (!text.trim()) return { problem: empty };
  return [...text].length > limit ? { problem: tooLong } : { text };
}

async function open(file) {
  place.outcome = await read(file);
  trigger("upload");
}

place.addEventListener("change", () => {
  const [file] = input().files;
  input().value = ""; // So that the same file can be opened once more.
  if (file) open(file);
});

// Anywhere on the page, since a file that misses the text box would replace the page.
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
document.addEventListener(
  "drop",
  (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.target.closest("#kh-input") && event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
  },
  true,
);
