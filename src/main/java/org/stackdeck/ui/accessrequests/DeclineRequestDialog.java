package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.textfield.TextArea;
import java.util.function.BiConsumer;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.platform.InvisibleCharacters;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Declines an access request with a reason, which is required. */
final class DeclineRequestDialog extends FormDialog {

    private final TextArea reason = new TextArea();

    /** @param decline declines the request with a reason; runs its second argument unless the request stays pending */
    DeclineRequestDialog(Messages messages, AccessRequest request, BiConsumer<String, Runnable> decline) {
        super(
                messages,
                messages.text("requests.refuse.title", request.userName().value()),
                "460px");
        reason.setLabel(messages.text("requests.refuse.reason"));
        reason.setHelperText(
                messages.text("requests.refuse.note", request.userName().value()));
        reason.setMaxLength(RequestedAccess.MAX_REASON_LENGTH);
        reason.setMinRows(3);
        reason.setWidthFull();
        addFields(StyledElements.paragraph("asked-for", new AccessRequestMessages(messages).summary(request)), reason);
        addButtons("requests.refuse.confirm", () -> submit(decline));
        reason.focus();
    }

    private void submit(BiConsumer<String, Runnable> decline) {
        String typed = InvisibleCharacters.remove(reason.getValue());
        boolean valid = !typed.isEmpty() && typed.length() <= RequestedAccess.MAX_REASON_LENGTH;
        if (check(reason, valid, "requests.refuse.missing", RequestedAccess.MAX_REASON_LENGTH)) {
            decline.accept(typed, this::close);
        }
    }
}
