package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.access.Role;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.access.GrantDraft;
import org.stackdeck.ui.access.GrantPreviewPanel;
import org.stackdeck.ui.access.GrantServersField;
import org.stackdeck.ui.access.GrantTimeField;
import org.stackdeck.ui.access.PermissionsField;
import org.stackdeck.ui.access.ProjectOption;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Creates an invitation: invitee, validity, and the access that comes with the account. */
final class InviteDialog extends Dialog {

    private static final List<Duration> DURATIONS = List.of(
            NewInvitation.MIN_LIFETIME,
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            NewInvitation.MAX_LIFETIME);

    private final transient Dependencies dependencies;
    private final Messages messages;
    private final TextField invitee = new TextField();
    private final Select<Duration> lasts = new Select<>();
    private final IntegerField uses = new IntegerField();
    private final MultiSelectComboBox<Group> groups = new MultiSelectComboBox<>();
    private final Checkbox withAccess = new Checkbox();
    private final GrantServersField servers;
    private final PermissionsField role;
    private final GrantTimeField time;
    private final Checkbox fromJoining = new Checkbox();
    private final GrantPreviewPanel panel;
    private final Div body = new Div();
    private transient Collection<Server> all;

    /** Dependencies of the dialog. */
    record Dependencies(
            List<Group> groups,
            List<ProjectOption> places,
            List<Role> roles,
            Inventory inventory,
            UiPush live,
            Clock clock,
            UserId viewer) {}

    /** Creates the invitation, and runs the last argument on success. */
    interface InvitationHandler {
        void invite(InvitationDraft draft, Runnable done);
    }

    InviteDialog(Dependencies dependencies, Messages messages, InvitationHandler invitationHandler) {
        this.dependencies = dependencies;
        this.messages = messages;
        this.all = dependencies
                .inventory()
                .current(dependencies.viewer())
                .servers()
                .values();
        this.servers = new GrantServersField(messages, all, dependencies.places(), this::onChange);
        this.role = new PermissionsField(messages, dependencies.roles(), this::onChange);
        this.time = new GrantTimeField(messages, dependencies.clock(), this::onChange);
        this.panel = new GrantPreviewPanel(messages);
        setHeaderTitle(messages.text("invitations.invite"));
        addClassNames("give-access", "invite");
        build();
        Button invite = new Button(messages.text("invitations.invite.do"), event -> {
            try {
                if (validate()) {
                    invitationHandler.invite(draft(), this::close);
                }
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        invite.setDisableOnClick(true);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), invite);
        updateLayout();
        invitee.focus();
    }

    private void build() {
        invitee.setLabel(messages.text("invitations.for"));
        invitee.setHelperText(messages.text("invitations.for.hint"));
        invitee.setMaxLength(NewInvitation.MAX_INVITEE_LENGTH);
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
        Div line = new Div(lasts, uses);
        line.addClassName("pair");
        groups.setLabel(messages.text("invitations.groups"));
        groups.setItems(dependencies.groups());
        groups.setItemLabelGenerator(group -> group.name().value());
        groups.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        withAccess.setLabel(messages.text("invitations.with-access"));
        withAccess.addValueChangeListener(_ -> updateLayout());
        fromJoining.setLabel(messages.text("invitations.from-joining"));
        fromJoining.setValue(true);
        Div ask = new Div(invitee, line, groups, withAccess, servers, role, time, fromJoining);
        ask.addClassName("ask");
        body.addClassName("dialog-body");
        body.add(ask, panel);
        add(body);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Subscription subscription = dependencies
                .inventory()
                .subscribe(
                        dependencies.viewer(), dependencies.live().latest(event.getUI(), this, this::updateInventory));
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void updateInventory(VisibleServersUpdate inventoryUpdate) {
        all = inventoryUpdate.servers().values();
        onChange();
    }

    private void updateLayout() {
        boolean access = withAccess.getValue();
        List.of(servers, role, time, fromJoining, panel).forEach(part -> part.setVisible(access));
        body.setClassName("plain", !access);
        setWidth(access ? "860px" : "520px");
        onChange();
    }

    private void onChange() {
        if (time == null) {
            // A field under construction.
            return;
        }
        fromJoining.setEnabled(time.until() != null);
        if (withAccess.getValue()) {
            panel.update(access().matchingServers(all));
        }
    }

    private boolean validate() {
        boolean fit = NewInvitation.isValidInvitee(invitee.getValue());
        invitee.setInvalid(!fit);
        invitee.setErrorMessage(fit ? "" : messages.text("invitations.for.unfit"));
        Integer many = uses.getValue();
        boolean countable = many != null && many >= 1 && many <= NewInvitation.MAX_USES;
        uses.setInvalid(!countable);
        uses.setErrorMessage(countable ? "" : messages.text("invitations.uses.unfit", NewInvitation.MAX_USES));
        boolean few = groups.getValue().size() <= NewInvitation.MAX_GROUPS;
        groups.setInvalid(!few);
        groups.setErrorMessage(few ? "" : messages.text("invitations.groups.unfit", NewInvitation.MAX_GROUPS));
        boolean some = !withAccess.getValue() || validateAccess();
        return fit && countable && few && some;
    }

    private boolean validateAccess() {
        boolean some = servers.validate();
        return time.validate() && some;
    }

    /** The promised access, as a grant that starts now. */
    private GrantDraft access() {
        return new GrantDraft(List.of(), servers.selections(), role.role(), time.until(), time.hours(), Set.of());
    }

    private InvitationDraft draft() {
        NewInvitation invitation = new NewInvitation(
                invitee.getValue(),
                lasts.getValue(),
                uses.getValue(),
                groups.getValue().stream().map(Group::id).collect(Collectors.toSet()));
        List<InvitationGrant> promised = withAccess.getValue()
                ? InvitationDraft.promised(
                        access().terms(),
                        fromJoining.getValue(),
                        dependencies.clock().instant())
                : List.of();
        return new InvitationDraft(invitation, promised);
    }
}
