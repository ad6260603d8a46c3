package org.stackdeck.ui.access.groups;

import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Messages;

/** Texts about failures of webhooks. */
@ViewLogic
final class WebhookMessages {

    private WebhookMessages() {}

    /** @param reason code of the failure, such as {@code http-404} */
    static String failure(Messages messages, String reason) {
        return messages.findText("groups.webhook.failure." + reason)
                .orElseGet(() -> messages.text("groups.webhook.failure.other", reason));
    }
}
