package org.stackdeck.ui.access.groups;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.notices.webhook.GroupWebhookService;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Opens the dialog for the webhook of a group. The bean is lazy, because only an administration page uses it. */
@Component
@Lazy
record GroupWebhookDialogs(GroupWebhookService service, ReauthenticationHandler handler, UiPush uiPush) {

    /** @param changed runs after the webhook has been saved or deleted */
    void open(GroupRow row, Messages messages, Runnable changed) {
        new GroupWebhookDialog(this, messages, row, changed).open();
    }
}
