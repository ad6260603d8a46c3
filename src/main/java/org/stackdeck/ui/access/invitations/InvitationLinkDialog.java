package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Shows the link of an invitation once. */
final class InvitationLinkDialog extends Dialog {

    /** @param recipient recipient of an e-mail with the link; null if no e-mail is sent */
    InvitationLinkDialog(
            Messages messages,
            InvitationAdministrationService.CreatedInvitation createdInvitation,
            String link,
            @Nullable MailRecipient recipient) {
        setHeaderTitle(messages.text("invitations.link"));
        setWidth("560px");
        // Only the button closes the dialog, because the link cannot be shown again.
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        Span shown = StyledElements.span("mono secret", link);
        Paragraph warning = new Paragraph(messages.text(
                "invitations.link.warning",
                createdInvitation.invitation().uses(),
                createdInvitation.invitation().expiresAt()));
        add(
                StyledElements.div(
                        "code link", shown, NativeButtons.copy(link, messages.text("invitations.link.copy"))),
                warning);
        if (recipient != null) {
            add(new Paragraph(
                    messages.text("invitations.link.sent", recipient.address().value())));
        }
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }
}
