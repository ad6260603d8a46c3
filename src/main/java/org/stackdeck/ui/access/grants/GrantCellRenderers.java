package org.stackdeck.ui.access.grants;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Instant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of the grants. Names come from users and clouds and are bound as text. */
final class GrantCellRenderers {

    private static final String WHO =
            "<span class='owner'><span class='avatar ${item.kind}' aria-hidden='true'>${item.initials}</span><span class='clip strong'>${item.who}</span></span>";
    private static final String UNTIL = """
            <span class="muted clip">${item.notYet ? html`${item.from} <sd-time .at=${item.begins}></sd-time> ` : ''}${item.ended
            ? html`<span class="tag">${item.endedWord}</span> ` : ''}${item.ends ? html`<sd-time .at=${item.ends}></sd-time>`
            : item.never}${item.hours ? html` <span class="tag">${item.hours}</span>` : ''}</span>
            """;
    private static final String REVOKE = """
            <span class="acts"><button type="button" class="icon-button" @click="${revoke}" aria-label="${item.revokeWord}"
            title="${item.revokeWord}"><svg class="i" aria-hidden="true"><use href="frontend/icons/icons.svg#trash"></use></svg></button></span>
            """;

    private final Messages messages;
    private final GrantMessages grantMessages;
    private final Clock clock;

    GrantCellRenderers(Messages messages, GrantMessages grantMessages, Clock clock) {
        this.messages = messages;
        this.grantMessages = grantMessages;
        this.clock = clock;
    }

    LitRenderer<GrantRow> who() {
        return withWho(LitRenderer.of(WHO));
    }

    LitRenderer<GrantRow> project() {
        return LitRenderer.<GrantRow>of("<span class='muted clip'>${item.project}</span>")
                .withProperty(
                        "project", row -> grantMessages.projects(row.grant().terms()));
    }

    LitRenderer<GrantRow> servers() {
        return LitRenderer.<GrantRow>of("<span class='clip'>${item.servers}</span>")
                .withProperty(
                        "servers", row -> grantMessages.servers(row.grant().terms()));
    }

    LitRenderer<GrantRow> permissions() {
        return LitRenderer.<GrantRow>of("<span class='clip'>${item.may}</span>")
                .withProperty("may", row -> grantMessages.role(row.grant().role()));
    }

    LitRenderer<GrantRow> until() {
        return withTimes(LitRenderer.of(UNTIL));
    }

    LitRenderer<GrantRow> revoke(SerializableConsumer<GrantRow> revoke) {
        return withRevoke(LitRenderer.of(REVOKE), revoke);
    }

    /** All values of a grant in one cell, for narrow windows. */
    LitRenderer<GrantRow> card(SerializableConsumer<GrantRow> revoke) {
        String template = "<div class='card'><div class='top'>" + WHO + REVOKE
                + "</div><div>${item.may} · ${item.servers}</div><div class='bottom muted'><span>${item.project}</span>"
                + UNTIL + "</div></div>";
        return withRevoke(withTimes(withWho(LitRenderer.of(template))), revoke)
                .withProperty(
                        "project", row -> grantMessages.projects(row.grant().terms()))
                .withProperty(
                        "servers", row -> grantMessages.servers(row.grant().terms()))
                .withProperty("may", row -> grantMessages.role(row.grant().role()));
    }

    private static LitRenderer<GrantRow> withWho(LitRenderer<GrantRow> renderer) {
        return renderer.withProperty("who", row -> row.party().name())
                .withProperty("initials", row -> row.party().name().substring(0, 1))
                .withProperty("kind", row -> row.party().isGroup() ? "group" : "");
    }

    private LitRenderer<GrantRow> withTimes(LitRenderer<GrantRow> renderer) {
        return renderer.withProperty("notYet", row -> hasFutureStart(row.grant().terms()))
                .withProperty(
                        "begins",
                        row -> row.grant().terms().from() == null
                                ? 0
                                : row.grant().terms().from().toEpochMilli())
                .withProperty("from", _ -> messages.text("grants.from"))
                .withProperty("ended", row -> row.hasEnded(clock.instant()))
                .withProperty("endedWord", _ -> messages.text("grants.ended"))
                .withProperty(
                        "ends",
                        row -> row.grant()
                                .terms()
                                .end()
                                .map(Instant::toEpochMilli)
                                .orElse(null))
                .withProperty("never", _ -> messages.text("grants.until.never"))
                .withProperty(
                        "hours",
                        row -> row.grant().terms().hours() == null
                                ? ""
                                : grantMessages.hours(row.grant().terms().hours()));
    }

    private boolean hasFutureStart(GrantTerms grantTerms) {
        return grantTerms.from() != null && grantTerms.from().isAfter(clock.instant());
    }

    private LitRenderer<GrantRow> withRevoke(LitRenderer<GrantRow> renderer, SerializableConsumer<GrantRow> revoke) {
        return renderer.withProperty(
                        "revokeWord",
                        row -> messages.text("admin.grants.revoke", row.party().name()))
                .withFunction("revoke", revoke);
    }
}
