package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;

final class AuditGrid extends ListGrid<NumberedAuditEntry> {

    private static final String TIME = "<sd-time class='muted' .at=${item.at}></sd-time>";
    private static final String RESULT = state("w");

    AuditGrid(Messages messages, AuditMessages auditMessages) {
        super(messages, "admin.audit.title", NumberedAuditEntry::sequence);
        grid().addClassName("trail");
        addProperty("at", numberedAuditEntry -> numberedAuditEntry.at().toEpochMilli());
        addState(
                numberedAuditEntry -> style(numberedAuditEntry.entry().result()),
                numberedAuditEntry -> auditMessages.result(numberedAuditEntry.entry()));
        addText("actor", AuditEntry::actor, AuditEntry::actorId);
        addText("action", auditMessages::action, AuditEntry::action);
        addText("object", auditMessages::object, AuditGrid::rawObject);
        addText("source", auditMessages::source, AuditEntry::source);
        addText("detail", auditMessages::detail, AuditEntry::detailText);
        addCard(
                "<div class='card'><div class='top'><span class='strong clip'>${item.action}</span>" + TIME + "</div>"
                        + RESULT
                        + "<div class='bottom muted'><span class='clip'>${item.object}</span><span>${item.actor}</span></div></div>");
        addColumn("admin.audit.column.at", TIME, "190px", 0);
        addTextColumn("actor", "130px", 0).setFlexGrow(1);
        addTextColumn("action", "190px", 0).setFlexGrow(1);
        addTextColumn("object", "180px", 760).setFlexGrow(2);
        addColumn("admin.audit.column.result", RESULT, "120px", 560);
        addTextColumn("source", "160px", 1000);
        addTextColumn("detail", "180px", 1200).setFlexGrow(3);
        grid().setItemDetailsRenderer(
                        new ComponentRenderer<>(written -> new AuditEntryDetails(written, messages, auditMessages)));
    }

    /** @param raw the stored value, shown as a tooltip */
    private void addText(
            String name, ValueProvider<AuditEntry, String> text, ValueProvider<AuditEntry, @Nullable String> raw) {
        addProperty(name, numberedAuditEntry -> text.apply(numberedAuditEntry.entry()));
        addProperty(
                name + "Raw",
                numberedAuditEntry -> Objects.requireNonNullElse(raw.apply(numberedAuditEntry.entry()), ""));
    }

    private Grid.Column<NumberedAuditEntry> addTextColumn(String name, String width, int from) {
        String template = "<span class='clip' title='${item.%1$sRaw}'>${item.%1$s}</span>".formatted(name);
        return addColumn("admin.audit.column." + name, template, width, from);
    }

    private static String rawObject(AuditEntry entry) {
        return Stream.of(entry.objectType(), entry.objectId())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static StateStyle style(AuditEntry.Result result) {
        return switch (result) {
            case SUCCESS -> new StateStyle("running", "s-done");
            case ACCEPTED -> new StateStyle("moving", "s-waiting");
            case REFUSED -> new StateStyle("attention", "s-attention");
            case FAILED -> new StateStyle("error", "s-error");
        };
    }
}
