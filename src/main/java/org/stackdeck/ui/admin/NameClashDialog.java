package org.stackdeck.ui.admin;

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
import org.stackdeck.identity.NameClash;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/**
 * Lists the registrations of taken names, newest first. The names come from anonymous visitors and are bound as text.
 */
final class NameClashDialog extends Dialog {

    private static final String NAME = """
            <span class='clip n'><span class='strong'>${item.name}</span> <span class='muted'
            >${item.display}</span></span>""";
    private static final String LAST = "<sd-time class='muted' .at=${item.at}></sd-time>";
    private static final String DISMISS = """
            <span class="acts"><button type="button" class="icon-button" @click="${dismiss}"
            aria-label="${item.dismissWord}" title="${item.dismissWord}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#x"></use></svg></button></span>
            """;

    private final Words words;
    private final Grid<NameClash> grid = new Grid<>();

    NameClashDialog(Words words, SerializableConsumer<NameClash> dismiss, Runnable dismissAll) {
        this.words = words;
        setHeaderTitle(words.say("admin.users.clashes.title"));
        setWidth("820px");
        Div box = new Div(grid);
        box.addClassNames("grid-box", "clashes");
        add(new Paragraph(words.say("admin.users.clashes.text")), box);
        getFooter()
                .add(
                        new Button(words.say("admin.users.clashes.dismiss-all"), _ -> dismissAll.run()),
                        new Button(words.say("app.close"), _ -> close()));
        build(dismiss);
    }

    /** Updates the list. Closes the dialog if the list is empty. */
    void show(List<NameClash> clashes) {
        grid.setItems(clashes.stream()
                .sorted(Comparator.comparing(NameClash::lastAt).reversed())
                .toList());
        if (clashes.isEmpty()) {
            close();
        }
    }

    private void build(SerializableConsumer<NameClash> dismiss) {
        Pages.dress(grid, words.say("admin.users.clashes.title"));
        String card = "<div class='card'><div class='top'>" + NAME + DISMISS
                + "</div><div class='bottom muted'><span>${item.count}</span><span class='clip'>${item.source}</span>"
                + LAST + "</div></div>";
        Pages.card(
                grid,
                withDismiss(withLast(withName(LitRenderer.of(card))), dismiss)
                        .withProperty("count", clash -> words.say("admin.users.clashes.count", clash.attempts()))
                        .withProperty("source", NameClash::source));
        Pages.column(grid, words.say("admin.users.clashes.name"), withName(LitRenderer.of(NAME)), "220px", 0)
                .setFlexGrow(1)
                .setRowHeader(true);
        Pages.column(grid, words.say("admin.users.clashes.attempts"), text(NameClash::attempts), "100px", 0);
        Pages.column(grid, words.say("admin.users.clashes.source"), text(NameClash::source), "170px", 0);
        Pages.column(grid, words.say("admin.users.clashes.last"), withLast(LitRenderer.of(LAST)), "160px", 0);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", withDismiss(LitRenderer.of(DISMISS), dismiss), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
    }

    private static LitRenderer<NameClash> text(ValueProvider<NameClash, ?> value) {
        return LitRenderer.<NameClash>of("<span class='clip muted'>${item.text}</span>")
                .withProperty("text", value);
    }

    private static LitRenderer<NameClash> withName(LitRenderer<NameClash> renderer) {
        return renderer.withProperty("name", clash -> clash.name().value())
                .withProperty(
                        "display",
                        clash -> clash.displayName().equals(clash.name().value()) ? "" : clash.displayName());
    }

    private static LitRenderer<NameClash> withLast(LitRenderer<NameClash> renderer) {
        return renderer.withProperty("at", clash -> clash.lastAt().toEpochMilli());
    }

    private LitRenderer<NameClash> withDismiss(
            LitRenderer<NameClash> renderer, SerializableConsumer<NameClash> dismiss) {
        return renderer.withProperty(
                        "dismissWord",
                        clash -> words.say(
                                "admin.users.clashes.dismiss", clash.name().value(), clash.source()))
                .withFunction("dismiss", dismiss);
    }
}
