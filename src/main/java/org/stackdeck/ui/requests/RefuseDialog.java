package org.stackdeck.ui.requests;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.Wish;
import org.stackdeck.ui.component.Words;

/** Requires a reason before an access request is declined. */
final class RefuseDialog extends Dialog {

    /** Declines the request with a reason, and runs the last argument on success. */
    interface Refuser {
        void refuse(String reason, Runnable done);
    }

    RefuseDialog(Words words, AccessRequest request, Refuser refuser) {
        setHeaderTitle(words.say("requests.refuse.title", request.byName().value()));
        setWidth("460px");
        Paragraph wish = new Paragraph(new RequestPhrases(words).wish(request));
        wish.addClassName("asked-for");
        TextArea reason = new TextArea(words.say("requests.refuse.reason"));
        reason.setHelperText(words.say("requests.refuse.note", request.byName().value()));
        reason.setMaxLength(Wish.LONGEST_REASON);
        reason.setMinRows(3);
        reason.setWidthFull();
        Div fields = new Div(wish, reason);
        fields.addClassName("fields");
        add(fields);
        Button refuse = new Button(words.say("requests.refuse.confirm"), event -> {
            try {
                String typed = reason.getValue().strip();
                boolean bad = typed.isEmpty() || typed.length() > Wish.LONGEST_REASON;
                reason.setInvalid(bad);
                reason.setErrorMessage(bad ? words.say("requests.refuse.missing", Wish.LONGEST_REASON) : "");
                if (!bad) {
                    refuser.refuse(typed, this::close);
                }
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        refuse.addThemeVariants(ButtonVariant.PRIMARY);
        refuse.setDisableOnClick(true);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), refuse);
        reason.focus();
    }
}
