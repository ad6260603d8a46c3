package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.invitation.InvitationWithGrantsService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.CopyTextDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Opens the dialog that creates an invitation. The bean is lazy, because only an administration page uses it. */
@Component
@Lazy
class InviteDialogs {

    private final InvitationWithGrantsService invitationWithGrantsService;
    private final GroupService groupService;
    private final GrantReferenceLookup catalog;
    private final ReauthenticationHandler handler;
    private final PublicUrl publicUrl;
    private final MailStatusService mailStatusService;
    private final Clock clock;

    InviteDialogs(
            InvitationWithGrantsService invitationWithGrantsService,
            GroupService groupService,
            GrantReferenceLookup catalog,
            ReauthenticationHandler handler,
            PublicUrl publicUrl,
            MailStatusService mailStatusService,
            Clock clock) {
        this.invitationWithGrantsService = invitationWithGrantsService;
        this.groupService = groupService;
        this.catalog = catalog;
        this.handler = handler;
        this.publicUrl = publicUrl;
        this.mailStatusService = mailStatusService;
        this.clock = clock;
    }

    /**
     * Opens the dialog, creates the invitation and shows its link.
     *
     * @param created runs after the invitation has been created
     */
    void open(Messages messages, Runnable created) {
        new InviteDialog(
                        messages,
                        groupService.all(),
                        catalog,
                        clock,
                        mailStatusService.isConfigured(),
                        (invitation, invitationGrants, dialog) -> handler.runAuthenticated(
                                messages,
                                caller -> invite(caller, invitation, invitationGrants, dialog, messages, created)))
                .open();
    }

    private void invite(
            Caller caller,
            NewInvitation invitation,
            List<InvitationGrant> invitationGrants,
            InviteDialog dialog,
            Messages messages,
            Runnable created) {
        try {
            InvitationAdministrationService.CreatedInvitation createdInvitation =
                    invitationWithGrantsService.createInvitation(caller, invitation, invitationGrants);
            dialog.close();
            created.run();
            String path = "/register?invitation=" + createdInvitation.token().value();
            UI.getCurrentOrThrow()
                    .getPage()
                    .fetchCurrentURL(page -> showLink(
                            createdInvitation.invitation(),
                            publicUrl.link(path, page),
                            invitation.recipient(),
                            messages));
        } catch (UnknownGroupException | UnknownRoleException gone) {
            Toasts.showError(messages.text("invitations.not-made"), messages.text("invitations.not-made.gone"));
        }
    }

    /** @param recipient recipient of an e-mail with the link; null if no e-mail is sent */
    private static void showLink(
            Invitation invitation, String link, @Nullable MailRecipient recipient, Messages messages) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(messages.text("invitations.link.warning", invitation.uses(), invitation.expiresAt()));
        if (recipient != null) {
            paragraphs.add(
                    messages.text("invitations.link.sent", recipient.address().value()));
        }
        CopyTextDialog.forLink(
                        messages,
                        messages.text("invitations.link"),
                        link,
                        messages.text("invitations.link.copy"),
                        paragraphs.toArray(String[]::new))
                .closedOnlyByButton()
                .open();
    }
}
