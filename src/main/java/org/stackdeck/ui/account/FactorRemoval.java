package org.stackdeck.ui.account;

import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Removes a sign-in method of the user and shows whether it was removed. */
final class FactorRemoval {

    private FactorRemoval() {}

    /** @param success key of the text that is shown after the removal */
    static void run(Messages messages, String success, Runnable removal) {
        try {
            removal.run();
            Toasts.showSuccess(messages.text(success));
        } catch (AuthenticationFactorException refused) {
            Toasts.showError(
                    messages.text("account.factors.refused"),
                    messages.text("account.factors.refused." + refused.reason()));
        }
    }
}
