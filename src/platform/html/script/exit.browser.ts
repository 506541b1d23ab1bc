import { ExitThisPage } from 'govuk-frontend';

/** The page that `Hide now` leads to as well. */
const NEUTRAL = '/working-days';

/** GOV.UK's way out, after which Back does not lead to the page that was left. */
export class ExitForGood extends ExitThisPage {
  override exitPage(): void {
    history.replaceState(null, '', NEUTRAL);
    super.exitPage();
  }
}
