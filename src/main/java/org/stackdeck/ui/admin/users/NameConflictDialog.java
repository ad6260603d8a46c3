package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import java.util.Comparator;
import java.util.List;
import org.stackdeck.identity.registration.NameConflictReport;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Lists the registrations of taken names, newest first. The names come from anonymous visitors and are bound as text.
 */
final class NameConflictDialog extends Dialog {

    private static final String NAME = """
            <span class='clip n'><span class='strong'>${item.name}</span> <span class='muted'
            >${item.display}</span></span>""";
    private static final String LAST_SEEN = "<sd-time class='muted' .at=${item.at}></sd-time>";
    private static final String DISMISS = """
            <span class="acts"><button type="button" class="icon-button" @click="${dismiss}"
            aria-label="${item.dismissWord}" title="${item.dismissWord}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#x"></use></svg></button></span>
            """;

    private final Messages messages;
    private final Grid<NameConflictReport> grid = new Grid<>();

    NameConflictDialog(Messages messages, SerializableConsumer<NameConflictReport> dismiss, Runnable dismissAll) {
        this.messages = messages;
        setHeaderTitle(messages.text("admin.users.clashes.title"));
        setWidth("820px");
        Div box = new Div(grid);
        box.addClassNames("grid-box", "clashes");
        add(new Paragraph(messages.text("admin.users.clashes.text")), box);
        getFooter()
                .add(
                        new Button(messages.text("admin.users.clashes.dismiss-all"), _ -> dismissAll.run()),
                        new Button(messages.text("app.close"), _ -> close()));
        build(dismiss);
    }

    /** Updates the list. Closes the dialog if the list is empty. */
    void update(List<NameConflictReport> conflicts) {
        grid.setItems(conflicts.stream()
                .sorted(Comparator.comparing(NameConflictReport::lastAt).reversed())
                .toList());
        if (conflicts.isEmpty()) {
            close();
        }
    }

    private void build(SerializableConsumer<NameConflictReport> dismiss) {
        ListPageElements.style(grid, messages.text("admin.users.clashes.title"));
        String card = "<div class='card'><div class='top'>" + NAME + DISMISS
                + "</div><div class='bottom muted'><span>${item.count}</span><span class='clip'>${item.source}</span>"
                + LAST_SEEN + "</div></div>";
        ListPageElements.addCardColumn(
                grid,
                withDismiss(withLast(withName(LitRenderer.of(card))), dismiss)
                        .withProperty("count", report -> messages.text("admin.users.clashes.count", report.attempts()))
                        .withProperty("source", NameConflictReport::source));
        ListPageElements.addColumn(
                        grid, messages.text("admin.users.clashes.name"), withName(LitRenderer.of(NAME)), "220px", 0)
                .setFlexGrow(1)
                .setRowHeader(true);
        ListPageElements.addColumn(
                grid, messages.text("admin.users.clashes.attempts"), text(NameConflictReport::attempts), "100px", 0);
        ListPageElements.addColumn(
                grid, messages.text("admin.users.clashes.source"), text(NameConflictReport::source), "170px", 0);
        ListPageElements.addColumn(
                grid, messages.text("admin.users.clashes.last"), withLast(LitRenderer.of(LAST_SEEN)), "160px", 0);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", withDismiss(LitRenderer.of(DISMISS), dismiss), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
    }

    private static LitRenderer<NameConflictReport> text(ValueProvider<NameConflictReport, ?> value) {
        return LitRenderer.<NameConflictReport>of("<span class='clip muted'>${item.text}</span>")
                .withProperty("text", value);
    }

    private static LitRenderer<NameConflictReport> withName(LitRenderer<NameConflictReport> renderer) {
        return renderer.withProperty("name", report -> report.name().value())
                .withProperty(
                        "display",
                        report -> report.displayName().equals(report.name().value()) ? "" : report.displayName());
    }

    private static LitRenderer<NameConflictReport> withLast(LitRenderer<NameConflictReport> renderer) {
        return renderer.withProperty("at", report -> report.lastAt().toEpochMilli());
    }

    private LitRenderer<NameConflictReport> withDismiss(
            LitRenderer<NameConflictReport> renderer, SerializableConsumer<NameConflictReport> dismiss) {
        return renderer.withProperty(
                        "dismissWord",
                        report -> messages.text(
                                "admin.users.clashes.dismiss", report.name().value(), report.source()))
                .withFunction("dismiss", dismiss);
    }
}
