package org.stackdeck.ui.grants;

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
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;

/** Creates an invitation: invitee, validity, and the access that comes with the account. */
final class InviteDialog extends Dialog {

    private static final List<Duration> TIMES = List.of(
            InvitationWish.SHORTEST,
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            InvitationWish.LONGEST);

    private final transient Parts parts;
    private final Words words;
    private final TextField invitee = new TextField();
    private final Select<Duration> lasts = new Select<>();
    private final IntegerField uses = new IntegerField();
    private final MultiSelectComboBox<Group> groups = new MultiSelectComboBox<>();
    private final Checkbox withAccess = new Checkbox();
    private final ServersField servers;
    private final RoleField role;
    private final TimeField time;
    private final Checkbox fromJoining = new Checkbox();
    private final GrantPreview preview;
    private final Div body = new Div();
    private transient Collection<Server> all;

    /** Dependencies of the dialog. */
    record Parts(
            List<Group> groups,
            List<Place> places,
            List<Role> roles,
            Inventory inventory,
            Live live,
            Clock clock,
            UserId viewer) {}

    /** Creates the invitation, and runs the last argument on success. */
    interface Inviter {
        void invite(InvitationDraft draft, Runnable done);
    }

    InviteDialog(Parts parts, Words words, Inviter inviter) {
        this.parts = parts;
        this.words = words;
        this.all = parts.inventory().look(parts.viewer()).servers().values();
        this.servers = new ServersField(words, all, parts.places(), this::changed);
        this.role = new RoleField(words, parts.roles(), this::changed);
        this.time = new TimeField(words, parts.clock(), this::changed);
        this.preview = new GrantPreview(words);
        setHeaderTitle(words.say("invitations.invite"));
        addClassNames("give-access", "invite");
        build();
        Button invite = new Button(words.say("invitations.invite.do"), event -> {
            try {
                if (complete()) {
                    inviter.invite(draft(), this::close);
                }
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        invite.setDisableOnClick(true);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), invite);
        arrange();
        invitee.focus();
    }

    private void build() {
        invitee.setLabel(words.say("invitations.for"));
        invitee.setHelperText(words.say("invitations.for.hint"));
        invitee.setMaxLength(InvitationWish.LONGEST_INVITEE);
        lasts.setLabel(words.say("invitations.lasts"));
        lasts.setItems(TIMES);
        lasts.setItemLabelGenerator(each -> each.toDays() == 0
                ? words.say("invitations.lasts.hours", each.toHours())
                : words.say("invitations.lasts.days", each.toDays()));
        lasts.setValue(Duration.ofDays(7));
        uses.setLabel(words.say("invitations.uses"));
        uses.setMin(1);
        uses.setMax(InvitationWish.MOST_USES);
        uses.setStepButtonsVisible(true);
        uses.setValue(1);
        Div line = new Div(lasts, uses);
        line.addClassName("pair");
        groups.setLabel(words.say("invitations.groups"));
        groups.setItems(parts.groups());
        groups.setItemLabelGenerator(group -> group.name().value());
        groups.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        withAccess.setLabel(words.say("invitations.with-access"));
        withAccess.addValueChangeListener(_ -> arrange());
        fromJoining.setLabel(words.say("invitations.from-joining"));
        fromJoining.setValue(true);
        Div ask = new Div(invitee, line, groups, withAccess, servers, role, time, fromJoining);
        ask.addClassName("ask");
        body.addClassName("dialog-body");
        body.add(ask, preview);
        add(body);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Subscription subscription =
                parts.inventory().watch(parts.viewer(), parts.live().newest(event.getUI(), this, this::show));
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void show(View view) {
        all = view.servers().values();
        changed();
    }

    private void arrange() {
        boolean access = withAccess.getValue();
        List.of(servers, role, time, fromJoining, preview).forEach(part -> part.setVisible(access));
        body.setClassName("plain", !access);
        setWidth(access ? "860px" : "520px");
        changed();
    }

    private void changed() {
        if (time == null) {
            // A field under construction.
            return;
        }
        fromJoining.setEnabled(time.until() != null);
        if (withAccess.getValue()) {
            preview.show(access().opened(all));
        }
    }

    private boolean complete() {
        boolean fit = InvitationWish.fit(invitee.getValue());
        invitee.setInvalid(!fit);
        invitee.setErrorMessage(fit ? "" : words.say("invitations.for.unfit"));
        Integer many = uses.getValue();
        boolean countable = many != null && many >= 1 && many <= InvitationWish.MOST_USES;
        uses.setInvalid(!countable);
        uses.setErrorMessage(countable ? "" : words.say("invitations.uses.unfit", InvitationWish.MOST_USES));
        boolean few = groups.getValue().size() <= InvitationWish.MOST_GROUPS;
        groups.setInvalid(!few);
        groups.setErrorMessage(few ? "" : words.say("invitations.groups.unfit", InvitationWish.MOST_GROUPS));
        boolean some = !withAccess.getValue() || accessComplete();
        return fit && countable && few && some;
    }

    private boolean accessComplete() {
        boolean some = servers.complete();
        return time.complete() && some;
    }

    /** The promised access, as a grant that starts now. */
    private GrantDraft access() {
        return new GrantDraft(List.of(), servers.selections(), role.role(), time.until(), time.hours(), Set.of());
    }

    private InvitationDraft draft() {
        InvitationWish wish = new InvitationWish(
                invitee.getValue(),
                lasts.getValue(),
                uses.getValue(),
                groups.getValue().stream().map(Group::id).collect(Collectors.toSet()));
        List<PromisedGrant> promised = withAccess.getValue()
                ? InvitationDraft.promised(
                        access().terms(), fromJoining.getValue(), parts.clock().instant())
                : List.of();
        return new InvitationDraft(wish, promised);
    }
}
