/** The years and months between two days, the newest first, each year before its months. */
export function periodsBetween(firstDay: string, lastDay: string): string[] {
  const [first, last] = [monthOf(firstDay), monthOf(lastDay)];
  const periods: string[] = [];
  for (let month = last; month >= first; month--) {
    const year = String(Math.floor(month / 12));
    if (month === last || month % 12 === 11) periods.push(year);
    periods.push(`${year}-${String((month % 12) + 1).padStart(2, '0')}`);
  }
  return periods;
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
