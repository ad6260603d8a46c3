package org.stackdeck.ui.account;

import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Changes the sign-in methods of the user and shows why a change was refused. */
final class FactorChange {

    private FactorChange() {}

    /** @param refused runs after a refusal, because the page is then outdated */
    static void run(Messages messages, Runnable change, Runnable refused) {
        try {
            change.run();
        } catch (AuthenticationFactorException e) {
            Toasts.showError(
                    messages.text("account.factors.refused"), messages.text("account.factors.refused." + e.reason()));
            refused.run();
        }
    }
}
