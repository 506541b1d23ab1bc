import { createAll, ExitThisPage } from 'govuk-frontend';

/** The page that *Hide now* leads to as well. */
const NEUTRAL = '/working-days';

/** GOV.UK's way out of a page, after which Back does not lead to the page that was left. */
export const watchForExit = (): void => {
  for (const exit of createAll(ExitThisPage)) {
    const leave = exit.exitPage.bind(exit);
    exit.exitPage = () => {
      history.replaceState(null, '', NEUTRAL);
      leave();
    };
  }
};
