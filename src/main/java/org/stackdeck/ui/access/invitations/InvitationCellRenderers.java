package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of the invitations. Names come from users and are bound as text. */
final class InvitationCellRenderers {

    private static final String STATE = """
            <span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w clip">${item.word}</span></span>
            """;
    private static final String FOR = "<span class='clip strong'>${item.invitee}</span>";
    private static final String EXPIRES = "<sd-time class='muted' .at=${item.expires}></sd-time>";
    private static final String REVOKE = """
            <span class="acts">${item.open ? html`<button type="button" class="icon-button" @click="${withdraw}"
            aria-label="${item.withdrawWord}" title="${item.withdrawWord}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#x"></use></svg></button>` : ''}</span>
            """;

    private final Messages messages;
    private final GrantMessages grantMessages;

    InvitationCellRenderers(Messages messages, GrantMessages grantMessages) {
        this.messages = messages;
        this.grantMessages = grantMessages;
    }

    LitRenderer<InvitationRow> state() {
        return withState(LitRenderer.of(STATE));
    }

    LitRenderer<InvitationRow> invitee() {
        return withInvitee(LitRenderer.of(FOR));
    }

    LitRenderer<InvitationRow> grants() {
        return LitRenderer.<InvitationRow>of("<span class='clip'>${item.gives}</span>")
                .withProperty("gives", this::grants);
    }

    LitRenderer<InvitationRow> used() {
        return LitRenderer.<InvitationRow>of("<span class='clip muted'>${item.used}</span>")
                .withProperty("used", this::used);
    }

    LitRenderer<InvitationRow> inviter() {
        return LitRenderer.<InvitationRow>of("<span class='clip muted'>${item.inviter}</span>")
                .withProperty("inviter", InvitationRow::inviter);
    }

    LitRenderer<InvitationRow> expires() {
        return withExpiry(LitRenderer.of(EXPIRES));
    }

    LitRenderer<InvitationRow> revoke(SerializableConsumer<InvitationRow> cancel) {
        return withRevoke(LitRenderer.of(REVOKE), cancel);
    }

    /** All values of an invitation in one cell, for narrow windows. */
    LitRenderer<InvitationRow> card(SerializableConsumer<InvitationRow> cancel) {
        String template = "<div class='card'><div class='top'>" + FOR + REVOKE + "</div>" + STATE
                + "<div>${item.gives}</div><div class='bottom muted'><span class='clip'>${item.used}</span>"
                + "<span>${item.expiresWord} " + EXPIRES + "</span></div></div>";
        return withRevoke(withExpiry(withInvitee(withState(LitRenderer.of(template)))), cancel)
                .withProperty("gives", this::grants)
                .withProperty("used", this::used)
                .withProperty("expiresWord", _ -> messages.text("invitations.column.expires"));
    }

    private LitRenderer<InvitationRow> withState(LitRenderer<InvitationRow> renderer) {
        return renderer.withProperty("tone", row -> tone(row.state()))
                .withProperty("icon", row -> "frontend/icons/icons.svg#" + icon(row.state()))
                .withProperty(
                        "word",
                        row -> messages.text(
                                "invitations.state." + row.state().name().toLowerCase(Locale.ROOT)));
    }

    private LitRenderer<InvitationRow> withInvitee(LitRenderer<InvitationRow> renderer) {
        return renderer.withProperty("invitee", this::invitee);
    }

    private static LitRenderer<InvitationRow> withExpiry(LitRenderer<InvitationRow> renderer) {
        return renderer.withProperty(
                "expires", row -> row.invitation().expiresAt().toEpochMilli());
    }

    private LitRenderer<InvitationRow> withRevoke(
            LitRenderer<InvitationRow> renderer, SerializableConsumer<InvitationRow> cancel) {
        return renderer.withProperty("open", InvitationRow::isOpen)
                .withProperty("withdrawWord", row -> messages.text("invitations.withdraw", invitee(row)))
                .withFunction("withdraw", cancel);
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
        String names = grantMessages.joined(row.users());
        return uses == 1 ? names : messages.text("invitations.used", row.users().size(), uses, names);
    }

    private String grants(InvitationRow row) {
        Stream<String> groups = row.invitation().groups().values().stream()
                .sorted()
                .map(group -> messages.text("invitations.group", group));
        List<String> all =
                Stream.concat(groups, row.promised().stream().map(this::grants)).toList();
        return all.isEmpty() ? messages.text("invitations.nothing") : String.join(" · ", all);
    }

    private String grants(InvitationGrant promised) {
        String access = messages.text(
                "invitations.access",
                grantMessages.role(promised.terms().role()),
                grantMessages.servers(promised.terms()),
                grantMessages.projects(promised.terms()));
        Duration lasts = promised.duration();
        return lasts == null ? access : messages.text("invitations.access.lasts", access, days(lasts));
    }

    /** In days, at least one. */
    private static long days(Duration lasts) {
        return Math.max(1, Math.round(lasts.toHours() / 24.0));
    }

    private static String tone(Invitation.State state) {
        return switch (state) {
            case OPEN -> "running";
            case UNVOUCHED -> "attention";
            case USED, EXPIRED, WITHDRAWN -> "rest";
        };
    }

    private static String icon(Invitation.State state) {
        return switch (state) {
            case OPEN -> "s-waiting";
            case UNVOUCHED -> "s-attention";
            case USED -> "s-done";
            case EXPIRED, WITHDRAWN -> "s-off";
        };
    }
}
