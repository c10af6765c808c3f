import { expected } from "../errors.ts";
import { checkOptions } from "./options.ts";
import { checkAtLeast0, checkPositive, checkWhole } from "./shapes.ts";

/** Prices and figures to reckon with; they age quickly, so put in today's. */
export interface HardwarePrices {
  /** Of when they are, as year and month. */
  readonly asOf: string;
  /** What the card and a share of the machine around it cost. */
  readonly purchase: number;
  /** What the card draws, in watts. */
  readonly watts: number;
  /** What a kilowatt-hour costs. */
  readonly energyPerKwh: number;
  /** What care costs each month: space, cooling, a technician's time. */
  readonly carePerMonth: number;
  /** What an hour of a rented machine of the same kind costs. */
  readonly rentPerHour: number;
}

/**
 * An example to replace, in US dollars: a consumer card at its list price of October 2022 (1599, 450 W, the wattage on
 * the lecture's slide) in a machine for 1500, and a rented one at an assumed 0.70 an hour. The last three are assumptions,
 * not quotations.
 * @example
 * examplePrices.watts // → 450
 */
export const examplePrices: HardwarePrices = {
  asOf: "2022-10",
  purchase: 3099,
  watts: 450,
  energyPerKwh: 0.2,
  carePerMonth: 20,
  rentPerHour: 0.7,
};

/** Costs month by month, added up. */
export interface OwnOrRent {
  /** From 0, the day of the purchase. */
  readonly months: readonly number[];
  readonly own: readonly number[];
  readonly rent: readonly number[];
  /** The first month by which owning has cost no more; undefined if it never comes to that. */
  readonly breakEven: number | undefined;
}

/**
 * Owning against renting over time: the purchase, energy and care on one side, the hours on the other. Hardware ages, so
 * look no further than it lasts: `months`.
 * @param hoursPerMonth How long it computes; a month has 730 hours.
 * @throws {NnError} for hours outside 0 … 730, months that are no whole number above 0, or a negative price.
 * @example
 * ownOrRent({ hoursPerMonth: 730 }).breakEven // → 8
 * ownOrRent({ hoursPerMonth: 40 }).breakEven // → undefined
 */
export function ownOrRent(options: { hoursPerMonth: number; months?: number; prices?: HardwarePrices }): OwnOrRent {
  checkOptions(options, ["hoursPerMonth", "months", "prices"]);
  const { hoursPerMonth, months = 36, prices = examplePrices } = options;
  checkOptions(prices, Object.keys(examplePrices), "a price", "prices");
  if (checkPositive(hoursPerMonth, "hoursPerMonth") > 730) {
    throw expected("hoursPerMonth to be above 0 and at most 730", hoursPerMonth, "a month has 730 hours");
  }
  checkWhole(months, "months");
  checkPositive(prices.rentPerHour, "prices.rentPerHour", "give what an hour costs");
  for (const name of ["purchase", "watts", "energyPerKwh", "carePerMonth"] as const) {
    checkAtLeast0(prices[name], `prices.${name}`);
  }
  const energy = (prices.watts / 1000) * prices.energyPerKwh * hoursPerMonth;
  const times = Array.from({ length: months + 1 }, (_, month) => month);
  const own = times.map((month) => prices.purchase + month * (energy + prices.carePerMonth));
  const rent = times.map((month) => month * hoursPerMonth * prices.rentPerHour);
  const breakEven = times.find((month) => (own[month] as number) <= (rent[month] as number));
  return { months: times, own, rent, breakEven };
}
