package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.ui.i18n.Messages;

/** Requires a reason before an access request is declined. */
final class DeclineRequestDialog extends Dialog {

    /** Declines the request with a reason, and runs the last argument on success. */
    interface DeclineHandler {
        void decline(String reason, Runnable done);
    }

    DeclineRequestDialog(Messages messages, AccessRequest request, DeclineHandler declineHandler) {
        setHeaderTitle(messages.text("requests.refuse.title", request.userName().value()));
        setWidth("460px");
        Paragraph wish = new Paragraph(new AccessRequestMessages(messages).summary(request));
        wish.addClassName("asked-for");
        TextArea reason = new TextArea(messages.text("requests.refuse.reason"));
        reason.setHelperText(
                messages.text("requests.refuse.note", request.userName().value()));
        reason.setMaxLength(RequestedAccess.MAX_REASON_LENGTH);
        reason.setMinRows(3);
        reason.setWidthFull();
        Div fields = new Div(wish, reason);
        fields.addClassName("fields");
        add(fields);
        Button refuse = new Button(messages.text("requests.refuse.confirm"), event -> {
            try {
                String typed = reason.getValue().strip();
                boolean bad = typed.isEmpty() || typed.length() > RequestedAccess.MAX_REASON_LENGTH;
                reason.setInvalid(bad);
                reason.setErrorMessage(
                        bad ? messages.text("requests.refuse.missing", RequestedAccess.MAX_REASON_LENGTH) : "");
                if (!bad) {
                    declineHandler.decline(typed, this::close);
                }
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        refuse.addThemeVariants(ButtonVariant.PRIMARY);
        refuse.setDisableOnClick(true);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), refuse);
        reason.focus();
    }
}
