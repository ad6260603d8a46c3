package org.stackdeck.ui.access.grants;

import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Instant;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.i18n.Messages;

final class GrantGrid extends ListGrid<GrantRow> {

    private static final String WHO =
            "<span class='owner'><span class='avatar ${item.kind}' aria-hidden='true'>${item.initials}</span><span class='clip strong'>${item.who}</span></span>";
    private static final String UNTIL = """
            <span class="muted clip">${item.notYet ? html`${item.from} <sd-time .at=${item.begins}></sd-time> ` : ''}${item.ended
            ? html`<span class="tag">${item.endedWord}</span> ` : ''}${item.ends ? html`<sd-time .at=${item.ends}></sd-time>`
            : item.never}${item.hours ? html` <span class="tag">${item.hours}</span>` : ''}</span>
            """;
    private static final String REVOKE = "<span class='acts'>" + iconButton("revoke", "trash") + "</span>";

    GrantGrid(Messages messages, GrantFormatter grantFormatter, Clock clock, SerializableConsumer<GrantRow> revoke) {
        super(messages, "grants.title", row -> row.grant().id());
        addProperty("who", row -> row.grantee().name());
        addProperty("initials", row -> row.grantee().name().substring(0, 1));
        addProperty("kind", row -> row.grantee().isGroup() ? "group" : "");
        addProperty("project", row -> grantFormatter.projects(row.terms()));
        addProperty("servers", row -> grantFormatter.servers(row.terms()));
        addProperty("may", row -> grantFormatter.role(row.terms().role()));
        addTimes(grantFormatter, clock);
        addAction(
                "revoke",
                row -> messages.text("admin.grants.revoke", row.grantee().name()),
                revoke);
        addCard("<div class='card'><div class='top'>" + WHO + REVOKE
                + "</div><div>${item.may} · ${item.servers}</div><div class='bottom muted'><span>${item.project}</span>"
                + UNTIL + "</div></div>");
        addColumn("grants.column.who", WHO, "200px", 0).setRowHeader(true);
        addColumn("grants.column.project", "<span class='muted clip'>${item.project}</span>", "180px", 900);
        addColumn("grants.column.servers", "<span class='clip'>${item.servers}</span>", "220px", 0)
                .setFlexGrow(1);
        addColumn("grants.column.may", "<span class='clip'>${item.may}</span>", "180px", 0)
                .setFlexGrow(1);
        addColumn("grants.column.until", UNTIL, "220px", 760);
        addButtonColumn(REVOKE, "64px");
    }

    private void addTimes(GrantFormatter grantFormatter, Clock clock) {
        addProperty(
                "notYet",
                row -> row.terms().from() != null && row.terms().from().isAfter(clock.instant()));
        addProperty(
                "begins",
                row -> row.terms().from() == null ? 0 : row.terms().from().toEpochMilli());
        addProperty("from", _ -> messages.text("grants.from"));
        addProperty("ended", row -> row.hasEnded(clock.instant()));
        addProperty("endedWord", _ -> messages.text("grants.ended"));
        addProperty("ends", row -> row.terms().end().map(Instant::toEpochMilli).orElse(null));
        addProperty("never", _ -> messages.text("grants.until.never"));
        addProperty(
                "hours",
                row -> row.terms().hours() == null
                        ? ""
                        : grantFormatter.hours(row.terms().hours()));
    }
}
