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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Answer;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.OpenRequests;

/**
 * One context menu for all rows, with actions in a fixed order. Common actions come first; an unavailable one keeps its
 * position, can be focused and shows the reason. Other relevant actions follow, destructive ones are last. The menu
 * itself runs no action; callers set handlers.
 */
final class RowMenu {

    private final Map<ServerAction, Entry> entries = new EnumMap<>(ServerAction.class);
    private final Map<MenuExtra, GridMenuItem<ServerRow>> extras = new LinkedHashMap<>();
    private final Words words;
    private final Whose whose;
    private final Supplier<Rights> rights;
    private final GridContextMenu<ServerRow> menu;
    private final List<MenuExtra> more;
    private @Nullable Choices choices;
    private OpenRequests open = OpenRequests.NONE;
    private @Nullable ServerKey shown;

    /** Creates a menu for another user's servers, which shows what that user could do. */
    RowMenu(Grid<ServerRow> grid, Words words, UserName other, Supplier<Rights> rights) {
        this(grid, words, new Whose(other), List.of(), rights);
    }

    /** @param rights returns the rights of the viewer */
    RowMenu(Grid<ServerRow> grid, Words words, List<MenuExtra> more, Supplier<Rights> rights) {
        this(grid, words, Whose.READERS, more, rights);
    }

    private RowMenu(Grid<ServerRow> grid, Words words, Whose whose, List<MenuExtra> more, Supplier<Rights> rights) {
        this.words = words;
        this.whose = whose;
        this.rights = rights;
        this.more = more;
        this.menu = new GridContextMenu<>(grid);
        menu.addClassName("row-menu");
        menu.setDynamicContentHandler(row -> {
            if (row == null || !row.there()) {
                return false;
            }
            if (entries.isEmpty()) {
                furnish();
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

    /** Builds the menu when it is opened for the first time: most pages never open it. */
    private void furnish() {
        MenuPlan.EVERYDAY.forEach(this::add);
        menu.addComponent(new Hr());
        MenuPlan.RARER.forEach(this::add);
        menu.addComponent(new Hr());
        more.forEach(extra -> extras.put(extra, add(extra)));
        menu.addComponent(new Hr());
        MenuPlan.LAST.forEach(this::add);
        if (choices != null) {
            choices.apply(entries);
        }
    }

    private void add(ServerAction action) {
        Entry entry = new Entry(action, words);
        entries.put(action, entry);
        entry.boundTo(menu.addItem(entry));
    }

    /**
     * Enables the items, which request access if a grant is missing.
     *
     * @param act runs an available action
     * @param ask requests a missing permission
     */
    void onChosen(BiConsumer<ServerRow, ServerAction> act, BiConsumer<ServerRow, Permission> ask) {
        choices = new Choices(act, ask);
    }

    /** Updates an open menu after its row changed. */
    void follow(ServerRows rows) {
        Optional.ofNullable(shown).flatMap(rows::row).ifPresent(this::show);
    }

    /** Sets the pending access requests. */
    void show(OpenRequests requests, ServerRows rows) {
        open = requests;
        follow(rows);
    }

    private GridMenuItem<ServerRow> add(MenuExtra extra) {
        Div text = new Div(new Span(words.say(extra.label())));
        text.addClassName("text");
        Div entry = new Div(new Icon(extra.icon()), text);
        entry.addClassName("entry");
        return menu.addItem(
                entry, event -> event.getItem().map(ServerRow::server).ifPresent(extra::open));
    }

    private void show(ServerRow row) {
        Rights now = rights.get();
        extras.forEach((extra, item) -> item.setVisible(extra.offered(now, row.server())));
        entries.forEach((action, entry) -> {
            Answer answer = Optional.ofNullable(row.answers().get(action)).orElseGet(Answer.Invisible::new);
            entry.offer(MenuPlan.offers(action, row.server(), answer));
            Optional<AccessRequest> asked = WhyNot.missing(answer).flatMap(missing -> open.of(missing, row.server()));
            entry.show(
                    answer.available(),
                    WhyNot.of(action, answer, whose)
                            .or(whose::can)
                            .map(words::say)
                            .orElse(""),
                    WhyNot.missing(answer).isPresent() && asked.isEmpty(),
                    asked.map(request -> words.say("requests.waiting", request.askedAt())));
        });
    }

    /**
     * Click handlers.
     *
     * @param act runs an available action
     * @param ask requests a missing permission
     */
    private record Choices(BiConsumer<ServerRow, ServerAction> act, BiConsumer<ServerRow, Permission> ask) {

        void apply(Map<ServerAction, Entry> entries) {
            entries.forEach((action, entry) -> entry.onChosen(row -> {
                if (entry.available()) {
                    act.accept(row, action);
                } else if (entry.askable()) {
                    WhyNot.missing(row.answers().get(action)).ifPresent(missing -> ask.accept(row, missing));
                }
            }));
        }
    }

    /** One action of the menu. */
    private static final class Entry extends Div {

        private final Span why = new Span();
        private final Span wish = new Span();
        private final String offer;
        private @Nullable GridMenuItem<ServerRow> item;
        private boolean choosable;

        Entry(ServerAction action, Words words) {
            addClassName("entry");
            Span label = new Span(words.say("servers.menu." + action.word()));
            why.addClassName("why");
            wish.addClassNames("why", "wish");
            offer = words.say("requests.ask.menu");
            Div text = new Div(label, why, wish);
            text.addClassName("text");
            add(new Icon(ActivityList.icon(action.word())), text);
            key(action).ifPresent(key -> {
                Span hint = new Span(key);
                hint.addClassName("key");
                add(hint);
            });
            if (MenuPlan.LAST.contains(action)) {
                addClassName("danger");
            }
        }

        void boundTo(GridMenuItem<ServerRow> menuItem) {
            item = menuItem;
        }

        /** Enables clicks. */
        void onChosen(Consumer<ServerRow> receiver) {
            if (item != null) {
                item.addMenuItemClickListener(event -> event.getItem().ifPresent(receiver));
            }
            choosable = true;
        }

        void offer(boolean offered) {
            if (item != null) {
                item.setVisible(offered);
            }
        }

        boolean available() {
            return !hasClassName("cannot");
        }

        /** Returns whether a click requests access. */
        boolean askable() {
            return hasClassName("askable");
        }

        /**
         * Updates the entry.
         *
         * @param note why the action is unavailable, or another hint
         * @param missing whether a grant is missing that the user can request
         * @param asked text about the pending request
         */
        void show(boolean available, String note, boolean missing, Optional<String> asked) {
            boolean askable = missing && choosable;
            why.setText(note);
            wish.setText(askable ? offer : asked.orElse(""));
            setClassName("cannot", !available);
            setClassName("looked-at", !choosable);
            setClassName("askable", askable);
            if (item != null) {
                item.setKeepOpen(!choosable || (!available && !askable));
            }
            tellReaders();
        }

        /** Uses a script because the menu removes the attribute whenever it opens: for Vaadin, the item is enabled. */
        void tellReaders() {
            if (item != null && item.isVisible()) {
                item.getElement()
                        .executeJs(
                                "this.setAttribute('aria-disabled', $0)",
                                String.valueOf(!choosable || (!available() && !askable())));
            }
        }

        private static Optional<String> key(ServerAction action) {
            return switch (action) {
                case START -> Optional.of("S");
                case STOP -> Optional.of("P");
                case REBOOT -> Optional.of("R");
                default -> Optional.empty();
            };
        }
    }
}
