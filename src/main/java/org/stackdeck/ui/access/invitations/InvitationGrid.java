package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.function.SerializableConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;

final class InvitationGrid extends ListGrid<InvitationRow> {

    private static final String STATE = state("w clip");
    private static final String FOR = "<span class='clip strong'>${item.invitee}</span>";
    private static final String EXPIRES = "<sd-time class='muted' .at=${item.expires}></sd-time>";
    private static final String REVOKE =
            "<span class='acts'>${item.revocable ? html`" + iconButton("withdraw", "x") + "` : ''}</span>";

    private final transient GrantFormatter grantFormatter;

    InvitationGrid(Messages messages, GrantFormatter grantFormatter, SerializableConsumer<InvitationRow> revoke) {
        super(messages, "invitations.title", row -> row.invitation().id());
        this.grantFormatter = grantFormatter;
        addState(
                row -> style(row.state()),
                row -> messages.text("invitations.state." + row.state().name().toLowerCase(Locale.ROOT)));
        addProperty("invitee", this::invitee);
        addProperty("gives", this::grants);
        addProperty("used", this::used);
        addProperty("inviter", InvitationRow::inviter);
        addProperty("expires", row -> row.invitation().expiresAt().toEpochMilli());
        addProperty("expiresWord", _ -> messages.text("invitations.column.expires"));
        addProperty("revocable", InvitationRow::isRevocable);
        addAction("withdraw", row -> messages.text("invitations.withdraw", invitee(row)), revoke);
        addColumns();
        setEmptyState("mail", "invitations.none");
    }

    private void addColumns() {
        addCard("<div class='card'><div class='top'>" + FOR + REVOKE + "</div>" + STATE
                + "<div>${item.gives}</div><div class='bottom muted'><span class='clip'>${item.used}</span>"
                + "<span>${item.expiresWord} " + EXPIRES + "</span></div></div>");
        addColumn("invitations.column.for", FOR, "200px", 0).setRowHeader(true);
        addColumn("invitations.column.state", STATE, "150px", 0);
        addColumn("invitations.column.gives", "<span class='clip'>${item.gives}</span>", "260px", 980)
                .setFlexGrow(2);
        addColumn("invitations.column.used", "<span class='clip muted'>${item.used}</span>", "180px", 0)
                .setFlexGrow(1);
        addColumn("invitations.column.inviter", "<span class='clip muted'>${item.inviter}</span>", "130px", 1180);
        addColumn("invitations.column.expires", EXPIRES, "180px", 760);
        addButtonColumn(REVOKE, "64px");
    }

    String invitee(InvitationRow row) {
        String invitee = row.invitation().invitee();
        return invitee.isEmpty() ? messages.text("invitations.anyone") : invitee;
    }

    private String used(InvitationRow row) {
        int uses = row.invitation().uses();
        if (row.users().isEmpty()) {
            return messages.text("invitations.unused", uses);
        }
        String names = grantFormatter.joined(row.users());
        return uses == 1 ? names : messages.text("invitations.used", row.users().size(), uses, names);
    }

    private String grants(InvitationRow row) {
        Stream<String> groups = row.invitation().groups().values().stream()
                .sorted()
                .map(group -> messages.text("invitations.group", group));
        List<String> all = Stream.concat(groups, row.invitationGrants().stream().map(this::grants))
                .toList();
        return all.isEmpty() ? messages.text("invitations.nothing") : String.join(" · ", all);
    }

    private String grants(InvitationGrant invitationGrant) {
        String access = messages.text(
                "invitations.access",
                grantFormatter.role(invitationGrant.terms().role()),
                grantFormatter.servers(invitationGrant.terms()),
                grantFormatter.projects(invitationGrant.terms()));
        Duration lasts = invitationGrant.duration();
        return lasts == null ? access : messages.text("invitations.access.lasts", access, days(lasts));
    }

    /** Returns the duration in days, rounded to the nearest day and at least one. */
    private static long days(Duration lasts) {
        return Math.max(1, Math.round(lasts.toHours() / 24.0));
    }

    private static StateStyle style(Invitation.State state) {
        return switch (state) {
            case OPEN -> new StateStyle("running", "s-waiting");
            case UNVOUCHED -> new StateStyle("attention", "s-attention");
            case USED -> new StateStyle("rest", "s-done");
            case EXPIRED, WITHDRAWN -> new StateStyle("rest", "s-off");
        };
    }
}
