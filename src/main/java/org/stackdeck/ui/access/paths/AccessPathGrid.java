package org.stackdeck.ui.access.paths;

import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.i18n.Messages;

/** Grid of the access paths to a server or another resource. */
final class AccessPathGrid extends ListGrid<AccessPathRow> {

    private static final String WHO =
            "<span class='owner'><span class='avatar' aria-hidden='true'>${item.initial}</span><span class='clip strong'>${item.who}</span>"
                    + "${item.seeWord ? html`<button type='button' class='icon-button see' @click=${see} aria-label=${item.seeWord} title=${item.seeWord}><svg class='i' aria-hidden='true'><use href='frontend/icons/icons.svg#eye'></use></svg></button>` : ''}</span>";
    private static final String BY = """
            ${item.way ? html`<button type="button" class="way clip" @click="${open}" aria-label="${item.openWord}"
            title="${item.way}">${item.way}</button>` : html`<span class="clip">${item.administrator}</span>`}
            """;
    private static final String UNTIL = """
            <span class="muted clip">${item.opens ? html`<span class="tag">${item.laterWord}</span> <sd-time
            .at=${item.opens}></sd-time> ` : ''}${item.soon ? html`<span class="tag">${item.soonWord}</span> ` : ''}${item.ends
            ? html`${item.untilWord} <sd-time .at=${item.ends}></sd-time>` : item.never}${item.hours
            ? html` <span class="tag">${item.hours}</span>` : ''}</span>
            """;

    /**
     * @param showGrant opens the grant of a row
     * @param showAsUser shows the servers as the user of a row sees them; null for a resource that is not a server
     */
    AccessPathGrid(
            Messages messages,
            GrantFormatter grantFormatter,
            Clock clock,
            SerializableConsumer<AccessPathRow> showGrant,
            @Nullable SerializableConsumer<AccessPathRow> showAsUser) {
        super(messages, "touch.list", row -> row);
        grid().addClassName("ways");
        addProperty("who", AccessPathRow::name);
        addProperty("initial", row -> row.name().substring(0, 1));
        addAction(
                "see",
                row -> showAsUser == null ? "" : messages.text("touch.see-as", row.name()),
                showAsUser == null ? _ -> {} : showAsUser);
        addProperty("way", this::pathText);
        addProperty("administrator", _ -> messages.text("touch.way.administrator"));
        addAction(
                "open",
                row -> row.grant().isEmpty() ? "" : messages.text("touch.grant.show", pathText(row), row.grantee()),
                showGrant);
        addProperty("may", row -> grantFormatter.role(row.path().role()));
        addProperty(
                "all", row -> grantFormatter.allPermissions(row.path().role().permissions()));
        addTimes(grantFormatter, clock);
        addCard("<div class='card'><div class='top'>" + WHO + "</div><div>${item.may} · " + BY
                + "</div><div class='bottom'>" + UNTIL + "</div></div>");
        addColumn("grants.column.who", WHO, "170px", 0).setRowHeader(true);
        addColumn("touch.column.by", BY, "200px", 0).setKey("by").setFlexGrow(1);
        addColumn("grants.column.may", "<span class='clip' title='${item.all}'>${item.may}</span>", "190px", 0)
                .setKey("may")
                .setFlexGrow(1);
        addColumn("grants.column.until", UNTIL, "220px", 0).setKey("until").setFlexGrow(1);
    }

    private void addTimes(GrantFormatter grantFormatter, Clock clock) {
        addProperty("opens", row -> millis(Optional.ofNullable(row.startsAt())));
        addProperty("laterWord", _ -> messages.text("touch.later"));
        addProperty("soon", row -> row.endsSoon(clock.instant()));
        addProperty("soonWord", _ -> messages.text("touch.soon"));
        addProperty("untilWord", _ -> messages.text("touch.until"));
        addProperty("ends", row -> millis(row.endsAt()));
        addProperty("never", _ -> messages.text("grants.until.never"));
        addProperty(
                "hours",
                row -> row.grant()
                        .map(AccessPath.ByGrant::terms)
                        .map(GrantTerms::hours)
                        .map(grantFormatter::hours)
                        .orElse(""));
    }

    private String pathText(AccessPathRow row) {
        Optional<AccessPath.ByGrant> by = row.grant();
        if (by.isEmpty()) {
            return "";
        }
        String key = "touch.way." + (by.get().group() == null ? "grant" : "group");
        String text = messages.text(key, row.grantee());
        return by.get().requiresOwnership() ? messages.text("touch.way.owner", text) : text;
    }

    private static Long millis(Optional<Instant> moment) {
        return moment.map(Instant::toEpochMilli).orElse(0L);
    }
}
