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
 * One menu for all rows, in a fixed order. What is done every day comes first; such an action that cannot be done now stays
 * in its place, can be reached by the keyboard, and says why. Below it are the rarer ones that suit the row's server, and
 * last what destroys. It does nothing by itself: whoever lets its lines be chosen says what comes of it.
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

    /** For somebody else's servers: it says what they could do. */
    RowMenu(Grid<ServerRow> grid, Words words, UserName other, Supplier<Rights> rights) {
        this(grid, words, new Whose(other), List.of(), rights);
    }

    /** @param rights of the reader */
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

    /** Once it is first opened: on most pages that are open it never is. */
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
     * From now on its lines can be chosen, and offer to ask for access where a grant is missing.
     *
     * @param act does what can be done
     * @param ask asks for a permission that is missing
     */
    void onChosen(BiConsumer<ServerRow, ServerAction> act, BiConsumer<ServerRow, Permission> ask) {
        choices = new Choices(act, ask);
    }

    /** Brings an open menu up to date with its row. */
    void follow(ServerRows rows) {
        Optional.ofNullable(shown).flatMap(rows::row).ifPresent(this::show);
    }

    /** Says which permissions on which servers were asked for and not given yet. */
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
     * What comes of a choice.
     *
     * @param act does what can be done
     * @param ask asks for a permission that is missing
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

    /** One line of the menu. */
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

        /** Lets it be chosen. */
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

        /** Whether a click asks for access. */
        boolean askable() {
            return hasClassName("askable");
        }

        /**
         * Shows how the action stands.
         *
         * @param note why it cannot be done, or what else there is to say
         * @param missing whether a grant is missing that can be asked for
         * @param asked says that it was
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

        /** By a script: the menu takes the attribute off each time it opens, since the item is not disabled to it. */
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
