// A signature by pen or finger, kept as strokes. The typed name beside it is the signature without script.
const draw = (canvas, strokes) => {
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.stroke(new Path2D(strokes));
};

const setUp = (box) => {
  const canvas = box.querySelector("[data-pad]");
  const kept = box.querySelector("[data-strokes]");
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  draw(canvas, kept.value);
  let drawing = false;
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    const within = (part, whole) => Math.max(0, Math.min(whole, Math.round(part)));
    const x = within(((event.clientX - frame.left) / frame.width) * canvas.width, canvas.width);
    return `${x} ${within(((event.clientY - frame.top) / frame.height) * canvas.height, canvas.height)}`;
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (kept.value.length > 15000) return;
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    kept.value += `M${at(event)}`;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || kept.value.length > 15900) return;
    kept.value += `L${at(event)}`;
    draw(canvas, kept.value);
  });
  canvas.addEventListener("pointerup", () => {
    drawing = false;
    kept.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.querySelector("[data-wipe]").addEventListener("click", () => {
    kept.value = "";
    draw(canvas, "");
    kept.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

const lookAround = () => document.querySelectorAll("[data-signs]").forEach(setUp);
lookAround();
document.addEventListener("htmx:after:swap", lookAround);
