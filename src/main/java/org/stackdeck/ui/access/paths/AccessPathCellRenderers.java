package org.stackdeck.ui.access.paths;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of the access paths to a server. Names come from users and are bound as text. */
final class AccessPathCellRenderers {

    private static final String WHO =
            "<span class='owner'><span class='avatar' aria-hidden='true'>${item.initial}</span><span class='clip strong'>${item.who}</span>"
                    + "<button type='button' class='icon-button see' @click=${see} aria-label=${item.seeLabel} title=${item.seeLabel}><svg class='i' aria-hidden='true'><use href='frontend/icons/icons.svg#eye'></use></svg></button></span>";
    private static final String BY = """
            ${item.way ? html`<button type="button" class="way clip" @click="${open}" aria-label="${item.wayLabel}"
            title="${item.way}">${item.way}</button>` : html`<span class="clip">${item.administrator}</span>`}
            """;
    private static final String UNTIL = """
            <span class="muted clip">${item.opens ? html`<span class="tag">${item.laterWord}</span> <sd-time
            .at=${item.opens}></sd-time> ` : ''}${item.soon ? html`<span class="tag">${item.soonWord}</span> ` : ''}${item.ends
            ? html`${item.untilWord} <sd-time .at=${item.ends}></sd-time>` : item.never}${item.hours
            ? html` <span class="tag">${item.hours}</span>` : ''}</span>
            """;

    private final Messages messages;
    private final GrantMessages grantMessages;
    private final Clock clock;
    private final SerializableConsumer<AccessPathRow> open;
    private final SerializableConsumer<AccessPathRow> see;

    /**
     * @param open shows the grant
     * @param see shows the servers as the user sees them
     */
    AccessPathCellRenderers(
            Messages messages,
            GrantMessages grantMessages,
            Clock clock,
            SerializableConsumer<AccessPathRow> open,
            SerializableConsumer<AccessPathRow> see) {
        this.messages = messages;
        this.grantMessages = grantMessages;
        this.clock = clock;
        this.open = open;
        this.see = see;
    }

    LitRenderer<AccessPathRow> who() {
        return withWho(LitRenderer.of(WHO));
    }

    LitRenderer<AccessPathRow> by() {
        return withPath(LitRenderer.of(BY));
    }

    LitRenderer<AccessPathRow> permissions() {
        return withPermissions(LitRenderer.of("<span class='clip' title='${item.all}'>${item.may}</span>"));
    }

    LitRenderer<AccessPathRow> until() {
        return withTimes(LitRenderer.of(UNTIL));
    }

    /** All values in one cell, for narrow windows. */
    LitRenderer<AccessPathRow> card() {
        String template = "<div class='card'><div class='top'>" + WHO + "</div><div>${item.may} · " + BY
                + "</div><div class='bottom'>" + UNTIL + "</div></div>";
        return withTimes(withPermissions(withPath(withWho(LitRenderer.of(template)))));
    }

    private LitRenderer<AccessPathRow> withWho(LitRenderer<AccessPathRow> renderer) {
        return renderer.withProperty("who", AccessPathRow::name)
                .withProperty("initial", row -> row.name().substring(0, 1))
                .withProperty("seeLabel", row -> messages.text("touch.see-as", row.name()))
                .withFunction("see", see);
    }

    private LitRenderer<AccessPathRow> withPath(LitRenderer<AccessPathRow> renderer) {
        return renderer.withProperty("way", this::pathText)
                .withProperty(
                        "wayLabel",
                        row -> row.grant().isEmpty()
                                ? ""
                                : messages.text("touch.grant.show", pathText(row), row.grantee()))
                .withProperty("administrator", _ -> messages.text("touch.way.administrator"))
                .withFunction("open", open);
    }

    private String pathText(AccessPathRow row) {
        Optional<AccessPath.ByGrant> by = row.grant();
        if (by.isEmpty()) {
            return "";
        }
        String key = "touch.way." + (by.get().group() == null ? "grant" : "group");
        String said = messages.text(key, row.grantee());
        return by.get().requiresOwnership() ? messages.text("touch.way.owner", said) : said;
    }

    private LitRenderer<AccessPathRow> withPermissions(LitRenderer<AccessPathRow> renderer) {
        return renderer.withProperty("may", row -> grantMessages.role(row.path().role()))
                .withProperty(
                        "all",
                        row -> grantMessages.allPermissions(row.path().role().permissions()));
    }

    private LitRenderer<AccessPathRow> withTimes(LitRenderer<AccessPathRow> renderer) {
        return renderer.withProperty("opens", row -> millis(Optional.ofNullable(row.startsAt())))
                .withProperty("laterWord", _ -> messages.text("touch.later"))
                .withProperty("soon", row -> row.endsSoon(clock.instant()))
                .withProperty("soonWord", _ -> messages.text("touch.soon"))
                .withProperty("untilWord", _ -> messages.text("touch.until"))
                .withProperty("ends", row -> millis(row.endsAt()))
                .withProperty("never", _ -> messages.text("grants.until.never"))
                .withProperty(
                        "hours",
                        row -> row.grant()
                                .map(AccessPath.ByGrant::terms)
                                .map(GrantTerms::hours)
                                .map(grantMessages::hours)
                                .orElse(""));
    }

    private static Long millis(Optional<Instant> moment) {
        return moment.map(Instant::toEpochMilli).orElse(0L);
    }
}
