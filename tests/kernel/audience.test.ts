import { expect } from "chai";
import { Audience } from "../../kernel/session/audience.ts";

describe("audience", () => {
  it("answers in order once someone listens, and from then on at once", () => {
    const audience = new Audience();
    const answered: number[] = [];
    for (const request of [1, 2]) audience.admit(() => answered.push(request));
    expect(answered).to.deep.equal([]);
    audience.arrived();
    expect(answered).to.deep.equal([1, 2]);
    audience.admit(() => answered.push(3));
    audience.arrived();
    expect(answered).to.deep.equal([1, 2, 3]);
  });

  it("answers a client that never listens, too", async () => {
    const audience = new Audience(20);
    await new Promise<void>((resolve) => audience.admit(resolve));
  });
});
