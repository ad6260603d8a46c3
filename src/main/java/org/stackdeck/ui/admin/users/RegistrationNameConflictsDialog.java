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
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Lists the registrations of taken names, newest first. The names come from anonymous visitors and are bound as text.
 */
final class RegistrationNameConflictsDialog extends Dialog {

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
    private final Grid<RegistrationNameConflict> grid = new Grid<>();

    RegistrationNameConflictsDialog(
            Messages messages, SerializableConsumer<RegistrationNameConflict> dismiss, Runnable dismissAll) {
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
    void update(List<RegistrationNameConflict> conflicts) {
        grid.setItems(conflicts.stream()
                .sorted(Comparator.comparing(RegistrationNameConflict::lastAt).reversed())
                .toList());
        if (conflicts.isEmpty()) {
            close();
        }
    }

    private void build(SerializableConsumer<RegistrationNameConflict> dismiss) {
        ListPageElements.style(grid, messages.text("admin.users.clashes.title"));
        String card = "<div class='card'><div class='top'>" + NAME + DISMISS
                + "</div><div class='bottom muted'><span>${item.count}</span><span class='clip'>${item.source}</span>"
                + LAST_SEEN + "</div></div>";
        ListPageElements.addCardColumn(
                grid,
                withDismiss(withLast(withName(LitRenderer.of(card))), dismiss)
                        .withProperty(
                                "count", conflict -> messages.text("admin.users.clashes.count", conflict.attempts()))
                        .withProperty("source", RegistrationNameConflict::source));
        ListPageElements.addColumn(
                        grid, messages.text("admin.users.clashes.name"), withName(LitRenderer.of(NAME)), "220px", 0)
                .setFlexGrow(1)
                .setRowHeader(true);
        ListPageElements.addColumn(
                grid,
                messages.text("admin.users.clashes.attempts"),
                text(RegistrationNameConflict::attempts),
                "100px",
                0);
        ListPageElements.addColumn(
                grid, messages.text("admin.users.clashes.source"), text(RegistrationNameConflict::source), "170px", 0);
        ListPageElements.addColumn(
                grid, messages.text("admin.users.clashes.last"), withLast(LitRenderer.of(LAST_SEEN)), "160px", 0);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", withDismiss(LitRenderer.of(DISMISS), dismiss), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
    }

    private static LitRenderer<RegistrationNameConflict> text(ValueProvider<RegistrationNameConflict, ?> value) {
        return LitRenderer.<RegistrationNameConflict>of("<span class='clip muted'>${item.text}</span>")
                .withProperty("text", value);
    }

    private static LitRenderer<RegistrationNameConflict> withName(LitRenderer<RegistrationNameConflict> renderer) {
        return renderer.withProperty("name", conflict -> conflict.name().value())
                .withProperty(
                        "display",
                        conflict ->
                                conflict.displayName().equals(conflict.name().value()) ? "" : conflict.displayName());
    }

    private static LitRenderer<RegistrationNameConflict> withLast(LitRenderer<RegistrationNameConflict> renderer) {
        return renderer.withProperty("at", conflict -> conflict.lastAt().toEpochMilli());
    }

    private LitRenderer<RegistrationNameConflict> withDismiss(
            LitRenderer<RegistrationNameConflict> renderer, SerializableConsumer<RegistrationNameConflict> dismiss) {
        return renderer.withProperty(
                        "dismissWord",
                        conflict -> messages.text(
                                "admin.users.clashes.dismiss", conflict.name().value(), conflict.source()))
                .withFunction("dismiss", dismiss);
    }
}
