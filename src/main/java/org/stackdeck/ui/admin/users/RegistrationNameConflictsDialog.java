package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Comparator;
import java.util.List;
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.i18n.Messages;

/** Lists the registrations with taken names, newest first. */
final class RegistrationNameConflictsDialog extends Dialog {

    private final ConflictGrid grid;

    RegistrationNameConflictsDialog(
            Messages messages, SerializableConsumer<RegistrationNameConflict> dismiss, Runnable dismissAll) {
        setHeaderTitle(messages.text("admin.users.clashes.title"));
        setWidth("820px");
        grid = new ConflictGrid(messages, dismiss);
        add(new Paragraph(messages.text("admin.users.clashes.text")), grid);
        getFooter()
                .add(
                        new Button(messages.text("admin.users.clashes.dismiss-all"), _ -> dismissAll.run()),
                        new Button(messages.text("app.close"), _ -> close()));
    }

    /** Updates the list. Closes the dialog if the list is empty. */
    void update(List<RegistrationNameConflict> conflicts) {
        grid.setRows(conflicts.stream()
                .sorted(Comparator.comparing(RegistrationNameConflict::lastAt).reversed())
                .toList());
        if (conflicts.isEmpty()) {
            close();
        }
    }

    private static final class ConflictGrid extends ListGrid<RegistrationNameConflict> {

        private static final String NAME = """
                <span class='clip n'><span class='strong'>${item.name}</span> <span class='muted'
                >${item.display}</span></span>""";
        private static final String LAST_SEEN = "<sd-time class='muted' .at=${item.at}></sd-time>";
        private static final String DISMISS = "<span class='acts'>" + iconButton("dismiss", "x") + "</span>";

        ConflictGrid(Messages messages, SerializableConsumer<RegistrationNameConflict> dismiss) {
            super(messages, "admin.users.clashes.title", RegistrationNameConflict::id);
            addClassName("clashes");
            addProperty("name", conflict -> conflict.name().value());
            addProperty(
                    "display",
                    conflict -> conflict.displayName().equals(conflict.name().value()) ? "" : conflict.displayName());
            addProperty("attempts", RegistrationNameConflict::attempts);
            addProperty("count", conflict -> messages.text("admin.users.clashes.count", conflict.attempts()));
            addProperty("source", RegistrationNameConflict::source);
            addProperty("at", conflict -> conflict.lastAt().toEpochMilli());
            addAction(
                    "dismiss",
                    conflict -> messages.text(
                            "admin.users.clashes.dismiss", conflict.name().value(), conflict.source()),
                    dismiss);
            addCard("<div class='card'><div class='top'>" + NAME + DISMISS
                    + "</div><div class='bottom muted'><span>${item.count}</span><span class='clip'>${item.source}</span>"
                    + LAST_SEEN + "</div></div>");
            addColumn("admin.users.clashes.name", NAME, "220px", 0)
                    .setFlexGrow(1)
                    .setRowHeader(true);
            addColumn("admin.users.clashes.attempts", "<span class='clip muted'>${item.attempts}</span>", "100px", 0);
            addColumn("admin.users.clashes.source", "<span class='clip muted'>${item.source}</span>", "170px", 0);
            addColumn("admin.users.clashes.last", LAST_SEEN, "160px", 0);
            addButtonColumn(DISMISS, "64px");
        }
    }
}
