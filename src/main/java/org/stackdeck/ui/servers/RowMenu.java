package org.stackdeck.ui.servers;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.Words;

/**
 * One menu for all rows, in a fixed order. An action that cannot be done now stays in its place, can be reached by the
 * keyboard, and says why.
 */
final class RowMenu {

    private final Map<ServerAction, Entry> entries = new EnumMap<>(ServerAction.class);
    private final Map<MenuExtra, GridMenuItem<ServerRow>> extras = new LinkedHashMap<>();
    private final Words words;
    private final Supplier<Rights> rights;
    private @Nullable ServerKey shown;

    RowMenu(
            Grid<ServerRow> grid,
            Words words,
            BiConsumer<ServerRow, ServerAction> act,
            List<MenuExtra> more,
            Supplier<Rights> rights) {
        this.words = words;
        this.rights = rights;
        GridContextMenu<ServerRow> menu = new GridContextMenu<>(grid);
        menu.addClassName("row-menu");
        for (ServerAction action : ServerAction.values()) {
            if (action.danger() == ServerAction.Danger.DESTROYS) {
                more.forEach(extra -> extras.put(extra, add(menu, extra)));
                menu.addComponent(new Hr());
            }
            Entry entry = new Entry(action, words);
            entries.put(action, entry);
            var item = menu.addItem(
                    entry,
                    event ->
                            event.getItem().filter(row -> entry.available()).ifPresent(row -> act.accept(row, action)));
            entry.boundTo(item);
        }
        menu.setDynamicContentHandler(row -> {
            if (row == null) {
                return false;
            }
            shown = row.key();
            show(row);
            return true;
        });
        menu.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                entries.values().forEach(Entry::tellReaders);
            } else {
                shown = null;
            }
        });
    }

    /** Brings an open menu up to date with its row. */
    void follow(ServerRows rows) {
        Optional.ofNullable(shown).flatMap(rows::row).ifPresent(this::show);
    }

    private GridMenuItem<ServerRow> add(GridContextMenu<ServerRow> menu, MenuExtra extra) {
        Div text = new Div(new Span(words.say(extra.label())));
        text.addClassName("text");
        Div entry = new Div(new Icon(extra.icon()), text);
        entry.addClassName("entry");
        return menu.addItem(
                entry, event -> event.getItem().map(ServerRow::server).ifPresent(extra::open));
    }

    private void show(ServerRow row) {
        Rights now = rights.get();
        extras.forEach((extra, item) -> item.setVisible(extra.offered(now)));
        entries.forEach(
                (action, entry) -> entry.show(Optional.ofNullable(row.answers().get(action))
                        .map(answer -> WhyNot.of(action, answer))
                        .orElse(Optional.of(Phrase.of("servers.why.invisible")))
                        .map(words::say)));
    }

    /** One line of the menu. */
    private static final class Entry extends Div {

        private final Span why = new Span();
        private @Nullable GridMenuItem<ServerRow> item;

        Entry(ServerAction action, Words words) {
            addClassName("entry");
            Span label = new Span(words.say("servers.menu." + action.word()));
            why.addClassName("why");
            Div text = new Div(label, why);
            text.addClassName("text");
            add(new Icon(icon(action)), text);
            key(action).ifPresent(key -> {
                Span hint = new Span(key);
                hint.addClassName("key");
                add(hint);
            });
            if (action.danger() == ServerAction.Danger.DESTROYS) {
                addClassName("danger");
            }
        }

        void boundTo(GridMenuItem<ServerRow> menuItem) {
            item = menuItem;
        }

        boolean available() {
            return !hasClassName("cannot");
        }

        void show(Optional<String> reason) {
            why.setText(reason.orElse(""));
            setClassName("cannot", reason.isPresent());
            if (item != null) {
                item.setKeepOpen(reason.isPresent());
            }
            tellReaders();
        }

        /** By a script: the menu takes the attribute off each time it opens, since the item is not disabled to it. */
        void tellReaders() {
            if (item != null) {
                item.getElement().executeJs("this.setAttribute('aria-disabled', $0)", String.valueOf(!available()));
            }
        }

        private static String icon(ServerAction action) {
            return switch (action) {
                case START -> "play";
                case STOP -> "stop";
                case REBOOT -> "reboot";
                case HARD_REBOOT -> "bolt";
                case DELETE -> "trash";
            };
        }

        private static Optional<String> key(ServerAction action) {
            return switch (action) {
                case START -> Optional.of("S");
                case STOP -> Optional.of("P");
                case REBOOT -> Optional.of("R");
                case HARD_REBOOT, DELETE -> Optional.empty();
            };
        }
    }
}
