const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]; // biome-ignore format: a list of names

/** "2026-11-22" as "22 November 2026", and "2026-11" as "November 2026". */
export function describeDay(day: string): string {
  const [year = '', month = '', date] = day.split('-');
  const named = months[Number(month) - 1];
  if (named === undefined) return day;
  return date === undefined ? `${named} ${year}` : `${Number(date)} ${named} ${year}`;
}
