/** Pictures that are drawn on the spot, so that there is something to send. */
export const PICTURES = ["Sunrise", "Night", "Sea"] as const;

const SCENES = {
  Sunrise: {
    sky: ["#f7b267", "#f4845f"],
    disc: "#fff3d6",
    at: 0.56,
    hills: ["#c8553d", "#7a2e3a"],
  },
  Night: { sky: ["#14213d", "#3d4f7c"], disc: "#eef2ff", at: 0.24, hills: ["#1f2f54", "#0b1430"] },
  Sea: { sky: ["#bde0ea", "#f6f3e4"], disc: "#ffffff", at: 0.3, hills: ["#2a9d8f", "#14656b"] },
};

/** A small JPEG as a data URL. */
export function drawPicture(name: typeof PICTURES[number]): string {
  const canvas = document.createElement("canvas");
  const [width, height] = [canvas.width, canvas.height] = [640, 440];
  const paint = canvas.getContext("2d")!;
  const { sky, disc, at, hills } = SCENES[name];
  const gradient = paint.createLinearGradient(0, 0, 0, height);
  gradient.addColorStop(0, sky[0]!);
  gradient.addColorStop(1, sky[1]!);
  paint.fillStyle = gradient;
  paint.fillRect(0, 0, width, height);
  paint.fillStyle = disc;
  paint.beginPath();
  paint.arc(width * 0.68, height * at, 48, 0, 7);
  paint.fill();
  hills.forEach((colour, row) => {
    paint.fillStyle = colour;
    paint.beginPath();
    paint.moveTo(0, height);
    for (let x = 0; x <= width; x += 8) {
      const wave = Math.sin(x / (88 - row * 22) + row * 2) * (26 - row * 8);
      paint.lineTo(x, height * (0.68 + row * 0.14) + wave);
    }
    paint.lineTo(width, height);
    paint.fill();
  });
  return canvas.toDataURL("image/jpeg", 0.86);
}
