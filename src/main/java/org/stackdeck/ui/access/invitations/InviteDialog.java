package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.identity.mail.EmailAddress;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.ui.access.GrantDraft;
import org.stackdeck.ui.access.GrantFormDialog;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that creates an invitation: invitee, validity, and the access that the new account receives. */
final class InviteDialog extends GrantFormDialog {

    private static final List<Duration> DURATIONS = List.of(
            NewInvitation.MIN_LIFETIME,
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            NewInvitation.MAX_LIFETIME);

    private final Clock clock;
    private final boolean mailAvailable;
    private final TextField invitee = new TextField();
    private final TextField email = new TextField();
    private final Select<Duration> lasts = new Select<>();
    private final IntegerField uses = new IntegerField();
    private final MultiSelectComboBox<Group> groups = new MultiSelectComboBox<>();
    private final Checkbox withAccess = new Checkbox();
    private final Checkbox fromJoining = new Checkbox();

    /** Creates the invitation, and closes the dialog on success. */
    interface InvitationHandler {

        void invite(NewInvitation invitation, List<InvitationGrant> invitationGrants, InviteDialog dialog);
    }

    InviteDialog(
            Messages messages,
            List<Group> options,
            GrantReferenceLookup catalog,
            Clock clock,
            boolean mailAvailable,
            InvitationHandler invitationHandler) {
        super(messages, messages.text("invitations.invite"), catalog, clock);
        this.clock = clock;
        this.mailAvailable = mailAvailable;
        addClassName("invite");
        build(options);
        addButtons("invitations.invite.do", () -> {
            if (validate()) {
                invitationHandler.invite(invitation(), invitationGrants(), this);
            }
        });
        updateLayout();
        invitee.focus();
    }

    private void build(List<Group> options) {
        invitee.setLabel(messages.text("invitations.for"));
        invitee.setHelperText(messages.text("invitations.for.hint"));
        invitee.setMaxLength(NewInvitation.MAX_INVITEE_LENGTH);
        email.setLabel(messages.text("invitations.email"));
        email.setHelperText(messages.text("invitations.email.hint"));
        email.setMaxLength(EmailAddress.MAX_LENGTH);
        email.setVisible(mailAvailable);
        lasts.setLabel(messages.text("invitations.lasts"));
        lasts.setItems(DURATIONS);
        lasts.setItemLabelGenerator(each -> each.toDays() == 0
                ? messages.text("invitations.lasts.hours", each.toHours())
                : messages.text("invitations.lasts.days", each.toDays()));
        lasts.setValue(Duration.ofDays(7));
        uses.setLabel(messages.text("invitations.uses"));
        uses.setMin(1);
        uses.setMax(NewInvitation.MAX_USES);
        uses.setStepButtonsVisible(true);
        uses.setValue(1);
        groups.setLabel(messages.text("invitations.groups"));
        groups.setItems(options);
        groups.setItemLabelGenerator(group -> group.name().value());
        groups.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        withAccess.setLabel(messages.text("invitations.with-access"));
        withAccess.addValueChangeListener(_ -> updateLayout());
        fromJoining.setLabel(messages.text("invitations.from-joining"));
        fromJoining.setValue(true);
        // New users usually need access to a project rather than to individual servers.
        servers.selectAllInProjects();
        addBody(
                invitee,
                email,
                StyledElements.div("pair", lasts, uses),
                groups,
                withAccess,
                servers,
                schedule,
                fromJoining,
                permissions);
    }

    private void updateLayout() {
        boolean access = withAccess.getValue();
        List.of(servers, permissions, schedule, fromJoining, preview).forEach(part -> part.setVisible(access));
        body.setClassName("plain", !access);
        setWidth(access ? "860px" : "520px");
        onChange();
    }

    @Override
    protected void onChange() {
        fromJoining.setEnabled(schedule.until() != null);
        if (withAccess.getValue()) {
            preview.update(access().matchingServers(visibleServers()));
        }
    }

    private boolean validate() {
        boolean fit = check(invitee, NewInvitation.isValidInvitee(invitee.getValue()), "invitations.for.unfit");
        boolean deliverable = check(
                email,
                email.isEmpty() || EmailAddress.parse(email.getValue()).isPresent(),
                "signin.problem.email-form");
        Integer many = uses.getValue();
        boolean countable = check(
                uses,
                many != null && many >= 1 && many <= NewInvitation.MAX_USES,
                "invitations.uses.unfit",
                NewInvitation.MAX_USES);
        boolean few = check(
                groups,
                groups.getValue().size() <= NewInvitation.MAX_GROUPS,
                "invitations.groups.unfit",
                NewInvitation.MAX_GROUPS);
        boolean grantsValid = !withAccess.getValue() || validateGrant();
        return fit && deliverable && countable && few && grantsValid;
    }

    /** Returns the access of the invitation as a grant that starts now. */
    private GrantDraft access() {
        return draft(List.of(), Set.of());
    }

    private NewInvitation invitation() {
        return new NewInvitation(
                invitee.getValue(),
                lasts.getValue(),
                uses.getValue(),
                groups.getValue().stream().map(Group::id).collect(Collectors.toSet()),
                recipient());
    }

    /** Returns the recipient of the link, with the inviter's language; null if no valid address is entered. */
    private @Nullable MailRecipient recipient() {
        return EmailAddress.parse(email.getValue())
                .map(address -> new MailRecipient(address, messages.locale()))
                .orElse(null);
    }

    /**
     * Returns the grants that users receive when they accept the invitation; empty if the invitation includes no
     * access.
     */
    private List<InvitationGrant> invitationGrants() {
        return withAccess.getValue()
                ? access().terms().stream().map(this::invitationGrant).toList()
                : List.of();
    }

    /**
     * Returns the grant of the invitation. If its end is relative to the acceptance, the grant lasts as long as the
     * time from now until the selected end, within the limits.
     */
    private InvitationGrant invitationGrant(GrantTerms terms) {
        Instant until = terms.until();
        if (!fromJoining.getValue() || until == null) {
            return new InvitationGrant(terms);
        }
        Duration duration = Duration.between(clock.instant(), until);
        if (duration.compareTo(InvitationGrant.MIN_DURATION) < 0) {
            duration = InvitationGrant.MIN_DURATION;
        } else if (duration.compareTo(InvitationGrant.MAX_DURATION) > 0) {
            duration = InvitationGrant.MAX_DURATION;
        }
        return new InvitationGrant(terms.withUntil(null), duration);
    }
}
